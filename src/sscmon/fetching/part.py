"""Files on their way: what has come so far, and what is needed to go on later."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Validators:
    """What a publisher said by which a later request can ask "has it changed?"."""

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)

    @property
    def for_range(self) -> str:
        """For If-Range: a strong ETag, else the date; "" when there is neither."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


@dataclass(frozen=True)
class Part:
    """A file being downloaded and, beside it, what is needed to go on later: address and validators."""

    path: Path

    @property
    def _notes(self) -> Path:
        return self.path.with_suffix(".json")

    def _read_notes(self, address: str) -> dict:
        """The notes of an earlier attempt at the same address; empty when there are none."""
        try:
            notes = json.loads(self._notes.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return notes if notes.get("address") == address and self.path.is_file() else {}

    def start(self, address: str, validators: Validators) -> None:
        """Begin anew, with an empty file."""
        self._notes.unlink(missing_ok=True)
        self.path.write_bytes(b"")
        self._write_notes(address, validators, is_whole=False)

    def _write_notes(self, address: str, validators: Validators, is_whole: bool) -> None:
        notes = {"address": address, "is_whole": is_whole, **vars(validators)}
        self._notes.write_text(json.dumps(notes), encoding="utf-8")

    def progress(self, address: str) -> tuple[int, Validators]:
        """Bytes at hand that a download can go on from, and the validators they came with; 0 to begin anew."""
        notes = self._read_notes(address)
        validators = Validators(notes.get("etag", ""), notes.get("last_modified", ""))
        if not notes or notes["is_whole"] or not validators.for_range:
            return 0, Validators()
        return self.path.stat().st_size, validators

    def whole(self, address: str) -> Validators | None:
        """The validators of a file that an earlier, failed run brought whole; None when there is none."""
        notes = self._read_notes(address)
        return Validators(notes["etag"], notes["last_modified"]) if notes.get("is_whole") else None

    def finish(self, address: str, validators: Validators) -> None:
        self._write_notes(address, validators, is_whole=True)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)
        self._notes.unlink(missing_ok=True)
