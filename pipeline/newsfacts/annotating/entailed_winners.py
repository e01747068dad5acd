"""Winners whom one sentence names, where another says which party won: "Labour held Stowe. Ida Oake polled 900 votes."

>>> from newsfacts.annotating import load
>>> doc = load()("The Greens took Stowe for the first time. Ida Oake, a vet, won by 20 votes.")
>>> [(p.name, p.party) for p in doc._.newsfacts_people]
[('Ida Oake', 'Green')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.types import Person, TextSpan
from newsfacts.annotating.view import view_of

_PREDECESSOR = re.compile(r"\bpredecessor\s*,\s*$")
_COMPARED = re.compile(r"\b(?:up|down)\s[^\n]{0,60}\son\s[^.\n]{0,30}$")
_EARLIER = re.compile(r"\bpredecessor\s*,\s*$|\bwhen\s[^.\n]*$")
_SEAT = re.compile(
    r"(?:on\s+to\s+)?(?:the|their|its|a)?\s*(?:[\w-]+\s+){0,3}?"
    r"(?:seat|riding|constituency|electorate|division|district|[A-Z])"
)
_SEAT_NEAR = re.compile(
    r"[^.;\n]{0,60}?\b(?:[A-Z]\w+|seats?|majorit(?:y|ies)|by-?elections?|elections?|contest|race|wards?|constituency|riding|district|challenge)\b"
)
_ANOTHER_DAY = re.compile(r"(?<!since )\b(?:19|20)\d\d\b|\b(?:ago|previously|last\s+(?:time|year|month))\b")
_OTHERWISE = re.compile(r"[^.;\n]{0,40}\b(?:back|instead|seats|second|third)\b")
_AS_OR_WITH = re.compile(r"\b(?:as|with)\s+$")
_WITH_A_MARGIN = re.compile(r"\s+(?:with\s+)?an?\s+(?:\w+\s+){0,2}(?:margin|majority|lead)\b")
_ENDS = re.compile(r"[.!]\s+")
_FOR_LAST = re.compile(r"\bfor\s+(?:the\s+)?$")
_LOST_DEPOSIT = re.compile(r"(?:\s*,[^.;,]{2,60},)?\s+(?:lost|forfeited|saved|kept)\s+(?:his|her|their)\s+deposit\b")


class EntailedWinners:
    """The winners of one document. `known` are the parties that the text states."""

    def __init__(self, doc: Doc, cues: PartyCues, known: dict[Person, str], parties: PartyIndex) -> None:
        self.text = view_of(doc).text
        self.layout = doc._.newsfacts_layout
        self.sentence_starts = [sent.start_char for sent in doc.sents]
        self.cues = cues
        self.known = known
        self.parties = parties
        self.names: list[NameMention] = doc._.newsfacts_names

    def claims(self) -> Iterator[tuple[Person, str, TextSpan]]:
        """Persons with their party, and the span of the party's name that says so."""
        yield from self._kept_seat()
        yield from self._won_next()
        yield from self._spoken_of()

    def _kept_seat(self) -> Iterator[tuple[Person, str, TextSpan]]:
        """`Labour held Stowe ... leaving Ida Oake with a majority of 20, down 300 on her predecessor, Tom Fell`."""
        keepers = [
            party
            for party in self.parties.mentions
            if (kept := self.cues.holds.match(self.text[party.span.end : party.span.end + 40]))
            and _SEAT.match(self.text[party.span.end + kept.end() : party.span.end + kept.end() + 40])
        ]
        if len({party.name for party in keepers}) != 1:
            return
        keeper = keepers[0]
        others = {p.name for p in self.parties.mentions if self._wins_seat(p)} - {keeper.name}
        if others or self.cues.defeat.search(self._sentence_text(self._sentence_of(keeper.span.start))):
            return
        winners: dict[int, Person] = {}
        for mention in self.names:
            after = self.text[mention.outer.end : mention.outer.end + 80]
            lead = self.text[max(0, mention.outer.start - 60) : mention.outer.start]
            left_with = self.cues.margin.search(lead) and _WITH_A_MARGIN.match(after)
            if _EARLIER.search(lead):
                continue  # in 2015, when Ida Oake won
            fits = self.known.get(mention.person, keeper.name) == keeper.name
            if fits and mention.span.start > keeper.span.start and (left_with or self.cues.wins.match(after)):
                winners[id(mention.person)] = mention.person
        if len(winners) != 1:
            return
        winner = next(iter(winners.values()))
        yield winner, keeper.name, keeper.span
        for mention in self.names:
            lead = self.text[max(0, mention.outer.start - 90) : mention.outer.start]
            if _PREDECESSOR.search(lead) and _COMPARED.search(lead):
                yield mention.person, keeper.name, keeper.span

    def _won_next(self) -> Iterator[tuple[Person, str, TextSpan]]:
        """`Labour took Stowe. Ida Oake, a vet, polled 900 votes`: the one whom the next sentence opens with."""
        winners: dict[int, list[PartyMention]] = {}
        for party in self.parties.mentions:
            if self._wins_seat(party):
                winners.setdefault(self._sentence_of(party.span.start), []).append(party)
        seen: set[int] = set()
        for mention in self.names:
            at = self._sentence_of(mention.span.start)
            own = winners.get(at, [])
            if len(own) == 1 and own[0].span.end < mention.span.start and self._with_score(mention):
                yield mention.person, own[0].name, own[0].span
            if at in seen:
                continue
            seen.add(at)
            won = [*winners.get(at - 2, []), *winners.get(at - 1, [])] if at - 1 in winners else []
            if len({party.name for party in won}) != 1 or at in winners or self.layout.quoted(mention.span.start):
                continue
            if self.known.get(mention.person, won[0].name) != won[0].name:
                continue
            start, before = self.sentence_starts[at], self._sentence_text(at - 1)
            lead = self.text[start : mention.outer.start]
            plain = len(lead) < 60 and not self.parties.between(start, mention.outer.start) and '"' not in lead
            if _ANOTHER_DAY.search(before) or _OTHERWISE.match(self.text, mention.outer.end):
                continue
            if plain and self._takes(mention) and not self.cues.defeat.search(before):
                yield mention.person, won[-1].name, won[-1].span

    def _wins_seat(self, party: PartyMention) -> bool:
        verb = self.cues.victory.match(self.text[party.span.end : party.span.end + 70])
        return verb is not None and _SEAT_NEAR.match(self.text, party.span.end + verb.end()) is not None

    def _spoken_of(self) -> Iterator[tuple[Person, str, TextSpan]]:
        """`There was misery for the Greens. Ida Oake lost her deposit`: the party with which the last sentence ends."""
        for mention in self.names:
            at = self._sentence_of(mention.span.start)
            start = self.sentence_starts[at]
            opens = mention.outer.start == start and at > 0 and mention.person not in self.known
            if not opens or not self._scores(mention):
                continue
            named = self.parties.between(self.sentence_starts[at - 1], start)
            if len(named) != 1 or not _ENDS.fullmatch(self.text[named[0].span.end : start]):
                continue
            if _FOR_LAST.search(self.text[max(0, named[0].span.start - 9) : named[0].span.start]):
                yield mention.person, named[0].name, named[0].span

    def _scores(self, mention: NameMention) -> bool:
        after = self.text[mention.outer.end : mention.outer.end + 90]
        return (_LOST_DEPOSIT.match(after) or self.cues.scores.match(after)) is not None

    def _with_score(self, mention: NameMention) -> bool:
        """`Labour held Stowe as Ida Oake polled 900 votes`."""
        lead = self.text[max(0, mention.outer.start - 8) : mention.outer.start]
        after = self.text[mention.outer.end : mention.outer.end + 60]
        return bool(_AS_OR_WITH.search(lead) and self.cues.takes_votes.match(after))

    def _takes(self, mention: NameMention) -> bool:
        after = self.text[mention.outer.end : mention.outer.end + 90]
        return (self.cues.wins.match(after) or self.cues.scores.match(after)) is not None

    def _sentence_of(self, offset: int) -> int:
        return bisect_right(self.sentence_starts, offset) - 1

    def _sentence_text(self, at: int) -> str:
        if at < 0:
            return ""
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(self.text)
        return self.text[self.sentence_starts[at] : end]
