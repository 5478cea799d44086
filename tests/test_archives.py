"""Archives of strangers: within limits, inside the folder, Deflate64 included."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replay import deflate64
from replay.publishers import xlsx_file, zip_file

from sscmon import archives
from sscmon.archives import Limits
from sscmon.errors import SourceChanged

LITERALS = bytes(range(256)) * 160
MATCH = (LITERALS, 65_538, 40_960)


def written(folder: Path, body: bytes) -> Path:
    path = folder / "sample.zip"
    path.write_bytes(body)
    return path


def with_member(folder: Path, name: str, body: bytes = b"x", mode: int = stat.S_IFREG | 0o644) -> Path:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, body)
    return written(folder, target.getvalue())


def test_members_are_listed_and_unpacked_with_their_folders(tmp_path):
    path = written(tmp_path, zip_file({"a.csv": b"1,2\n", "sub/b.csv": b"3\n"}))
    assert [info.filename for info in archives.members(path)] == ["a.csv", "sub/b.csv"]
    unpacked = archives.extract(path, tmp_path / "out")
    assert [p.relative_to(tmp_path / "out").as_posix() for p in unpacked] == ["a.csv", "sub/b.csv"]
    assert [p.read_bytes() for p in unpacked] == [b"1,2\n", b"3\n"]


def test_only_the_members_wanted_are_unpacked(tmp_path):
    path = written(tmp_path, zip_file({"a.csv": b"1", "b.csv": b"2"}))
    assert [p.name for p in archives.extract(path, tmp_path / "out", ["b.csv"])] == ["b.csv"]
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["b.csv"]
    with pytest.raises(SourceChanged, match="has no member c.csv; it has a.csv, b.csv"):
        archives.extract(path, tmp_path / "out", ["c.csv"])


def test_deflate64_is_unpacked(tmp_path):
    path = written(tmp_path, deflate64.zip_of("big.txt", *MATCH))
    with zipfile.ZipFile(path) as archive, pytest.raises(NotImplementedError):
        archive.open("big.txt")
    (unpacked,) = archives.extract(path, tmp_path / "out")
    # 40,960 literals, then 65,538 bytes from 40,960 back: the literals again and again
    assert unpacked.read_bytes() == (LITERALS * 3)[: 40_960 + 65_538]


def test_deflate64_of_the_farthest_match(tmp_path):
    literals = bytes(i * 7 % 251 for i in range(65_536))
    path = written(tmp_path, deflate64.zip_of("far.txt", literals, 3, 65_536))
    (unpacked,) = archives.extract(path, tmp_path / "out")
    assert unpacked.read_bytes() == literals + literals[:3]


@settings(max_examples=25)
@given(at=st.integers(30, 20_000), flip=st.integers(1, 255))
def test_a_damaged_deflate64_member_is_told(tmp_path_factory, at, flip):
    body = bytearray(deflate64.zip_of("big.txt", LITERALS, 100, 40_000))
    packed = struct.unpack("<I", body[18:22])[0]
    body[37 + at % packed] ^= flip
    path = written(tmp_path_factory.mktemp("damaged"), bytes(body))
    try:
        archives.verify(path)
    except SourceChanged:
        return
    with zipfile.ZipFile(path) as archive:  # padding bits of the last byte may be flipped without harm
        data = b"".join(archives.pieces(archive, archive.getinfo("big.txt")))
    assert data == deflate64.unpacked(LITERALS, 100, 40_000)


@pytest.mark.parametrize(
    "name", ["../out.csv", "/etc/out.csv", "a/../../out.csv", "C:/out.csv", "a\\..\\out.csv", "a\nb.csv"]
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path, name):
    path = with_member(tmp_path, name)
    with pytest.raises(SourceChanged, match="written outside the folder"):
        archives.extract(path, tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())


def test_links_are_refused(tmp_path):
    path = with_member(tmp_path, "link", b"/etc/passwd", stat.S_IFLNK | 0o777)
    with pytest.raises(SourceChanged, match="is a link"):
        archives.members(path)


def test_a_nested_archive_is_refused_by_its_bytes(tmp_path):
    path = with_member(tmp_path, "table.csv", zip_file({"a": b"1"}))
    with pytest.raises(SourceChanged, match="an archive inside the archive: table.csv"):
        archives.extract(path, tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())


def test_a_workbook_is_no_nested_archive(tmp_path):
    path = with_member(tmp_path, "table.xlsx", xlsx_file([["a"]]))
    assert [p.name for p in archives.extract(path, tmp_path / "out")] == ["table.xlsx"]


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        (Limits(members=2), "has 3 members where 2 are allowed"),
        (Limits(total_bytes=100_000), "unpacks to 300,000 bytes"),
        (Limits(ratio=4), "more than 4 times its size"),
    ],
)
def test_limits(tmp_path, limits, fault):
    path = written(tmp_path, zip_file({f"{n}.txt": bytes(100_000) for n in range(3)}))
    archives.verify(path)
    with pytest.raises(SourceChanged, match=fault):
        archives.extract(path, tmp_path / "out", limits=limits)


def test_a_member_that_is_longer_than_declared_is_refused(tmp_path):
    body = deflate64.zip_of("big.txt", *MATCH)
    declared = struct.pack("<I", len(LITERALS) + 65_538)
    path = written(tmp_path, body.replace(declared, struct.pack("<I", 50_000)))
    with pytest.raises(SourceChanged, match="longer than 50,000 bytes"):
        archives.verify(path)


def test_members_that_overlap_are_refused(tmp_path):
    body = zip_file({"a.txt": zlib.compress(bytes(range(256)) * 40)})
    start = body.index(b"PK\x01\x02")
    entry, end = body[start : body.index(b"PK\x05\x06")], body[body.index(b"PK\x05\x06") :]
    entries = entry + entry.replace(b"a.txt", b"b.txt")
    end = end[:8] + struct.pack("<HHI", 2, 2, len(entries)) + end[16:]
    path = written(tmp_path, body[:start] + entries + end)
    with pytest.raises(SourceChanged, match="overlap"):
        archives.members(path)


def test_a_name_twice_is_refused(tmp_path):
    path = written(tmp_path, zip_file({"a.txt": b"1", "A.TXT": b"2"}))
    with pytest.raises(SourceChanged, match="twice"):
        archives.members(path)


def test_encrypted_members_are_refused(tmp_path):
    body = bytearray(zip_file({"a.txt": b"1"}))
    body[body.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceChanged, match="is encrypted"):
        archives.members(written(tmp_path, bytes(body)))


@pytest.mark.parametrize("cut", [10, 60, -1])
def test_a_cut_archive_is_told(tmp_path, cut):
    body = zip_file({"a.txt": b"some text" * 20})
    with pytest.raises(SourceChanged, match="cannot be read as a zip archive"):
        archives.members(written(tmp_path, body[:cut]))


def test_a_wrong_checksum_is_told(tmp_path):
    body = bytearray(with_member(tmp_path, "a.txt", b"some text").read_bytes())
    body[body.index(b"some text")] ^= 1
    with pytest.raises(SourceChanged, match="is damaged at a.txt"):
        archives.verify(written(tmp_path, bytes(body)))
