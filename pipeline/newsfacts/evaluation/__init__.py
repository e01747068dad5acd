"""Records against gold annotations: precision, recall and F1 of each kind of fact, and the misses.

Rows are micro-averaged over articles; records belong to the article whose name is, or ends, their article_id.

people             full name, titles aside
people.party       party of people; one on a wrong or invented person is wrong
people.aliases     surface forms of the people found; people.roles likewise (wording varies: a guide only)
parties            canonical name
contests           one to one by place, ties broken by the votes they share; contests.kind of those found
contests.facts     winner, winner_party, outcome, from_party, turnout, swing, majority as stated
votes.number       span and value of the number
votes.tuple        the same with contest, candidate or option, and party all right
shares.tuple       percent and change at the span, contest and party right, candidate right or absent
traps              numbers that are no votes, reported as votes or shares: a count, lower is better
quotes.all         half of the words in common (Jaccard); .exact the same words; .e2e speaker right too
quotes.marked      the same for direct and mixed; wrong ones count here if they touch quotation marks
quotes.direct      the same for direct; wrong ones count here if they begin behind a mark
quotes.kind, speakers, mentions, cues, outlets
                   precision over the matched quotes, recall over all gold ones

>>> from newsfacts.evaluation import evaluate, read_gold
>>> evaluate(read_gold("corpus/articles"), records=[]).rows["people"].recall
0.0
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from newsfacts.errors import NewsfactsError
from newsfacts.evaluation.facts import Votes, score_parties, score_people, score_results
from newsfacts.evaluation.gold import GoldArticle, read_gold
from newsfacts.evaluation.quotes import score_quotes
from newsfacts.evaluation.score import Row, Scores
from newsfacts.records import (
    ContestRecord,
    PartyRecord,
    PersonRecord,
    QuoteRecord,
    Record,
    VoteCountRecord,
    VoteShareRecord,
)

__all__ = ["Row", "Scores", "below_floors", "evaluate", "read_floors", "read_gold"]

_RecordT = TypeVar("_RecordT")
TRAPS = "traps"


def evaluate(gold: Iterable[GoldArticle], records: Iterable[Record]) -> Scores:
    """Score the records of articles against gold."""
    by_id: dict[str, list[Record]] = defaultdict(list)
    by_name: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.article_id].append(record)
        by_name[record.article_id.rpartition("/")[2].removesuffix(".txt")].append(record)
    scores = Scores()
    for article in gold:
        scores.article = article.name
        _score_article(article, by_id.get(article.name) or by_name[article.name], scores)
    return scores


def _score_article(article: GoldArticle, records: list[Record], scores: Scores) -> None:
    def of(record_type: type[_RecordT]) -> list[_RecordT]:
        return [record for record in records if isinstance(record, record_type)]

    gold = article.facts
    score_people(of(PersonRecord), gold.people, scores)
    score_parties(of(PartyRecord), [party.name for party in gold.parties], scores)
    score_results(Votes(of(ContestRecord), of(VoteCountRecord), of(VoteShareRecord)), gold, scores)
    score_quotes(of(QuoteRecord), gold, article.text, scores)


def read_floors(path: str | Path) -> dict[str, float]:
    """The least F1 of each row, and the most traps.

    Raises:
        NewsfactsError: the file cannot be read or is no object of numbers.
    """
    try:
        floors = json.loads(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        raise NewsfactsError(f"{path}: the floors cannot be read ({error}); name a JSON file of rows") from error
    if not isinstance(floors, dict) or not all(map(_is_number, floors.values())):
        raise NewsfactsError(f'{path}: floors are one object of numbers, as {{"people": 0.95, "traps": 0}}')
    return floors


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def below_floors(scores: Scores, floors: dict[str, float]) -> list[str]:
    """One line for each row that falls below its floor.

    Raises:
        NewsfactsError: a floor is for a row that there is not.
    """
    problems = []
    for name, floor in floors.items():
        if name == TRAPS:
            if scores.traps.right > floor:
                problems.append(f"traps: {scores.traps.right} reported, at most {floor:g} allowed")
        elif name not in scores.rows:
            raise NewsfactsError(f"floor for {name!r}, which is no row; the rows are {', '.join(scores.rows)}")
        elif round(scores.rows[name].f1, 4) < floor:
            problems.append(f"{name}: F1 {scores.rows[name].f1:.4f} is below the floor of {floor:.4f}")
    return problems
