"""Records as lines of JSON: out and in.

>>> from newsfacts.writing import open_output, read_records
>>> with open_output("facts.jsonl") as output:  # stands under its name only when all is written
...     _ = output.write(b"")
>>> list(read_records("facts.jsonl"))
[]
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

import jsonlines
import orjson

from newsfacts.errors import NewsfactsError, RecordError
from newsfacts.reading.compression import COMPRESSIONS, Meter, decompressed
from newsfacts.records import Record, parse_record, to_json_dict

STDIO = "-"
_PART = re.compile(rf"^[^.].*\.jsonl(?:{'|'.join(map(re.escape, COMPRESSIONS))})?$")


def to_lines(values: Iterable[Record | dict[str, Any]]) -> bytes:
    """Records, or plain dictionaries, as JSON Lines in UTF-8."""
    buffer = io.BytesIO()
    with jsonlines.Writer(buffer, dumps=orjson.dumps) as writer:
        for value in values:
            writer.write(value if isinstance(value, dict) else to_json_dict(value))
    return buffer.getvalue()


class Output:
    """What takes the lines of one target."""

    def __init__(self, file: IO[bytes], name: str | Path) -> None:
        self._file = file
        self._name = name

    def write(self, data: bytes) -> None:
        """Write bytes.

        Raises:
            NewsfactsError: the target takes no more, as when the disk is full.
        """
        with naming(self._name):
            self._file.write(data)


@contextmanager
def naming(target: str | Path) -> Iterator[None]:
    """Say which target the system refused to write."""
    try:
        yield
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        name = "standard output" if str(target) == STDIO else target
        reason = error.strerror or error
        raise NewsfactsError(f"{name}: cannot be written ({reason}); choose another place") from error


def is_replaced(target: str | Path) -> bool:
    """Whether the target is a file that is written as a whole or not at all; devices and pipes are not."""
    return str(target) != STDIO and (not os.path.exists(target) or os.path.isfile(target))  # noqa: PTH110, PTH113


@contextmanager
def open_output(target: str | Path) -> Iterator[Output]:
    """A binary file for the target, or standard output for -.

    A file is written beside the target and takes its name only when everything is on disk; after an
    exception or Ctrl-C nothing is left of it, and what stood under the name before still does.

    Raises:
        NewsfactsError: the target cannot be written.
    """
    if str(target) == STDIO:
        if sys.stdout is None:
            raise NewsfactsError("standard output is closed; open it, or name a file")
        yield Output(sys.stdout.buffer, target)
        with naming(target):
            sys.stdout.buffer.flush()
        return
    path = Path(target)
    if os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises where a name is too long or a folder closed
        raise NewsfactsError(f"{path}: this is a folder; name a file in it")
    with naming(target), suppress(FileNotFoundError, NotADirectoryError):
        path.stat()
    if not is_replaced(path):
        with naming(target):
            file = path.open("wb", buffering=0)
        with file:
            yield Output(file, target)
        return
    with _replacing(Path(os.path.realpath(path))) as output:
        yield output


@contextmanager
def _replacing(path: Path) -> Iterator[Output]:
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # With a target's longest name before it, the part's own name would be too long.
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        file = os.fdopen(handle, "wb")
        try:
            yield Output(file, path)
            with naming(path):
                file.flush()
                os.fsync(handle)
        finally:
            with naming(path):
                file.close()
        with naming(path):
            part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask())
            part.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    sync_folder(path.parent)


def umask() -> int:
    """The permissions that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; some file systems cannot, and then nothing is lost by it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Line(NamedTuple):
    """A line of a file of facts: its number, the record or what is wrong with it, and the line itself."""

    number: int
    record: Record | RecordError
    raw: bytes


def read_lines(source: str | Path) -> Iterator[Line]:
    """Every line of a file of facts, compressed or not, or of standard input for -; blank lines are passed over.

    Raises:
        NewsfactsError: the file cannot be read.
    """
    if str(source) == STDIO:
        if sys.stdin is None:
            raise NewsfactsError("standard input is closed; pipe the facts into it, or name a file")
        yield from _parse_lines(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as file:
            suffix = Path(source).suffix.lower()
            meter = Meter(str(source), Path(source).stat().st_size)
            yield from _parse_lines(decompressed(file, suffix if suffix in COMPRESSIONS else None, meter))
    except OSError as error:
        raise NewsfactsError(f"{source}: cannot be read ({error.strerror}); check the name") from error


def _parse_lines(file: IO[bytes]) -> Iterator[Line]:
    for number, line in enumerate(file, start=1):
        if line.strip():
            try:
                yield Line(number, parse_record(line), line)
            except RecordError as error:
                yield Line(number, error, line)


def read_records(source: str | Path) -> Iterator[Record]:
    """The records of a file of facts, of a folder of its parts, or of standard input for -.

    Raises:
        RecordError: a line is no valid record; the message gives its number.
        NewsfactsError: the file cannot be read.
    """
    for file in find_facts([source]):
        for number, record, _ in read_lines(file):
            if isinstance(record, RecordError):
                raise RecordError(f"{file}, line {number}: {record}") from record
            yield record


def find_facts(sources: Iterable[str | Path]) -> list[str | Path]:
    """The files that hold the facts: of a folder its parts in order, every other source itself.

    Raises:
        NewsfactsError: a folder holds no file of facts, or cannot be read.
    """
    found: list[str | Path] = []
    for source in sources:
        if str(source) == STDIO or not os.path.isdir(source):  # noqa: PTH112  # Path.is_dir raises for some names
            found.append(source)
            continue
        try:
            parts = sorted(path for path in Path(source).iterdir() if _PART.search(path.name))
        except OSError as error:
            raise NewsfactsError(f"{source}: cannot be read ({error.strerror}); check its permissions") from error
        if not parts:
            raise NewsfactsError(f"{source}: no facts in this folder; name one that --part-size filled, or a file")
        found += parts
    return found
