"""A page -> the article on it: text, title, date, publisher, address.

>>> from newsfacts.reading.html import read_page
>>> article = b"<article><p>Labour held the seat.</p><p>Turnout fell.</p></article>"
>>> page = b'<html lang="en"><head><title>Ayton</title></head><body>' + article + b"</body></html>"
>>> content = read_page(page, "a.html")
>>> content.text, content.title, content.language
('Labour held the seat.\\n\\nTurnout fell.', 'Ayton', 'en')
"""

from __future__ import annotations

import codecs
import logging
import re
from typing import Any

from newsfacts.errors import ArticleError
from newsfacts.reading.content import Content, iso_date
from newsfacts.reading.text import decode

MAX_TAGS = 100_000
# Neither the day of the run nor words like "yesterday" may decide.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\slang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})", re.IGNORECASE
)
_NEVER_MEANT = frozenset({"utf-7", "utf-8", "idna", "punycode", "unicode_escape", "raw_unicode_escape"})
_LIBRARIES = ("trafilatura", "htmldate", "justext", "courlan", "readability")


def read_page(data: bytes, where: str, charset: str | None = None, url: str | None = None) -> Content:
    """The article on a page; the charset that its server stated, if one did.

    Raises:
        ArticleError: there is no article on it, or it is no page.
    """
    page, encoding = _decode(data, where, charset)
    if page.count("<") > MAX_TAGS:
        raise ArticleError(f"{where}: the page has more than {MAX_TAGS:,} tags, it is no article; leave it out")
    document = _extract(page, url, where)
    text = re.sub(r"\n+", "\n\n", document.text.strip()) if document and document.text else ""
    if not text:
        raise ArticleError(f"{where}: no article was found on this page; leave it out")
    language = _LANGUAGE.search(page)
    return Content(
        text,
        encoding,
        title=document.title,
        url=url or document.url,
        publisher=document.sitename,
        published=iso_date(document.date),
        language=language[1] if language else None,
    )


def _extract(page: str, url: str | None, where: str) -> Any:
    from trafilatura.core import bare_extraction  # takes a third of a second to import

    for name in _LIBRARIES:  # what they say about a page, the ledger says
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return bare_extraction(
            page,
            url=url,
            favor_precision=True,  # a page's menus make worse facts than its missing last line
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # a page is made by strangers
        raise ArticleError(
            f"{where}: no article can be taken from this page ({type(error).__name__}: {error}); leave it out"
        ) from error


def _decode(data: bytes, where: str, charset: str | None) -> tuple[str, str]:
    """By a byte order mark; as UTF-8 if it is that; else as the server, then the page says, where that is possible."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" not in data:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
        declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
        for name in (charset, declared[1].decode() if declared else None):
            if name and (text := _decode_as(data, name)) is not None:
                return text
    return decode(data, where)


def _decode_as(data: bytes, name: str) -> tuple[str, str] | None:
    try:
        codec = codecs.lookup(name)
        if codec.name in _NEVER_MEANT:
            return None
        # Browsers read Latin-1 as Windows-1252, which is what pages that say Latin-1 are written in.
        codec_name = "cp1252" if codec.name in {"iso8859-1", "ascii"} else codec.name
        return data.decode(codec_name), codec_name
    except (LookupError, UnicodeError, ValueError):
        return None
