"""The bytes of everything read: one gzip file per SHA-256, written once and never changed."""

from __future__ import annotations

import gzip
import os
import re
import tempfile
import zlib
from hashlib import sha256
from pathlib import Path

from onrecord.ports import Archive, ArchiveError

_DIGEST = re.compile(r"[0-9a-f]{64}")
LARGEST_BYTES = 64 * 1024 * 1024  # a report ends at 20 MB; a file that unpacks to more than this is not ours


def open_archive(folder: Path) -> Archive:
    """Return the archive in `folder`, made if it is not there.

    Raises: ArchiveError if `folder` is a file or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise ArchiveError(
            f"archive {folder}",
            expected="a folder",
            found="a file of that name",
            remedy="Name another ledger (the archive lies beside it) or move the file.",
        ) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    return FileArchive(folder)


class FileArchive:
    """An archive in a folder: `ab/abcd....gz` holds the bytes whose SHA-256 is `abcd...`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Return the SHA-256 under which `data` is kept.

        Written beside its place and moved there whole, so that a reader or a crash never meets half a file.
        Raises: ArchiveError if it cannot be written; ValueError over `LARGEST_BYTES`.
        """
        if len(data) > LARGEST_BYTES:
            raise ValueError(f"archive {self._folder}: expected at most {LARGEST_BYTES} bytes, found {len(data)}")
        digest = sha256(data).hexdigest()
        place = self._place(digest)
        if not place.exists():
            try:
                _write_whole(place, gzip.compress(data, compresslevel=6, mtime=0))
            except OSError as error:
                raise _unwritable(place, error) from error
        return digest

    def has(self, sha256: str) -> bool:
        """Return whether bytes are kept under `sha256`."""
        return _DIGEST.fullmatch(sha256) is not None and self._place(sha256).exists()

    def fetch(self, sha256: str) -> bytes:
        """Return the bytes kept under `sha256`, hashed anew.

        Raises: KeyError if there are none; ValueError if they no longer have that hash, cannot be unpacked or read.
        """
        if not self.has(sha256):
            raise KeyError(f"archive {self._folder}: no bytes under SHA-256 {sha256}")
        place = self._place(sha256)
        data = _unpack(place)
        found = _digest(data)
        if found != sha256:
            raise ValueError(
                f"archive {place}: expected bytes of SHA-256 {sha256}, found {found}: the file was changed"
            )
        return data

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.gz"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _unpack(place: Path) -> bytes:
    try:
        with gzip.open(place) as packed:
            data = packed.read(LARGEST_BYTES + 1)
    except OSError as error:
        if not isinstance(error, gzip.BadGzipFile):
            raise ValueError(f"archive {place}: expected a file that can be read, found {error.strerror}") from error
        raise ValueError(f"archive {place}: expected a whole gzip file, found another: {error}") from error
    except (EOFError, zlib.error) as error:
        raise ValueError(
            f"archive {place}: expected a whole gzip file, found one that ends or breaks: {error}"
        ) from error
    if len(data) > LARGEST_BYTES:
        raise ValueError(f"archive {place}: expected at most {LARGEST_BYTES} bytes, found more: the file is not ours")
    return data


def _write_whole(place: Path, packed: bytes) -> None:
    if not place.parent.exists():
        place.parent.mkdir(exist_ok=True)
        _sync_folder(place.parent.parent)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(packed)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(0o444)
        Path(name).replace(place)  # two writers of one hash write the same bytes
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can open a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(place: Path, error: OSError) -> ArchiveError:
    return ArchiveError(
        f"archive {place}",
        expected="a place that can be written",
        found=error.strerror or type(error).__name__,
        remedy="Check the disk's space and the folder's permissions, then read again: what is kept stays kept.",
    )
