"""Articles that would take too long are refused by counts, so the same ones are refused on any machine.

>>> from newsfacts.reading.hardness import check_hardness
>>> check_hardness("7 " * 30_000, "a.txt")
Traceback (most recent call last):
newsfacts.errors.ArticleError: a.txt: 30,000 numbers, more than the limit of 20,000; split it into articles
"""

from __future__ import annotations

import re

from newsfacts.errors import ArticleError

MAX_NUMBERS = 20_000  # the longest pages of results have some thousands
MAX_QUOTATION_MARKS = 20_000
_NUMBER = re.compile(r"\d+")
_QUOTATION_MARK = re.compile("[\"“”„«»‘’'`]")


def check_hardness(text: str, where: str) -> None:
    """Refuse a text with more numbers or marks than articles have.

    Raises:
        ArticleError: it has; the message says of what.
    """
    for found, most, name in (
        (len(_NUMBER.findall(text)), MAX_NUMBERS, "numbers"),
        (len(_QUOTATION_MARK.findall(text)), MAX_QUOTATION_MARKS, "quotation marks"),
    ):
        if found > most:
            raise ArticleError(f"{where}: {found:,} {name}, more than the limit of {most:,}; split it into articles")
