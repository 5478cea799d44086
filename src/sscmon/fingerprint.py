"""What the library is: one hash of its own code, on which everything built depends."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def code_sha256() -> str:
    """One hash over the library's own code and code lists (SQL and contributions are hashed with their step)."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in {".py", ".csv"}):
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()
