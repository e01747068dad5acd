"""The members of .zip and .tar files, in the archive's order. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from newsfacts.errors import ArticleError
from newsfacts.reading.compression import Meter, Metered
from newsfacts.reading.naming import printable

_ENCRYPTED = 1
_AFTER_THE_END = 64 * 1024
_NO_HEADER = (tarfile.TarError, OSError, EOFError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file within an archive; `open` works until the next member is asked for. Its number counts all members.

    It has a meter of its own: what it unpacks to does not depend on which of the others were read.
    """

    number: int
    name: str
    meter: Meter
    open: Callable[[], IO[bytes]]
    passed_over: str | None = None


def zip_members(file: IO[bytes], where: str, start: int = 0) -> Iterator[Member]:
    """The members of a .zip file from that number on.

    Raises:
        ArticleError: it is no zip file, or damaged.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise ArticleError(f"{where}: this is no zip file, or damaged ({error}); fetch it again") from error
    with archive:
        for number, info in enumerate(archive.infolist()[start:], start):
            if not info.filename.endswith("/"):  # is_dir fails on a member without a name
                name = _clean(info.filename)
                meter = Meter(f"{where}/{name}", info.compress_size)
                yield Member(number, name, meter, _zip_opener(archive, info, meter), _hidden(info.filename))


def _zip_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        if info.flag_bits & _ENCRYPTED:
            raise ArticleError(f"{meter.where}: this file is encrypted; unpack it yourself")
        try:
            return io.BufferedReader(Metered(archive.open(info), meter))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise ArticleError(f"{meter.where}: the zip file is damaged here ({error}); fetch it again") from error

    return open_member


def tar_members(file: IO[bytes], where: str, start: int = 0) -> Iterator[Member]:
    """The members of a .tar file from that number on.

    Raises:
        ArticleError: it is no tar file, or damaged; what comes before the damage is given first.
    """
    try:
        archive = tarfile.open(fileobj=file, mode="r|")  # noqa: SIM115  # closed below
    except _NO_HEADER as error:
        raise ArticleError(f"{where}: this is no tar file, or damaged ({error}); fetch it again") from error
    with archive:
        number = -1
        while True:
            try:
                info = archive.next()
            except _NO_HEADER as error:
                raise ArticleError(f"{where}: the tar file is damaged ({error}); fetch it again") from error
            if info is None:
                break
            archive.members.clear()  # type: ignore[attr-defined]  # missing in the stubs; it would remember them all
            number += 1
            if number >= start and not info.isdir():
                passed_over = _hidden(info.name) if info.isreg() else "links"
                name = _clean(info.name)
                meter = Meter(f"{where}/{name}", info.size)
                yield Member(number, name, meter, _tar_opener(archive, info, meter), passed_over)
        # A header that is none ends the archive for tarfile, as its proper end does; zeros follow only the latter.
        rest = archive.fileobj.read(_AFTER_THE_END) if archive.fileobj else b""
        if rest.strip(b"\0"):
            raise ArticleError(f"{where}: the tar file is damaged (a header is none); fetch it again")


def _tar_opener(archive: tarfile.TarFile, info: tarfile.TarInfo, meter: Meter) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        if info.issparse():  # a few bytes can claim to be any size
            raise ArticleError(f"{meter.where}: this is a sparse file; unpack it yourself")
        member = archive.extractfile(info)
        assert member is not None
        return io.BufferedReader(Metered(member, meter))

    return open_member


def _clean(name: str) -> str:
    """A member's name as a path below the archive."""
    parts = name.replace("\\", "/").split("/")
    return printable("/".join(part for part in parts if part not in {"", ".", ".."}))


def _hidden(name: str) -> str | None:
    parts = name.replace("\\", "/").split("/")
    hides = any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in parts)
    return "hidden" if hides else None
