"""Plain text files -> text: UTF-8 where it is valid, else the byte order mark's encoding, else the detected one.

>>> from newsfacts.reading.text import decode
>>> decode("Labour held – the seat.".encode("cp1252") * 3, "a.txt")[1]
'cp1252'
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from newsfacts.errors import ArticleError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Control characters that text has for good reason: tab, line feed, form feed, carriage return, and backspace, escape
# and end-of-file of old agency feeds.
_TEXT_CONTROLS = frozenset(b"\b\t\n\f\r\x1a\x1b")
_BINARY_SHARE = 0.05


def decode(data: bytes, where: str) -> tuple[str, str]:
    """The text and the encoding it was decoded from.

    Raises:
        ArticleError: the bytes are no text, or no text that can be decoded.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and not data.startswith(_UTF32_MARKS):
            return _decode_as(data, encoding, where), encoding
    if _is_binary(data):
        raise ArticleError(f"{where}: this is a binary file, not text; extract its text first")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_truncated(data, error):
            raise ArticleError(
                f"{where}: the file ends within a UTF-8 character, it was cut off; fetch it again"
            ) from error
    return _detect(data, where)


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{where}: the byte order mark says {encoding}, but byte {error.start} is not; save the file as UTF-8"
        ) from error


def _is_binary(data: bytes) -> bool:
    if b"\0" in data:
        return True
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in data)
    return controls > _BINARY_SHARE * len(data)


def _is_truncated(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8 that holds more than ASCII, but for a character cut off at the very end."""
    return (
        error.reason == "unexpected end of data"
        and error.end == len(data)
        and any(b > 127 for b in data[: error.start])
    )


def _detect(data: bytes, where: str) -> tuple[str, str]:
    best = from_bytes(data).best()
    if best is None:
        raise ArticleError(f"{where}: the encoding cannot be told; save the file as UTF-8")
    return str(best), best.encoding
