"""A build as `bench/ours/build.py`, in a fresh copy of the project folder."""

import runpy
import shutil
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    how, given = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="bench-", dir=Path(given).parent) as name:
        folder = shutil.copytree(given, Path(name) / "project")
        sys.argv = ["build.py", how, str(folder)]
        runpy.run_path(str(Path(__file__).parent / "build.py"), run_name="__main__")
