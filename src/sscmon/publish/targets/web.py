"""Sites with an API over HTTP: JSON in, JSON out, keys only to the site they are for."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from sscmon.errors import PublishingFailed
from sscmon.fetching.http import is_inside

ATTEMPTS, FIRST_WAIT_S = 5, 1.0
CONNECT_S, ANSWER_S = 15, 300
PIECE = 1 << 20
AGAIN = "run the same command again; it sends only what is missing"


def needed(variable: str) -> str:
    """A secret or setting from the environment.

    Raises:
        PublishingFailed: it is not set.
    """
    if value := os.environ.get(variable, "").strip():
        return value
    raise PublishingFailed(f"{variable} is not set", where=variable, todo="set it in the environment; it is not stored")


def checked_root(address: str) -> str:
    """An address that keys may be sent to: https, or this machine and its own network.

    Raises:
        PublishingFailed: it is neither.
    """
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and is_inside(parts.hostname)):
        if parts.hostname and not parts.username:
            return address.rstrip("/")
    raise PublishingFailed("keys are sent to https addresses only", where=address, todo="give an https address")


class Site:
    """One site for one run.

    Args:
        root: its address.
        headers: with the key; sent to that address only.
        sleep: replaceable in tests.
    """

    def __init__(self, root: str, headers: dict[str, str], sleep: Callable[[float], None] = time.sleep):
        self.root, self._sleep = checked_root(root), sleep
        self._session = requests.Session()
        self._session.headers.update(headers)
        self._session.auth = lambda request: request  # else a .netrc file would replace the key

    def ask(self, method: str, path: str, **given: Any) -> Any:
        """One request, its answer read as JSON; None for one that says it is not there (404) or empty.

        GET, PUT and DELETE are tried again where the site fails; POST is not, since it may have been carried out.

        Raises:
            PublishingFailed: the site refuses, fails, or does not answer in JSON.
        """
        response = self._request(method, path, **given)
        if response.status_code == 404 or not response.content:
            return None
        try:
            return response.json()
        except ValueError as error:
            raise self._failed(method, path, "does not answer in JSON") from error

    def upload(self, path: str, file: Path) -> Any:
        """Send a file's bytes with PUT."""
        return self.ask("PUT", path, file=file)

    def sha256(self, path: str) -> str | None:
        """SHA-256 of what the site gives back at an address; None where nothing is there."""
        response = self._request("GET", path, stream=True)
        if response.status_code == 404:
            return None
        digest = hashlib.sha256()
        try:
            for piece in response.iter_content(PIECE):
                digest.update(piece)
        except requests.RequestException as error:
            raise self._failed("GET", path, "breaks off") from error
        return digest.hexdigest()

    def _request(self, method: str, path: str, file: Path | None = None, **given: Any) -> requests.Response:
        url = path if "://" in path else f"{self.root}/{path}"
        if urlsplit(url)[:2] != urlsplit(self.root)[:2]:
            raise self._failed(method, path, "leads to another site, where its key is not sent")
        attempts = 1 if method == "POST" else ATTEMPTS
        for attempt in range(1, attempts + 1):
            try:
                response = self._send(method, url, file, given)
            except (requests.ConnectionError, requests.Timeout) as error:
                fault, cause = f"cannot be reached ({type(error).__name__})", error
            else:
                status, cause = response.status_code, None
                if status < 400 or (status == 404 and method in ("GET", "POST")):
                    return response
                fault = f"answers HTTP {status}: {' '.join(response.text.split())[:200]}"
                if status < 500 and status != 429:
                    break
            if attempt < attempts:
                self._sleep(FIRST_WAIT_S * 2 ** (attempt - 1))
        raise self._failed(method, path, fault) from cause

    def _send(self, method: str, url: str, file: Path | None, given: dict) -> requests.Response:
        options = {"timeout": (CONNECT_S, ANSWER_S), "allow_redirects": False, **given}
        if file is None:
            return self._session.request(method, url, **options)
        with file.open("rb") as content:
            return self._session.request(method, url, data=content, **options)

    def _failed(self, method: str, path: str, what: str) -> PublishingFailed:
        place = path if "://" in path else f"{self.root}/{path}"
        return PublishingFailed(f"the site {what}", where=f"{method} {place}", todo=AGAIN)
