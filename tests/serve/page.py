"""The page running for a test: a real server on a free port of this machine, a project of its own, a registry."""

import hashlib
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from sscmon.paths import Paths
from sscmon.serve.app import create_app
from sscmon.submissions.filled import write_filled

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a secret of the tests"
REGISTRY = f"""submitter_id,name,side,parties,token_sha256
minsa,Ministerio de ejemplo,PROVIDER,CUB,{hashlib.sha256(SECRET.encode()).hexdigest()}
mujeres,Mujeres de ejemplo,AFFECTED,HTI,{hashlib.sha256(SECRET.encode()).hexdigest()}
"""
ACTIVITY = {
    "activity_reference": "BM-1",
    "activity_title": "Brigada médica de ejemplo",
    "provider_id": "Cuba",
    "partner_id": "Haití",
    "modality": "BIL",
    "status": "en ejecución",
    "start_date": "15/01/2025",
}


@dataclass(frozen=True)
class Page:
    """A running page: its address and its project."""

    address: str
    paths: Paths


@contextmanager
def running(folder: Path, **options):
    """The page, until the block ends; a server that does not start fails the test."""
    shutil.copytree(ROOT / "sql", folder / "sql")
    (folder / "data").mkdir()
    (folder / "data" / "submitters.csv").write_text(REGISTRY, encoding="utf-8")
    config = uvicorn.Config("", host="127.0.0.1", port=0, log_config=None, access_log=False)
    listening = config.bind_socket()
    port = listening.getsockname()[1]
    config.app = create_app(Paths(folder), frozenset({f"127.0.0.1:{port}"}), **options)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    try:
        yield Page(f"http://127.0.0.1:{port}", Paths(folder))
    finally:
        server.should_exit = True
        thread.join(10)


def filled(path: Path, *changes: dict, language: str = "es") -> Path:
    """A filled form of one activity for each of `changes` to the example."""
    rows = [{**ACTIVITY, "activity_reference": f"BM-{number}", **one} for number, one in enumerate(changes, start=1)]
    write_filled({"activity": rows}, path, language)
    return path
