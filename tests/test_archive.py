"""What every archive promises (one suite, each adapter passes it), and what its files are like."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes import MemoryArchive
from onrecord.adapters import archive as adapter
from onrecord.adapters.archive import open_archive
from onrecord.ports import Archive, ArchiveError

REPORT = b"Three people were killed in Oranne.\r\n"
DIGEST = sha256(REPORT).hexdigest()


@pytest.fixture(params=["files", "memory"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    return open_archive(tmp_path / "onrecord.archive") if request.param == "files" else MemoryArchive()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=3000))
def test_bytes_come_back_under_their_hash(archive: Archive, data: bytes) -> None:
    digest = archive.keep(data)
    assert digest == sha256(data).hexdigest()
    assert archive.keep(data) == digest
    assert archive.has(digest)
    assert archive.fetch(digest) == data


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", DIGEST.upper(), DIGEST[:10]])
def test_what_is_not_there_is_said_to_be_missing(archive: Archive, name: str) -> None:
    archive.keep(REPORT)
    assert not archive.has(name)
    with pytest.raises(KeyError):
        archive.fetch(name)


def place(folder: Path) -> Path:
    return folder / DIGEST[:2] / f"{DIGEST}.gz"


def test_a_file_is_written_once_the_same_on_every_machine_and_never_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        open_archive(tmp_path / name).keep(REPORT)
    one, two = (place(tmp_path / name).read_bytes() for name in ("one", "two"))
    assert one == two
    assert one[4:8] == b"\0\0\0\0", "no time in the file"
    before = place(tmp_path / "one").stat()
    open_archive(tmp_path / "one").keep(REPORT)
    after = place(tmp_path / "one").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert after.st_mode & 0o222 == 0
    assert [p.name for p in place(tmp_path / "one").parent.iterdir()] == [f"{DIGEST}.gz"]


def spoil(folder: Path, content: bytes) -> Archive:
    """An archive whose one file holds `content` instead."""
    archive = open_archive(folder)
    archive.keep(REPORT)
    place(folder).unlink()
    place(folder).write_bytes(content)
    return archive


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gzip.compress(REPORT.replace(b"Three", b"Forty")), "expected bytes of SHA-256 .* the file was changed"),
        (gzip.compress(REPORT)[:-9], "expected a whole gzip file"),
        (b"Three people", "expected a whole gzip file"),
        (gzip.compress(REPORT)[:12] + b"\xff" * 20, "expected a whole gzip file"),
        (b"", "expected bytes of SHA-256"),
    ],
    ids=["changed", "cut", "unpacked", "damaged", "emptied"],
)
def test_a_changed_file_is_never_handed_out(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        spoil(tmp_path, content).fetch(DIGEST)


def test_a_file_that_unpacks_to_far_more_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "LARGEST_BYTES", 1_000_000)
    with pytest.raises(ValueError, match="expected at most 1000000 bytes, found more"):
        spoil(tmp_path, gzip.compress(b"\0" * 1_000_001)).fetch(DIGEST)
    with pytest.raises(ValueError, match="expected at most 1000000 bytes, found 1000001"):
        open_archive(tmp_path).keep(b"\0" * 1_000_001)
    exactly = open_archive(tmp_path).keep(b"\0" * 1_000_000)
    assert len(open_archive(tmp_path).fetch(exactly)) == 1_000_000


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("file", "file/below"):
        with pytest.raises(ArchiveError, match=r"expected a folder, found a file of that name\. Name another"):
            open_archive(tmp_path / name)


def test_a_full_disk_is_named_and_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = open_archive(tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ArchiveError, match="found No space left on device"):
            archive.keep(REPORT)
    assert list(place(tmp_path).parent.iterdir()) == []
    assert archive.keep(REPORT) == DIGEST


def test_killed_at_any_moment_every_file_is_whole(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from onrecord.adapters.archive import open_archive\n"
        "archive = open_archive(Path(sys.argv[1]))\n"
        "for n in range(10**6): print(archive.keep(str(n).encode() * 5000), flush=True)"
    )
    kept: list[str] = []
    for lines in (3, 11, 40):
        child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        kept += [child.stdout.readline().strip() for _ in range(lines)]
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
    archive = open_archive(tmp_path)
    for digest in kept:
        archive.fetch(digest)
    for path in tmp_path.glob("*/*.gz"):
        archive.fetch(path.stem)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    archive = spoil(tmp_path, b"")
    place(tmp_path).unlink()
    place(tmp_path).mkdir()
    with pytest.raises(ValueError, match="expected a file that can be read, found Is a directory"):
        archive.fetch(DIGEST)
