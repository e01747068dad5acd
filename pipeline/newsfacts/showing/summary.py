"""What all articles together say: most quoted, votes of each contest, warnings.

>>> from newsfacts.showing.summary import Summary
>>> Summary().most_quoted
[]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from newsfacts.showing.articles import NO_CONTEST, NOBODY, ArticleView, Results

_MOST_QUOTED = 20


class Reference(NamedTuple):
    """An article that a line of the summary leads to; `number` is its place in the report."""

    number: int
    title: str


class ContestVotes(NamedTuple):
    """The votes that one article gives for a contest."""

    reference: Reference
    results: Results


@dataclass
class Summary:
    """Filled article by article, so that the articles need not be held."""

    articles: list[Reference] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    warnings: list[tuple[Reference, str, str]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    _quoted: Counter[str] = field(default_factory=Counter)
    _contests: defaultdict[str, list[ContestVotes]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, view: ArticleView) -> None:
        """Take in one article."""
        reference = Reference(number, view.title)
        self.articles.append(reference)
        self.counts.update(str(record["type"]) for record in view.records.values())
        self.people.update(person.name for person in view.people)
        self.parties.update(party.name for party in view.parties)
        for speaker, quotes in view.quotes:
            if speaker != NOBODY:
                self._quoted[speaker] += len(quotes)
        for results in view.results:
            place = results.contest.place if results.contest else NO_CONTEST
            self._contests[place].append(ContestVotes(reference, results))
        self.warnings += [(reference, contest.place, warning) for contest, warning in view.warnings]

    @property
    def most_quoted(self) -> list[tuple[str, int]]:
        """Speakers with their number of quotes, the most quoted first."""
        return sorted(self._quoted.items(), key=lambda item: (-item[1], item[0]))[:_MOST_QUOTED]

    @property
    def places(self) -> list[str]:
        """Every place that has a contest."""
        return sorted(place for place in self._contests if place != NO_CONTEST)

    @property
    def contests(self) -> list[tuple[str, list[ContestVotes]]]:
        """By place, articles in the report's order; only those for which some article gives votes."""
        return [(place, found) for place, found in sorted(self._contests.items()) if any(v.results.rows for v in found)]
