"""The polls of an article, and which of them each count and each statement is about.

A place in the sentence decides; else a candidate whose poll is known; else the poll spoken of last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from newsfacts.annotating.results.facts import Fact
from newsfacts.annotating.results.findings import Finding
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.seeds import Seed
from newsfacts.annotating.types import ContestKind, Person, StageKind, TextSpan

LEAD = 6  # sentences that say what an article is about, a headline and a by-line among them


@dataclass(eq=False, slots=True)
class Poll:
    """One poll while it is being put together."""

    place: str
    kind: ContestKind
    evidence: TextSpan
    seed: Seed | None = None
    question: bool = False
    seats: int = 1
    nomination: bool = False
    said: bool = True  # that there was an election, by more than the name of a seat
    party: str | None = None
    candidates: dict[int, Person] = field(default_factory=dict)
    parties: dict[int, str] = field(default_factory=dict)
    findings: list[Bound] = field(default_factory=list)
    facts: list[tuple[int, Fact]] = field(default_factory=list)

    @property
    def has_result(self) -> bool:
        """Whether the article gives votes that are surely this poll's, or says who won."""
        return any(bound.finding.sure for bound in self.findings) or any(
            fact.kind in {"winner", "gain", "hold"} for _, fact in self.facts
        )

    def add(self, person: Person | None, party: str | None) -> None:
        if person is not None:
            self.candidates[id(person)] = person
            if party or person.party:
                self.parties[id(person)] = party or person.party or ""

    def candidate_of(self, party: str | None) -> Person | None:
        """The one candidate of `party` in this poll, if there is exactly one."""
        if party is None:
            return None
        found = [self.candidates[key] for key, value in self.parties.items() if value == party]
        return found[0] if len(found) == 1 else None


@dataclass(eq=False, slots=True)
class Bound:
    """A finding with its sentence and its poll."""

    sentence: int
    finding: Finding
    stage: str | None = None
    stage_kind: StageKind | None = None
    person: Person | None = None
    party: str | None = None
    option: str | None = None


class Binder:
    """Keeps the polls apart while the article is read from top to bottom."""

    def __init__(self, polls: list[Poll], starts: list[int]) -> None:
        self.polls = polls
        self.current: Poll | None = None
        self.current_at: list[Poll | None] = []
        self._by_person: dict[int, Poll] = {}
        self._weak: dict[int, Poll] = {}
        self._mentions = (
            sorted((span, poll) for poll in polls if poll.seed for span in poll.seed.mentions) if polls else []
        )
        self._mentions.sort(key=lambda m: (m[0][0], -m[0][1]))
        kept: list[tuple[tuple[int, int], Poll]] = []
        for span, poll in self._mentions:  # Higham Ferrers is not mentioned inside Higham Ferrers Lancaster
            if not kept or span[0] >= kept[-1][0][1]:
                kept.append((span, poll))
        self._mentions = kept
        self._starts = [span[0] for span, _ in kept]

    def in_sentence(self, start: int, end: int) -> list[tuple[tuple[int, int], Poll]]:
        """Mentions of polls' places between two offsets."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def explicit(self, start: int, end: int, offset: int, sentence: Sentence | None = None) -> Poll | None:
        """The poll named in the sentence: the nearest place before `offset`, else the first one after it.

        A place right behind a number, as in "41% in Higham", comes first, where `sentence` is given.
        """
        inside = self.in_sentence(start, end)
        if len(inside) > 1 and sentence is not None:
            for number, link, place in zip(sentence.items, sentence.items[1:], sentence.items[2:], strict=False):
                if number.start == offset and link.low in {"in", "at"}:
                    behind = [poll for span, poll in inside if span[0] == place.start]
                    if behind:
                        return behind[0]
        before = [poll for span, poll in inside if span[0] <= offset]
        return before[-1] if before else inside[0][1] if inside else None

    def known(self, people: list[Person]) -> Poll | None:
        """The poll that these people are candidates of."""
        found = [self._by_person[id(p)] for p in people if id(p) in self._by_person]
        if not found:
            found = [self._weak[id(p)] for p in people if id(p) in self._weak]
        return Counter(found).most_common(1)[0][0] if found else None

    def learn(self, poll: Poll, person: Person | None, party: str | None) -> None:
        """A person took part in the poll."""
        if person is not None:
            self._by_person.setdefault(id(person), poll)
            if self._by_person[id(person)] is poll:
                poll.add(person, party)

    def suspect(self, poll: Poll, person: Person) -> None:
        """A person is named beside the poll's place."""
        self._weak.setdefault(id(person), poll)


def tells_of_a_nomination(sentence: Sentence, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a sentence is about how a candidate was chosen: the primary, not the primary vote or school."""
    if sentence.words.isdisjoint(cues["nominating"]):
        return False
    return any(
        item.low in cues["nominating"] and (after.tag not in {"NN", "NNS"} or after.low in cues["polls"])
        for item, after in pairwise(sentence.items)
    )
