"""What a conflict consists of: sides that cannot all be true, each with the articles that take it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsfacts.evaluation.matching import normalise

Kind = Literal["votes", "winner", "winner's party", "majority", "quote", "speaker"]
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_LONGEST_SENTENCE = 2_000


@dataclass(frozen=True, slots=True)
class Statement:
    """Where an article says something: the record, its words in the article's text, their sentence."""

    article_id: str
    record_id: str
    start: int
    end: int
    text: str
    sentence: str
    publisher: str | None = None
    published: str | None = None

    @property
    def bare_sentence(self) -> str:
        """The sentence as wire copies share it, whatever their marks and white space."""
        return " ".join(re.findall(r"\w+", normalise(self.sentence) or ""))


@dataclass(slots=True)
class Side:
    """One claim with everybody who makes it."""

    claim: str
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all be true."""

    kind: Kind
    subject: str
    sides: tuple[Side, ...]


def sentence_around(text: str | None, start: int, end: int, otherwise: str) -> str:
    """The sentence of some characters, as far as punctuation tells; without the article's text only the characters."""
    if text is None:
        return otherwise
    begin, finish = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    for match in _SENTENCE_END.finditer(text, begin, finish):
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= end - 1:
            finish = match.end()
            break
    return text[begin:finish].strip()


def contradicted(sides: Sequence[Side], contradict: Callable[[Side, Side], bool]) -> list[Side]:
    """The sides that some other one contradicts.

    No side contradicts a copy of itself, all of whose sentences stand in the other. Nor one that its article takes too:
    whoever gives two figures for one thing speaks of two stages or years, even where the facts do not say so.
    """
    sentences = {id(side): {statement.bare_sentence for statement in side.statements} for side in sides}
    articles = {id(side): {statement.article_id for statement in side.statements} for side in sides}

    def against(side: Side, other: Side) -> bool:
        own, others = sentences[id(side)], sentences[id(other)]
        if side is other or own <= others or others <= own:
            return False
        return articles[id(side)].isdisjoint(articles[id(other)]) and contradict(side, other)

    return [side for side in sides if any(against(side, other) for other in sides)]
