"""Scores as text, and the records to score.

>>> from newsfacts.evaluation import Scores
>>> from newsfacts.evaluation.report import format_scores
>>> print(format_scores(Scores()))
traps                  0 of 0 reported
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsfacts.errors import ArticleError
from newsfacts.evaluation.gold import GoldArticle
from newsfacts.evaluation.score import Scores
from newsfacts.reading import Article, find_inputs
from newsfacts.records import Record, parse_record


def extract_gold(folder: str | Path, gold: Iterable[GoldArticle]) -> Iterator[Record]:
    """The records of the gold articles, extracted now.

    Raises:
        ArticleError: an article cannot be extracted.
    """
    from newsfacts.batch import Options, extract_articles  # spaCy, which scoring a file does not need

    if Path(folder).is_file():
        from newsfacts.extraction import extract, load

        nlp = load()
        for article in gold:
            yield from extract(Article.from_text(article.text, article_id=article.name), nlp)
        return
    found = find_inputs(str(Path(folder, f"{article.name}.txt")) for article in gold)
    for outcome in extract_articles(found.sources, Options()):
        if outcome.reason:
            raise ArticleError(outcome.reason)
        yield from map(parse_record, outcome.lines.splitlines())


def format_scores(scores: Scores, misses: int = 0) -> str:
    """A line for each row; then up to so many misses of each kind."""
    lines = [
        f"{name:22} P {row.precision:.3f}  R {row.recall:.3f}  F {row.f1:.3f}"
        f"   right {row.right:5}  found {row.found:5}  gold {row.gold:5}"
        for name, row in scores.rows.items()
    ]
    lines.append(f"{'traps':22} {scores.traps.right} of {scores.traps.gold} reported")
    if misses:
        for kind, items in sorted(scores.misses.items()):
            lines.append(f"\n{kind}: {len(items)}")
            lines += ["   " + " | ".join(item) for item in items[:misses]]
    return "\n".join(lines)
