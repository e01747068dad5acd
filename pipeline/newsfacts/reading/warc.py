"""WARC files, as crawlers and web archives write them: the HTML pages among their responses.

Records of other kinds (requests, images, pages that were not found) are counted as passed over.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsfacts.errors import ArticleError
from newsfacts.reading.content import Content
from newsfacts.reading.html import read_page
from newsfacts.reading.kinds import MAX_PAGE

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FOUND = 200
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """A response with a page in it; its body can be read until the next one is asked for."""

    offset: int
    record: Any

    def read(self, where: str) -> Content:
        """The article on the page; its id is the page's address with the time of the visit.

        Raises:
            ArticleError: there is no article, or the page is too long or damaged.
        """
        record = self.record
        try:
            body = record.reader.read(MAX_PAGE + 1)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the library is no Exception
            raise ArticleError(f"{where}: this record is damaged ({error}); fetch it again") from error
        if len(body) > MAX_PAGE:
            raise ArticleError(f"{where}: the page has more than {MAX_PAGE:,} bytes, it is no article; leave it out")
        url = record.headers.get("WARC-Target-URI")
        url = url.strip().strip("<>") if url else None
        content = read_page(bytes(body), where, record.http_charset, url)
        visited = record.headers.get("WARC-Date")
        return replace(content, article_id=f"{url} {visited}") if url and visited else content


def pages(file: IO[bytes], where: str, passed_over: Counter[str], offset: int = 0) -> Iterator[Page]:
    """The pages of a file that stands at that offset, at the beginning of a record.

    Raises:
        ArticleError: the file is no WARC file, or damaged.
    """
    stream = _Stream(file)
    records = ArchiveIterator(
        stream, WarcRecordType.any_type, parse_http=True, auto_decode="all", stream_detect=False, fsspec_args=False
    )
    seen = False
    while (record := _next(records, stream, where)) is not None:
        seen = True
        if record.record_type != WarcRecordType.response:
            passed_over["WARC records that are no responses"] += 1
        elif record.http_content_type not in _PAGES or record.http_headers.status_code != _FOUND:
            passed_over["WARC responses that are no pages"] += 1
        else:
            yield Page(offset + record.stream_pos, record)
    if not seen and not offset:
        raise ArticleError(f"{where}: this is no WARC file, or an empty one; fetch it again")


def _next(records: Iterator[Any], stream: _Stream, where: str) -> Any:
    try:
        record = next(records, None)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise stream.error or ArticleError(f"{where}: the file is damaged ({error}); fetch it again") from error
    if record is None and stream.error:
        raise stream.error
    return record


class _Stream:
    """A file for a library that asks for positions and cannot stand exceptions: after one the file is at its end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._position = 0
        self.error: ArticleError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._file.read(size) if not self.error else b""
        except ArticleError as error:
            self.error = error
            return b""
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def close(self) -> None:
        """Whoever opened the file closes it."""

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go forward; there is no way back, and the library does not ask for one."""
        ahead = offset - self._position if whence == os.SEEK_SET else offset
        while ahead > 0 and (data := self.read(min(ahead, _CHUNK))):
            ahead -= len(data)
        return self._position
