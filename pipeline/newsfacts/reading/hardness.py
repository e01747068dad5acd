"""Articles that would take too long are refused by counts, so the same ones are refused on any machine.

>>> from newsfacts.reading.hardness import check_hardness
>>> check_hardness("(" * 3000, "a.txt")
Traceback (most recent call last):
newsfacts.errors.ArticleError: a.txt: 3,000 marks in a row without a space; take them out
"""

from __future__ import annotations

import re

from newsfacts.errors import ArticleError

MAX_NUMBERS = 20_000  # the longest pages of results have some thousands
MAX_QUOTATION_MARKS = 20_000
MAX_RUNS = 4_000_000  # the tokenizer's time grows with the square of a run of marks; this is one of 2,000 marks
_NUMBER = re.compile(r"\d+")
_QUOTATION_MARK = re.compile("[\"“”„«»‘’'`]")
_RUN = re.compile(r"[^\w\s]{50,}")


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
    runs = [len(run) for run in _RUN.findall(text)]
    if sum(length**2 for length in runs) > MAX_RUNS:
        raise ArticleError(f"{where}: {max(runs):,} marks in a row without a space; take them out")
