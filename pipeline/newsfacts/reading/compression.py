"""Compressed files -> their bytes, as long as they are honest about their size.

>>> import gzip, io
>>> from newsfacts.reading.compression import Meter, decompressed
>>> decompressed(io.BytesIO(gzip.compress(b"Labour held.")), ".gz", Meter("a.txt.gz", 32)).read()
b'Labour held.'
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Protocol

import zstandard

from newsfacts.errors import ArticleError

ALWAYS_UNPACKED = 64 * 1024 * 1024  # bytes that any file may unpack to
MOST_TIMES = 250  # beyond that, how many times its own size; news shrinks to a fifth, or a twentieth at best
_ZSTD_CHUNK = 1024  # 4 bytes of Zstandard can unpack to 128 KB
_ZSTD_WINDOW = 2**27
_BUFFER = 256 * 1024
_DAMAGED = (
    OSError,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,  # a zip file's rarer methods
)


class Meter:
    """Counts what one input file unpacks to, and stops at the limit."""

    def __init__(self, where: str, size: int) -> None:
        self.where = where
        self.limit = max(ALWAYS_UNPACKED, MOST_TIMES * size)
        self.total = 0

    def add(self, count: int) -> None:
        """Count some bytes more.

        Raises:
            ArticleError: that makes too many.
        """
        self.total += count
        if self.total > self.limit:
            raise ArticleError(
                f"{self.where}: unpacks to more than {self.limit:,} bytes, far more than articles would; "
                "unpack it yourself if you trust it"
            )


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Metered(io.RawIOBase):
    """A stream whose bytes are counted, and whose damage is an ArticleError."""

    def __init__(self, inner: _Readable, meter: Meter) -> None:
        # What comes before the damage is given first: read would lose it where read1 has returned it already.
        self._read = getattr(inner, "read1", inner.read)
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the standard stubs say Buffer
        try:
            data = self._read(len(buffer))
        except EOFError as error:
            raise ArticleError(f"{self._meter.where}: the file was cut off; fetch it again") from error
        except _DAMAGED as error:
            raise ArticleError(f"{self._meter.where}: the file is damaged ({error}); fetch it again") from error
        self._meter.add(len(data))
        buffer[: len(data)] = data
        return len(data)


class _Zstandard:
    """Zstandard frames, one after the other; the library's own reader takes a file that was cut off for a whole one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._rest = b""
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._unpacked = io.BytesIO()

    def read(self, size: int, /) -> bytes:
        while not (data := self._unpacked.read(size)):
            packed = self._rest or self._file.read(_ZSTD_CHUNK)
            self._rest = b""
            if not packed:
                if self._frame:
                    raise EOFError
                return b""
            if self._frame is None:
                self._frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
            self._unpacked = io.BytesIO(self._frame.decompress(packed))
            if self._frame.eof:
                self._rest, self._frame = self._frame.unused_data, None
        return data


COMPRESSIONS: dict[str, Callable[[IO[bytes]], _Readable]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file),
    ".zst": _Zstandard,
    ".bz2": bz2.BZ2File,
}


def decompressed(file: IO[bytes], compression: str | None, meter: Meter) -> IO[bytes]:
    """The bytes of a file that is compressed, or is not.

    Reading raises:
        ArticleError: the file is damaged, was cut off, or unpacks to more than it should.
    """
    if compression is None:
        return file
    return io.BufferedReader(Metered(COMPRESSIONS[compression](file), meter), _BUFFER)
