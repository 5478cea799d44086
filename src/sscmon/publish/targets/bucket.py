"""An S3-compatible bucket as a place to publish.

Written with obstore (MIT), which signs, retries and sends large files in parts: one file of 16 MB without further
dependencies, where boto3 brings botocore and its data for every service.
"""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from sscmon.errors import PublishingFailed
from sscmon.publish.targets.tree import LATEST
from sscmon.publish.targets.web import checked_root, needed
from sscmon.publish.targets.whole import md5_of

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
ENDPOINT = "AWS_ENDPOINT_URL"
IN_ONE_PIECE = 64 << 20
RETRIES, FIRST_WAIT_S, PATIENCE_S = 6, 0.2, 180


class Bucket:
    """Releases below a prefix of a bucket; keys, endpoint and region come from the environment (`AWS_...`).

    Raises:
        PublishingFailed: a key is not set, or the endpoint is not safe.
    """

    def __init__(self, address: str):
        parts = urlsplit(address)
        self.address = address.rstrip("/")
        for key in KEYS:
            needed(key)
        endpoint = os.environ.get(ENDPOINT, "")
        if endpoint:
            checked_root(endpoint)
        self._store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            client_options={"allow_http": endpoint.startswith("http://")},
            retry_config={
                "max_retries": RETRIES,
                "retry_timeout": timedelta(seconds=PATIENCE_S),
                "backoff": {"init_backoff": timedelta(seconds=FIRST_WAIT_S)},
            },
        )

    def staging(self, release: str, names: set[str]) -> str:
        """The place of the release itself: it is its checksums, put last, that say which objects are of it."""
        return release

    def settle(self, release: str) -> None:
        """Nothing to do: the checksums were put last."""

    def read(self, name: str) -> bytes | None:
        """A small object; None where there is none."""
        try:
            return bytes(obstore.get(self._store, name).bytes())
        except FileNotFoundError:
            return None
        except BaseError as error:
            raise self._failed(name, error) from error

    def holds(self, name: str, path: Path, sha256: str) -> bool:
        """Whether the bucket has this object with these bytes, by its MD5 where the bucket tells, else by reading."""
        try:
            told = obstore.head(self._store, name)
            if told["size"] != path.stat().st_size:
                return False
            mark = (told["e_tag"] or "").strip('"')
            if len(mark) == 32 and mark == md5_of(path):
                return True
            digest = hashlib.sha256()
            for piece in obstore.get(self._store, name).stream():
                digest.update(piece)
            return digest.hexdigest() == sha256
        except FileNotFoundError:
            return False
        except BaseError as error:
            raise self._failed(name, error) from error

    def put(self, name: str, path: Path) -> None:
        """Bring an object there; it appears whole or not at all."""
        try:
            obstore.put(self._store, name, path, use_multipart=path.stat().st_size > IN_ONE_PIECE)
        except BaseError as error:
            raise self._failed(name, error) from error

    def point(self, latest: bytes, release: str) -> None:
        """Write `latest.json`."""
        try:
            obstore.put(self._store, LATEST, latest)
        except BaseError as error:
            raise self._failed(LATEST, error) from error

    def _failed(self, name: str, error: BaseError) -> PublishingFailed:
        told = " ".join(str(error).split())[:200]
        return PublishingFailed(
            f"the bucket does not take part: {told}",
            where=f"{self.address}/{name}",
            todo="check the bucket and the keys, then run the same command again; it sends only what is missing",
        )
