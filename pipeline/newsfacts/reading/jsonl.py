"""JSON Lines: an object on each line.

>>> import io
>>> from newsfacts.reading.jsonl import lines, parse
>>> [(line.number, line.offset, parse(line, "a.jsonl")) for line in lines(io.BytesIO(b'{"a": 1}\\n\\n{"b": 2}\\n'))]
[(1, 0, {'a': 1}), (3, 10, {'b': 2})]
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

import orjson

from newsfacts.errors import ArticleError

MAX_LINE = 16 * 1024 * 1024  # bytes; an article of the greatest length takes 6 million, escaped


class Line(NamedTuple):
    """A line that is not blank: its number, where it begins, and its bytes; None for too many."""

    number: int
    offset: int
    data: bytes | None


def lines(file: IO[bytes], number: int = 1, offset: int = 0) -> Iterator[Line]:
    """The lines of a file that stands at the beginning of the line with that number."""
    while data := file.readline(MAX_LINE + 1):
        size = len(data)
        too_long = size > MAX_LINE
        while too_long and not data.endswith(b"\n") and (data := file.readline(MAX_LINE)):
            size += len(data)
        if too_long or data.strip():
            yield Line(number, offset, None if too_long else data)
        number += 1
        offset += size


def parse(line: Line, where: str) -> dict[str, Any]:
    """The object on a line.

    Raises:
        ArticleError: there is none.
    """
    if line.data is None:
        raise ArticleError(f"{where}: the line has more than {MAX_LINE:,} bytes; split it into articles")
    try:
        record = orjson.loads(line.data.removeprefix(codecs.BOM_UTF8))
    except ValueError as error:
        raise ArticleError(f"{where}: this line is not JSON ({error}); write one object a line") from error
    if not isinstance(record, dict):
        raise ArticleError(f"{where}: this line holds no object; write one object a line")
    return record
