"""The article: a text and what is known about it.

>>> from newsfacts.reading import Article
>>> Article.from_text("Labour held the seat.").article_id[:13]
'sha256:914341'
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from newsfacts.errors import ArticleError

MAX_CHARACTERS = 1_000_000  # the parser needs about 1 GB for as many; newspaper articles have some 5,000
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Article:
    """One article. All offsets in the records count in `text`, which is never changed after reading."""

    article_id: str
    source: str
    text: str
    encoding: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return hash_text(self.text)

    @classmethod
    def from_text(cls, text: str, article_id: str | None = None, source: str = "-", encoding: str = "utf-8") -> Article:
        """An article made of a string; its id is the text's hash unless given.

        Raises:
            ArticleError: the text is blank or longer than MAX_CHARACTERS.
        """
        text = clean_text(text)
        check_text(text, source)
        return cls(article_id or f"sha256:{hash_text(text)}", source, text, encoding)


def clean_text(text: str) -> str:
    """CR LF as LF, lone surrogates as U+FFFD, nothing else changed."""
    return _LONE_SURROGATES.sub("\ufffd", text.replace("\r\n", "\n"))


def check_text(text: str, where: str) -> None:
    """Refuse a text that no fact can be read from, or that is too long to parse."""
    if not text.strip():
        raise ArticleError(f"{where}: the article is empty; remove it or fetch it again")
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(
            f"{where}: the text has {len(text):,} characters, more than the limit of {MAX_CHARACTERS:,}; "
            "split it into articles"
        )


def hash_text(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
