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
# Words with a capital: this many, or one for so many characters. News has one for 29, and every name costs a search.
MAX_CAPITALS = 20_000
CHARACTERS_PER_CAPITAL = 15
_NUMBER = re.compile(r"\d+")
_CAPITAL = re.compile("\\b[A-ZÀ-ÖØ-Þ]")
_QUOTATION_MARK = re.compile("[\"“”„«»‘’'`]")


def check_hardness(text: str, where: str) -> None:
    """Refuse a text with more numbers, marks or capitals than articles have.

    Raises:
        ArticleError: it has; the message says of what.
    """
    for found, most, name in (
        (len(_NUMBER.findall(text)), MAX_NUMBERS, "numbers"),
        (len(_QUOTATION_MARK.findall(text)), MAX_QUOTATION_MARKS, "quotation marks"),
        (len(_CAPITAL.findall(text)), max(MAX_CAPITALS, len(text) // CHARACTERS_PER_CAPITAL), "words with a capital"),
    ):
        if found > most:
            raise ArticleError(f"{where}: {found:,} {name}, more than the limit of {most:,}; split it into articles")
