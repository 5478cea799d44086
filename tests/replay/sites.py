"""Places to publish as they answer: an S3-compatible bucket, a Zenodo-style deposit, a CKAN portal."""

import hashlib
import itertools
import json
import re
from email import message_from_bytes, policy
from urllib.parse import unquote

from replay.server import Asked, Reply

DATE = {"Last-Modified": "Tue, 01 Apr 2031 06:00:00 GMT"}


def as_json(value, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json"})


class Bucket:
    """Objects by key. `tells_md5` is off where a bucket's entity tags are not MD5; of an object that came in parts they
    never are."""

    def __init__(self, tells_md5: bool = True):
        self.objects: dict[str, bytes] = {}
        self.uploads: dict[str, dict[int, bytes]] = {}
        self.tells_md5 = tells_md5

    def __call__(self, asked: Asked) -> Reply:
        if "uploads" in asked.query or "uploadId" in asked.query:
            return self._in_parts(asked)
        if asked.method == "PUT":
            self.objects[asked.path] = asked.body
        body = self.objects.get(asked.path)
        if body is None:
            return Reply(b"<Error><Code>NoSuchKey</Code></Error>", 404)
        is_whole = asked.path not in {upload.partition("#")[0] for upload in self.uploads}
        tag = hashlib.md5(body).hexdigest() if self.tells_md5 and is_whole else "an-opaque-tag"
        return Reply(b"" if asked.method == "PUT" else body, 200, {"ETag": f'"{tag}"', **DATE})

    def _in_parts(self, asked: Asked) -> Reply:
        """An upload begun, one part of it, and its end, when the object appears."""
        if "uploads" in asked.query:
            upload = f"{asked.path}#{len(self.uploads)}"
            self.uploads[upload] = {}
            told = f"<UploadId>{upload}</UploadId>"
            return Reply(f"<InitiateMultipartUploadResult>{told}</InitiateMultipartUploadResult>".encode())
        parts = self.uploads[asked.query["uploadId"]]
        if asked.method == "PUT":
            parts[int(asked.query["partNumber"])] = asked.body
            return Reply(b"", 200, {"ETag": f'"{hashlib.md5(asked.body).hexdigest()}"'})
        if asked.method == "DELETE":
            return Reply(b"", 204)
        listed = [int(number) for number in re.findall(rb"<PartNumber>(\d+)</PartNumber>", asked.body)]
        self.objects[asked.path] = b"".join(parts[number] for number in listed)
        told = '<ETag>"an-opaque-tag"</ETag>'
        return Reply(f"<CompleteMultipartUploadResult>{told}</CompleteMultipartUploadResult>".encode())


class Zenodo:
    """Deposits, each with metadata and files; a version begun from another starts with its files."""

    def __init__(self, root=lambda: ""):
        self.deposits: dict[int, dict] = {}
        self.root, self._numbers = root, itertools.count(1)

    def __call__(self, asked: Asked) -> Reply | None:
        if asked.headers.get("Authorization") != "Bearer secret-token":
            return as_json({"message": "no"}, 401)
        path = asked.path.removeprefix("api/")
        if bucket := re.fullmatch(r"files/b(\d+)/(.+)", path):
            return self._upload(int(bucket[1]), unquote(bucket[2]), asked.body)
        place = re.fullmatch(r"deposit/depositions(?:/(\d+)(?:/(files|actions)(?:/(.+))?)?)?", path)
        if not place:
            return None
        number, part, name = place.groups()
        if number is None:
            if asked.method == "POST":
                return as_json(self._new(json.loads(asked.body)["metadata"]), 201)
            return as_json([self._shown(one) for one in reversed(self.deposits)])
        deposit = self.deposits[int(number)]
        if part == "files":
            if asked.method == "DELETE":
                deposit["files"].pop(unquote(name))
                return Reply(b"", 204)
            return as_json([self._file(name, body) for name, body in deposit["files"].items()])
        if part == "actions":
            return self._act(int(number), name)
        if asked.method == "PUT":
            assert not deposit["submitted"]
            deposit["metadata"] = json.loads(asked.body)["metadata"]
        return as_json(self._shown(int(number)))

    def published(self, version: str) -> dict[str, bytes] | None:
        """What readers get: the files of a published version."""
        found = [one for one in self.deposits.values() if one["submitted"] and one["metadata"]["version"] == version]
        return dict(found[0]["files"]) if found else None

    def _new(self, metadata: dict, files: dict | None = None) -> dict:
        number = next(self._numbers)
        self.deposits[number] = {"metadata": metadata, "files": dict(files or {}), "submitted": False}
        return self._shown(number)

    def _shown(self, number: int) -> dict:
        deposit = self.deposits[number]
        links = {"bucket": f"{self.root()}/api/files/b{number}"}
        return {"id": number, "metadata": deposit["metadata"], "submitted": deposit["submitted"], "links": links}

    def _file(self, name: str, body: bytes) -> dict:
        return {"id": name, "filename": name, "checksum": hashlib.md5(body).hexdigest()}

    def _upload(self, number: int, name: str, body: bytes) -> Reply:
        assert not self.deposits[number]["submitted"], "a published version never changes"
        self.deposits[number]["files"][name] = body
        return as_json({"checksum": f"md5:{hashlib.md5(body).hexdigest()}"}, 201)

    def _act(self, number: int, action: str) -> Reply:
        deposit = self.deposits[number]
        if action == "publish":
            deposit["submitted"] = True
            return as_json(self._shown(number), 202)
        new = self._new(dict(deposit["metadata"]), deposit["files"])
        link = f"{self.root()}/api/deposit/depositions/{new['id']}"
        return as_json({**self._shown(number), "links": {"latest_draft": link}}, 201)


class Ckan:
    """Datasets by name, each with its resources; files behind addresses of the portal."""

    def __init__(self, root=lambda: ""):
        self.datasets: dict[str, dict] = {}
        self.files: dict[str, bytes] = {}
        self.root, self._numbers = root, itertools.count(1)

    def __call__(self, asked: Asked) -> Reply | None:
        if asked.headers.get("Authorization") != "secret-token":
            return as_json({"success": False}, 403)
        if asked.path in self.files:
            return Reply(self.files[asked.path])
        action = asked.path.removeprefix("api/3/action/")
        given, upload = _form(asked) if "multipart" in asked.headers.get("Content-Type", "") else (None, None)
        return getattr(self, f"_{action}")(given or json.loads(asked.body), upload)

    def _package_show(self, given: dict, _) -> Reply:
        found = self.datasets.get(given["id"])
        return as_json({"success": True, "result": found}) if found else as_json({"success": False}, 404)

    def _package_create(self, given: dict, _) -> Reply:
        assert given["name"] not in self.datasets and given["owner_org"] == "south"
        self.datasets[given["name"]] = {"resources": [], **given, "id": given["name"]}
        return self._package_show({"id": given["name"]}, None)

    def _package_update(self, given: dict, _) -> Reply:
        self.datasets[given["name"]] = {**given, "id": given["name"]}
        return self._package_show({"id": given["name"]}, None)

    def _package_patch(self, given: dict, _) -> Reply:
        self.datasets[given["id"]] |= given
        return self._package_show(given, None)

    def _resource_create(self, given: dict, upload: bytes) -> Reply:
        resource = {**given, "id": f"r{next(self._numbers)}"}
        self.datasets[given["package_id"]]["resources"].append(resource)
        return self._store(resource, upload)

    def _resource_update(self, given: dict, upload: bytes) -> Reply:
        resources = [one for dataset in self.datasets.values() for one in dataset["resources"]]
        resource = next(one for one in resources if one["id"] == given["id"])
        resource.update(given)
        return self._store(resource, upload)

    def _store(self, resource: dict, upload: bytes) -> Reply:
        path = f"download/{resource['id']}"
        self.files[path] = upload
        resource["url"] = f"{self.root()}/{path}"
        return as_json({"success": True, "result": resource})


def _form(asked: Asked) -> tuple[dict, bytes]:
    """Fields and file of a multipart form."""
    head = f"Content-Type: {asked.headers['Content-Type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + asked.body, policy=policy.HTTP).iter_parts()
    fields = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in parts}
    upload = fields.pop("upload")
    return {name: value.decode() for name, value in fields.items()}, upload
