"""The inbox: files that submitters put into their folders are taken, and moved aside with what became of them.

    data/inbox/<submitter>/public/              the people the file tells about agree to its publication
    data/inbox/<submitter>/aggregate/           ... in sums only
    data/inbox/<submitter>/embargo-2031-12-31/  ... from that day on
    data/inbox/<submitter>/done/, refused/      where a file goes, with its receipt and lists, or with the error

Whoever can write to a folder is its submitter: the operator gives that right, so no secret is asked for.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sscmon.errors import SscmonError
from sscmon.paths import Paths
from sscmon.submissions import ledger
from sscmon.submissions.intake import Terms, take
from sscmon.submissions.ledger import NotRecorded, Receipt
from sscmon.submissions.registry import NotAdmitted, registered

DONE, REFUSED = "done", "refused"
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
QUIET_S = 10.0


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its receipt, or why it was refused."""

    file: Path
    receipt: Receipt | None
    error: SscmonError | None


def waiting(paths: Paths, quiet_s: float = QUIET_S) -> Iterator[Path]:
    """Files in folders of terms that nobody wrote to for a while; links and hidden files are left alone."""
    for folder in sorted(paths.inbox.glob("*/*/")):
        if folder.name in (DONE, REFUSED) or folder.is_symlink() or folder.parent.is_symlink():
            continue
        for file in sorted(folder.iterdir()):
            named = not file.name.startswith((".", "~$")) and not file.name.lower().endswith(UNFINISHED)
            if named and file.is_file() and not file.is_symlink() and time.time() - file.stat().st_mtime >= quiet_s:
                yield file


def work(paths: Paths, quiet_s: float = QUIET_S) -> list[Outcome]:
    """Take every file that is waiting.

    Raises:
        NotRecorded: the disk is full; the files that are left stay where they are.
    """
    return [_take(paths, file) for file in waiting(paths, quiet_s)]


def _take(paths: Paths, file: Path) -> Outcome:
    own = file.parents[1]
    try:
        submitter = registered(paths).get(own.name)
        if submitter is None:
            raise NotAdmitted(
                f"{own.name!r} is not a registered submitter",
                where=str(paths.submitters),
                todo="register it, and put the file into its folder again",
            )
        terms = Terms.of(file.parent.name.replace("embargo-", "embargo:", 1), has_consent=True)
        receipt = take(paths, file, submitter, terms)
    except NotRecorded:
        raise
    except SscmonError as error:
        aside = _moved(file, own / REFUSED)
        aside.with_name(aside.name + ".txt").write_text(f"{error}\n", encoding="utf-8")
        return Outcome(file, None, error)
    ledger.copy_out(paths, receipt, own / DONE)
    _moved(file, own / DONE)
    return Outcome(file, receipt, None)


def _moved(file: Path, folder: Path) -> Path:
    """The file in another folder, under a name that is free there."""
    folder.mkdir(exist_ok=True)
    target, number = folder / file.name, 1
    while target.exists():
        number += 1
        target = folder / f"{file.stem}-{number}{file.suffix}"
    os.replace(file, target)
    return target
