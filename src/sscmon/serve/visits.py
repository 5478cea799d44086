"""Visitors and their files: who sent what, kept for an hour in a folder that is removed, seen by nobody else."""

import hmac
import secrets
import shutil
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

KEPT_SECONDS = 3600
MOST_FILES = 50


@dataclass
class Visit:
    """One file somebody sent: where it lies, what it is called, and what became of it."""

    id: str
    visitor: str
    folder: Path
    name: str
    began: float
    checked: Any = None
    receipt: dict[str, Any] | None = None

    @property
    def path(self) -> Path:
        """The file as it came, under a harmless form of its name."""
        plain = "".join(c if c.isalnum() or c in "-_. " else "_" for c in self.name).lstrip(". ")
        return self.folder / (plain[-80:] or "file")


class Visits:
    """The files of all visitors in one temporary folder.

    Args:
        clock: seconds, ever rising.
    """

    def __init__(self, clock=time.monotonic):
        self.clock = clock
        self.folder = Path(tempfile.mkdtemp(prefix="sscmon-serve-"))
        self.secret = secrets.token_bytes(32)
        self.visits: dict[str, Visit] = {}

    def begin(self, visitor: str, name: str) -> Visit:
        """Make room for a file; the oldest ones go where there are too many."""
        self.sweep()
        while len(self.visits) >= MOST_FILES:
            self.end(min(self.visits.values(), key=lambda visit: visit.began))
        identifier = secrets.token_urlsafe(16)
        folder = self.folder / identifier
        folder.mkdir(mode=0o700)
        self.visits[identifier] = Visit(identifier, visitor, folder, name, self.clock())
        return self.visits[identifier]

    def find(self, visitor: str, identifier: str) -> Visit | None:
        """A visitor's own file; nobody else's."""
        self.sweep()
        visit = self.visits.get(identifier)
        return visit if visit and hmac.compare_digest(visit.visitor, visitor) else None

    def end(self, visit: Visit) -> None:
        """Remove a file and all that was made from it."""
        self.visits.pop(visit.id, None)
        shutil.rmtree(visit.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what is older than an hour."""
        for visit in list(self.visits.values()):
            if self.clock() - visit.began > KEPT_SECONDS:
                self.end(visit)

    def close(self) -> None:
        """Remove everything."""
        self.visits.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def token(self, visitor: str) -> str:
        """What a form must bring along to show that this server wrote it for this visitor."""
        return hmac.new(self.secret, visitor.encode(), sha256).hexdigest()

    def is_token(self, visitor: str, given: str) -> bool:
        return bool(visitor) and hmac.compare_digest(self.token(visitor).encode(), given.encode())
