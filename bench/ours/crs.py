"""The CRS source on one Parquet file: parsed and staged as a build does it. Prints rows, refused rows and the sum."""

import argparse
import json
import tempfile
from pathlib import Path

from sscmon import snapshots, staging
from sscmon.paths import Paths
from sscmon.sources.oecd_crs.source import SOURCE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    with tempfile.TemporaryDirectory(prefix="bench-", dir=file.parent) as name:
        at = Path(name) / "snapshot"
        at.mkdir()
        (at / file.name).symlink_to(file)
        listed = [{"name": file.name, "url": "", "bytes": 0, "sha256": ""}]
        manifest = {"retrieved_at": "2031-01-01T00:00:00Z", "files": listed}
        (at / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        account = staging.stage(Paths(Path(name)), SOURCE, "activity", snapshots.Snapshot("oecd_crs", at))
        assert account.adds_up
        print(account.rows_read, account.rows_quarantined, f"{account.amount_read:.6f}")


if __name__ == "__main__":
    main()
