"""Plain text files -> text: by the byte order mark, else UTF-8 where it is valid, else the detected encoding.

>>> from newsfacts.reading.text import decode
>>> decode("Labour held – just – the seat.".encode("cp1252"), "a.txt")
('Labour held – just – the seat.', 'cp1252')
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from newsfacts.errors import ArticleError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Besides tab and line ends: form feed, and backspace, escape and end-of-file of old agency feeds.
_TEXT_CONTROLS = frozenset(b"\b\t\n\f\r\x1a\x1b")
_BINARY_SHARE = 0.05
# What another encoding's text looks like when it is read as Windows-1252: capitals within words or alone, words of
# accented letters, signs within words.
_NOT_WINDOWS_1252 = re.compile(
    "[a-zß-ÿ][À-ÞŠŒŽŸ]|[À-ÞŠŒŽŸ][A-Z][a-z]|(?<![^\\W\\d_])(?!Ó [A-Z])[À-ÞŠŒŽŸ](?![^\\W\\d_])|[À-ÿŠŒŽšœžŸƒ]{3}"
    "|[A-Za-zÀ-ÿ][¡-§©-¬®-±µ-¶»-¿†‡‰‹›€™†][A-Za-zÀ-ÿ]|£[A-Za-zÀ-ÿ]"
)


def decode(data: bytes, where: str) -> tuple[str, str]:
    """The text and the encoding it was decoded from.

    Raises:
        ArticleError: the bytes are no text, or no text that can be decoded.
    """
    text, encoding = _decode(data, where)
    if "\0" in text:
        raise ArticleError(_binary(where))
    return text, encoding


def _decode(data: bytes, where: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, where), encoding
    if _is_binary(data):
        raise ArticleError(_binary(where))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_cut_off(data, error):
            raise ArticleError(
                f"{where}: the file ends within a UTF-8 character, it was cut off; fetch it again"
            ) from error
    return _detect(data, where)


def _binary(where: str) -> str:
    return f"{where}: this is a binary file, not text; extract its text first"


def _decode_marked(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{where}: the byte order mark says {encoding}, but not all of it is; save the file as UTF-8"
        ) from error


def _is_binary(data: bytes) -> bool:
    if b"\0" in data:
        return True
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in data)
    return controls > _BINARY_SHARE * len(data)


def _is_cut_off(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the end of the file is the only thing wrong, and what comes before is more than ASCII."""
    at_end = error.reason == "unexpected end of data" and error.end == len(data)
    return at_end and not data[: error.start].isascii()


def _detect(data: bytes, where: str) -> tuple[str, str]:
    """Windows-1252 if the text then reads like English; detectors take short texts of it for anything."""
    try:
        text = data.decode("cp1252")
        if not _NOT_WINDOWS_1252.search(text):
            return text, "cp1252"
    except UnicodeDecodeError:
        pass
    best = from_bytes(data).best()
    if best is None:
        raise ArticleError(f"{where}: its encoding cannot be told; save the file as UTF-8")
    return str(best), best.encoding
