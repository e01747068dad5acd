"""What an article as a whole entails about parties: captured seats, leadership contests, rebellions.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> text = "The Greens captured Stowe from Labour. Ida Oake won by 20 votes, beating sitting MP Tom Fell."
    >>> [(p.name, p.party) for p in nlp(text)._.newsfacts_people]
    [('Ida Oake', 'Green'), ('Tom Fell', 'Labour')]

Each reading asks for one statement only of its kind in the article; with two that differ, nothing is entailed.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.entailed_winners import EntailedWinners
from newsfacts.annotating.governing_party import GoverningParty
from newsfacts.annotating.parties import PartyMention, parties_of
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Person, TextSpan
from newsfacts.annotating.view import view_of

_SENTENCE_BREAK = re.compile(r"[.!?\n]\s+(?=[A-Z\"“])|\n\n")
_PREDECESSOR = re.compile(r"\bpredecessor\s*,\s*$")
_OUTGOING = re.compile(
    r"\s*,\s+(?:the\s+outgoing\s+(?:party\s+)?leader\b|who\s+(?:is|was)\s+(?:standing|stepping)\s+(?:down|aside)\b)"
)
_ONE_OF_REBELS = re.compile(
    r"\b(?:one|among)\s+(?:of\s+)?(?:the|its|their)\s+rebels\s+(?:was|were|is)\s+$", re.IGNORECASE
)
Entailed = tuple[Person, str, TextSpan]


class Entailments:
    """The entailed parties of one document. `known` are those that the text states."""

    def __init__(self, doc: Doc, cues: PartyCues, known: dict[Person, str]) -> None:
        self.doc = doc
        self.text = view_of(doc).text
        self.layout = doc._.newsfacts_layout
        self.sentence_starts = [sent.start_char for sent in doc.sents]
        self.cues = cues
        self.known = known
        self.parties = parties_of(doc)
        self.names: list[NameMention] = doc._.newsfacts_names
        self.phrases: list[RolePhrase] = doc._.newsfacts_roles

    def claims(self) -> Iterator[Entailed]:
        """Persons with their party, and the span of the party's name that says so."""
        yield from self._captured_seat()
        yield from self._leadership()
        yield from self._rebels()
        yield from GoverningParty(self.doc, self.cues, self.parties).claims()
        yield from self._primaries()
        yield from EntailedWinners(self.doc, self.cues, self.known, self.parties).claims()

    def _captured_seat(self) -> Iterator[Entailed]:
        """`The Greens captured Stowe from Labour`: the winner is a Green, the sitting member was Labour's."""
        found = [capture for loser in self.parties.mentions if (capture := self._capture(loser))]
        if len({(gain.name, loss.name) for gain, loss in found}) != 1:
            return
        gain, loss = found[0]
        winners: dict[int, Person] = {}
        losers: dict[int, Person] = {}
        for mention in self.names:
            after = self.text[mention.outer.end : mention.outer.end + 80]
            fits = self.known.get(mention.person, gain.name) == gain.name
            if fits and mention.span.start > gain.span.start and self.cues.wins.match(after):
                winners[id(mention.person)] = mention.person
            if self.cues.loses.match(after):
                losers[id(mention.person)] = mention.person
        for phrase in self.phrases:
            wording = self.text[phrase.phrase.start : phrase.phrase.end]
            if phrase.person is not None and self.cues.incumbents.search(wording):
                losers[id(phrase.person)] = phrase.person
        if winners.keys() & losers.keys():
            return
        if len(winners) == 1:
            yield next(iter(winners.values())), gain.name, gain.span
        if len(losers) == 1:
            yield next(iter(losers.values())), loss.name, loss.span

    def _capture(self, loser: PartyMention) -> tuple[PartyMention, PartyMention] | None:
        """The party that takes a seat from this one in the same sentence, if one does."""
        lead = _SENTENCE_BREAK.split(self.text[max(0, loser.span.start - 220) : loser.span.start])[-1]
        capture = self.cues.captures.search(lead)
        if capture is None:
            return None
        start = loser.span.start - len(lead)
        before = self.parties.between(start, start + capture.start())
        inside = self.parties.between(start + capture.start(), loser.span.start)
        return (before[0], loser) if before and not inside and before[-1].name != loser.name else None

    def _leadership(self) -> Iterator[Entailed]:
        """A party's leadership is contested by its members, and was held by one of them."""
        contested = [party for party in self.parties.mentions if self._is_contested(party)]
        if len({party.name for party in contested}) != 1:
            return
        party = contested[0]
        for mention in self.names:
            known = self.known.get(mention.person, party.name)
            if known == party.name and not self.layout.quoted(mention.span.start) and self._contends(mention):
                yield mention.person, party.name, party.span

    def _is_contested(self, party: PartyMention) -> bool:
        after = self.text[party.span.end : party.span.end + 120]
        before = self.text[max(0, party.span.start - 60) : party.span.start]
        behind = any(pattern.match(after) for pattern in self.cues.leadership_behind)
        return behind or self.cues.leadership_before.search(before) is not None

    def _contends(self, mention: NameMention) -> bool:
        before = self.text[max(0, mention.outer.start - 25) : mention.outer.start]
        after = self.text[mention.outer.end : mention.outer.end + 110]
        if _PREDECESSOR.search(before) or _OUTGOING.match(after) or self.cues.contends.match(after):
            return True
        at = bisect_right(self.sentence_starts, mention.span.start)
        end = self.sentence_starts[at] if at < len(self.sentence_starts) else len(self.text)
        sentence = self.text[self.sentence_starts[at - 1] : end]
        return self.cues.compares.search(before) is not None and re.search(r"\d", sentence) is not None

    def _rebels(self) -> Iterator[Entailed]:
        """`23 Labour MPs joined the opposition ... One of the rebels was Ida Oake`."""
        groups = [
            party
            for party in self.parties.mentions
            if self.cues.rebellion.match(self.text[party.span.end : party.span.end + 90])
        ]
        if len({party.name for party in groups}) != 1:
            return
        party = groups[0]
        for mention in self.names:
            lead = self.text[max(party.span.end, mention.outer.start - 50) : mention.outer.start]
            if _ONE_OF_REBELS.search(lead):
                yield mention.person, party.name, party.span
        for phrase in self.phrases:
            if phrase.person is not None and phrase.noun == "rebel" and phrase.phrase.start > party.span.start:
                yield phrase.person, party.name, party.span

    def _primaries(self) -> Iterator[Entailed]:
        """`In the Green primary, Ida Oake beat Tom Fell`; `Republicans chose Ida Oake over Tom Fell in a runoff`."""
        for left, right in itertools.pairwise(self.names):
            between = self.text[left.outer.end : right.outer.start]
            if left.person is right.person or not self.cues.routs.match(between):
                continue
            start, end = self._sentence_around(left.span.start)
            named = self.parties.between(start, end)
            if right.span.start >= end or len({party.name for party in named}) != 1:
                continue
            party = named[0]
            behind = self.text[party.span.end : end]
            own = self.cues.primary.match(behind) is not None
            chosen = party.span.end < left.span.start and self.cues.primary.search(self.text[right.outer.end : end])
            if own or (chosen and self._chooses(self.text[party.span.end : left.outer.start])):
                yield left.person, party.name, party.span
                yield right.person, party.name, party.span

    def _chooses(self, between: str) -> bool:
        return self.cues.selects.search(between) is not None

    def _sentence_around(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self.sentence_starts, offset)
        end = self.sentence_starts[at] if at < len(self.sentence_starts) else len(self.text)
        return self.sentence_starts[at - 1], end
