"""Plain text files -> text: by the byte order mark, else UTF-8, else a Western code page.

>>> from newsfacts.reading.text import decode
>>> decode("Labour held – just – the seat.".encode("cp1252"), "a.txt")
('Labour held – just – the seat.', 'cp1252')
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from newsfacts.errors import ArticleError

UTF_8_WITH_ERRORS = "utf-8 (with errors)"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Detectors take a stray byte for the sign of any code page of the world; English was written in these.
_WESTERN = ["cp1252", "latin_1", "iso8859_15", "mac_roman", "cp850"]
_SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_BAD_BYTES = re.compile("[\udc80-\udcff]")
_C1_CONTROLS = re.compile("[\x80-\x9f]")
_ZERO_SHARE = 0.7  # of the high bytes of English in UTF-16
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
    if data.startswith(_UTF_32_MARKS):
        try:
            return data.decode("utf-32"), "utf-32"
        except UnicodeDecodeError:
            pass  # UTF-16 that begins with a zero
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, where), encoding
    if wide := _wide_encoding(data):
        return _decode_wide(data, wide, where), wide
    if _is_binary(data):
        raise ArticleError(_binary(where))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_cut_off(data, error):
            raise ArticleError(
                f"{where}: the file ends within a UTF-8 character, it was cut off; fetch it again"
            ) from error
    text = _mend(data)
    return (text, UTF_8_WITH_ERRORS) if text is not None else _detect(data, where)


def _mend(data: bytes) -> str | None:
    """UTF-8 with every bad byte and lone surrogate as U+FFFD; None if it is not mostly UTF-8."""
    whole, surrogates = _SURROGATE_BYTES.subn("\ufffd".encode(), data)
    text = whole.decode("utf-8", "surrogateescape")
    bad = len(_BAD_BYTES.findall(text))
    good = sum(not char.isascii() for char in text) - bad - surrogates
    if good < bad:
        return None
    return _BAD_BYTES.sub("\ufffd", text)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zeros stand; None for anything else."""
    if b"\0" not in data or len(data) < 8:
        return None
    zeros = [data[offset::4].count(0) * 4 / len(data) for offset in range(4)]
    for encoding, high, low in (("utf-16-le", (1, 3), (0, 2)), ("utf-16-be", (0, 2), (1, 3))):
        if min(zeros[i] for i in high) > _ZERO_SHARE and not any(zeros[i] for i in low):
            return encoding
    for encoding, high, lowest in (("utf-32-le", (2, 3), 0), ("utf-32-be", (0, 1), 3)):
        if min(zeros[i] for i in high) > 0.99 and not zeros[lowest]:
            return encoding
    return None


def _decode_wide(data: bytes, encoding: str, where: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{where}: this seems to be {encoding}, but not all of it is; save the file as UTF-8"
        ) from error
    if any(ord(char) < 32 and ord(char) not in _TEXT_CONTROLS for char in text):
        raise ArticleError(_binary(where))
    return text


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
    best = from_bytes(data, cp_isolation=_WESTERN).best()
    if best is None or _NOT_WINDOWS_1252.search(str(best)) or _C1_CONTROLS.search(str(best)):
        raise ArticleError(f"{where}: its encoding cannot be told; save the file as UTF-8")
    return str(best), best.encoding
