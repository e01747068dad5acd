"""What must hold for any article: it is refused by reading with a reason, or its records keep the contract."""

from __future__ import annotations

from pathlib import Path

from newsfacts.errors import ArticleError
from newsfacts.extraction import Extractor
from newsfacts.reading import Article, Reader
from newsfacts.reading.entries import Entry
from newsfacts.validation import Checker


class BrokenContractError(AssertionError):
    """Records that the contract does not allow."""


def read_text(data: bytes, name: str) -> Article | str:
    """The article, as standard input is read; the reason where it is refused."""
    try:
        return Reader().read(Entry(name, name, name, data=data))
    except ArticleError as error:
        return str(error)


def check_article(extractor: Extractor, article: Article, folder: Path) -> int:
    """Extract an article, and hold what is written to the contract; returns the number of records.

    Raises:
        BrokenContractError: a record is invalid, a span is not its slice of the text, a reference leads nowhere.
    """
    lines, counts = extractor.extract_lines(article)
    facts = folder / "facts.jsonl"
    facts.write_bytes(lines)
    checker = Checker()
    problems = list(checker.check(facts))
    if problems:
        raise BrokenContractError("\n".join(f"record {problem.number}: {problem.message}" for problem in problems))
    if checker.valid != counts.total():
        raise BrokenContractError(f"{counts.total()} records were made, but {checker.valid} written")
    return checker.valid
