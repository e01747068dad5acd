"""A table of how well newsfacts and other systems find direct quotes, by the rows of `newsfacts evaluate`.

    python scripts/compare/table.py corpus/articles out/compare

The folder holds what scripts/compare/others.py wrote: SYSTEM.jsonl for each system.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsfacts.evaluation import evaluate, read_gold
from newsfacts.evaluation.gold import GoldArticle
from newsfacts.evaluation.report import extract_gold
from newsfacts.records import Record
from newsfacts.writing import read_records

_HEAD = (
    "| system | direct quotes found: precision | recall | F1 | with exactly the right words: F1 "
    "| of those found, the right words for the speaker | with the speaker's full name: F1 |"
)


def main(articles: str, folder: str) -> None:
    """Print the table as Markdown."""
    gold = list(read_gold(articles))
    systems = {"newsfacts": extract_gold(articles, gold)}
    systems |= {path.stem: read_records(path) for path in sorted(Path(folder).glob("*.jsonl"))}
    print("\n".join(table(gold, systems)))


def table(gold: list[GoldArticle], systems: dict[str, Iterable[Record]]) -> Iterator[str]:
    """The lines of the table, a system in each."""
    yield _HEAD
    yield "|---|---|---|---|---|---|---|"
    for name, records in systems.items():
        rows = evaluate(gold, records).rows
        direct = rows["quotes.direct"]
        figures = (
            direct.precision,
            direct.recall,
            direct.f1,
            rows["quotes.direct.exact"].f1,
            rows["mentions"].precision,
            rows["quotes.direct.e2e"].f1,
        )
        yield f"| {name} | " + " | ".join(f"{figure:.2f}".removeprefix("0") for figure in figures) + " |"


if __name__ == "__main__":
    main(*sys.argv[1:])
