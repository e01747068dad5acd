"""Files that grow block by block beside their place, and take it when they are complete.

>>> from pathlib import Path
>>> from newsfacts.targets import Target, take_place
>>> target = Target(Path("facts.jsonl.gz"))
>>> target.write(b"{}"), target.cut(), target.finish(), take_place(target.path)
(None, Position(part=1, size=22, articles=0), None, None)
>>> Path("facts.jsonl.gz").exists()
True
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

import zstandard

from newsfacts.errors import NewsfactsError
from newsfacts.writing import naming, sync_folder, umask

# Each block is a whole frame of its own: a file that is cut after one of them is a valid file.
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": lambda data: zstandard.ZstdCompressor(write_checksum=True).compress(data),
    ".bz2": bz2.compress,
}
_LONGEST_NAME = 200  # bytes, so that what stands beside it has a name that is no longer than systems take


class Position(NamedTuple):
    """How far a target is written: which part, its size in bytes, and the articles in it."""

    part: int = 1
    size: int = 0
    articles: int = 0


def beside(path: Path, suffix: str) -> Path:
    """A hidden name in the same folder."""
    name = path.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = f"{name[:40]}.{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
    return path.with_name(f".{name}.{suffix}")


class Target:
    """A file, or with `part_size` a folder of numbered files with so many articles each."""

    def __init__(self, path: Path, part_size: int | None = None, start: Position | None = None) -> None:
        """Begin, or go on from an earlier position.

        Raises:
            NewsfactsError: the place cannot be written, or what was written up to the position is gone.
        """
        self.path = path
        self.partial = beside(path, "partial")
        self._part_size = part_size
        self._compress = COMPRESSORS.get(path.suffix.lower(), bytes)
        self._suffix = f".jsonl{path.suffix.lower()}" if path.suffix.lower() in COMPRESSORS else ".jsonl"
        self._block = bytearray()
        with naming(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if part_size and (path.is_file() or (path.is_dir() and any(path.iterdir()))):
                raise NewsfactsError(f"{path}: parts need a new or an empty folder; name another")
            if part_size and start is None:
                shutil.rmtree(self.partial, ignore_errors=True)
                self.partial.mkdir()
            self._position = start or Position()
            if start and (not (name := self._name()).exists() or name.stat().st_size < start.size):
                raise NewsfactsError(f"{path}: cannot be resumed, for {name} is gone; run again without --resume")
            self._file = self._open(start)

    def _name(self) -> Path:
        return self.partial / f"part-{self._position.part:05}{self._suffix}" if self._part_size else self.partial

    def _open(self, start: Position | None = None) -> IO[bytes]:
        file = self._name().open("r+b" if start else "wb")
        if start:
            file.truncate(start.size)
            file.seek(start.size)
            if self._part_size:
                for name in self.partial.iterdir():
                    if name.name > self._name().name:
                        name.unlink()
        return file

    def write(self, data: bytes, articles: int = 0) -> None:
        """Add lines to the block; articles of a full part begin the next one."""
        if articles and self._part_size and self._position.articles >= self._part_size:
            self.cut()
            with naming(self.path):
                self._file.close()
                self._position = Position(self._position.part + 1)
                self._file = self._open()
        self._block += data
        self._position = self._position._replace(articles=self._position.articles + articles)

    def cut(self) -> Position:
        """End the block: what was written up to here is on disk."""
        with naming(self.path):
            if self._block:
                size = self._file.write(self._compress(bytes(self._block)))
                self._block.clear()
                self._file.flush()
                os.fsync(self._file.fileno())
                self._position = self._position._replace(size=self._position.size + size)
        return self._position

    def finish(self) -> None:
        """Make everything ready to take its place."""
        self.cut()
        with naming(self.path):
            if not self._position.size and self._position.part == 1:
                self._file.write(self._compress(b""))  # nothing to say is an empty file, compressed or not
                self._file.flush()
            if not self._part_size:
                old = self.path.stat().st_mode & 0o777 if self.path.exists() else 0o666 & ~umask()
                self.partial.chmod(old)
            self._file.close()
            if self._part_size:
                sync_folder(self.partial)

    def close(self) -> None:
        """Leave everything as it is."""
        with suppress(OSError):
            self._file.close()


def take_place(path: Path) -> None:
    """Give what is complete its name, if it has not got it yet."""
    partial = beside(path, "partial")
    with naming(path):
        if partial.exists():
            partial.replace(path)
            sync_folder(path.parent)


def discard(path: Path) -> None:
    """Leave nothing of what is not complete."""
    partial = beside(path, "partial")
    if partial.is_dir():
        shutil.rmtree(partial, ignore_errors=True)
    else:
        with suppress(OSError):
            partial.unlink()
