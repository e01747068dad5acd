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
from newsfacts.annotating.parties import PartyIndex, PartyMention
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
_COMPARED = re.compile(r"\b(?:up|down)\s[^\n]{0,60}\son\s[^.\n]{0,30}$")
_EARLIER = re.compile(r"\bpredecessor\s*,\s*$|\bwhen\s[^.\n]*$")
_SEAT = re.compile(
    r"(?:on\s+to\s+)?(?:the|their|its|a)?\s*(?:[\w-]+\s+){0,3}?"
    r"(?:seat|riding|constituency|electorate|division|district|[A-Z])"
)
_AS_OR_WITH = re.compile(r"\b(?:as|with)\s+$")
_SEAT_NEAR = re.compile(
    r"[^.;\n]{0,60}?\b(?:[A-Z]\w+|seats?|by-?elections?|elections?|contest|race|wards?|constituency|riding|district|challenge)\b"
)
_ENDS = re.compile(r"[.!]\s+")
_FOR_LAST = re.compile(r"\bfor\s+(?:the\s+)?$")
_LOST_DEPOSIT = re.compile(r"(?:\s*,[^.;,]{2,60},)?\s+(?:lost|forfeited|saved|kept)\s+(?:his|her|their)\s+deposit\b")
_WITH_A_MARGIN = re.compile(r"\s+(?:with\s+)?an?\s+(?:\w+\s+){0,2}(?:margin|majority|lead)\b")
Entailed = tuple[Person, str, TextSpan]


class Entailments:
    """The entailed parties of one document. `known` are those that the text states."""

    def __init__(self, doc: Doc, cues: PartyCues, known: dict[Person, str]) -> None:
        self.text = view_of(doc).text
        self.layout = doc._.newsfacts_layout
        self.sentence_starts = [sent.start_char for sent in doc.sents]
        self.cues = cues
        self.known = known
        self.parties = PartyIndex(doc)
        self.names: list[NameMention] = doc._.newsfacts_names
        self.phrases: list[RolePhrase] = doc._.newsfacts_roles

    def claims(self) -> Iterator[Entailed]:
        """Persons with their party, and the span of the party's name that says so."""
        yield from self._captured_seat()
        yield from self._leadership()
        yield from self._rebels()
        yield from self._government()
        yield from self._primaries()
        yield from self._kept_seat()
        yield from self._won_next()
        yield from self._spoken_of()

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

    def _government(self) -> Iterator[Entailed]:
        """`The ruling Greens ... Premier Ida Oake`: the one head of government is of the one party in power."""
        ruling = [
            party
            for party in self.parties.mentions
            if self.cues.governing.search(self.text[max(0, party.span.start - 12) : party.span.start])
            or self.cues.governs.match(self.text[party.span.end : party.span.end + 120])
        ]
        heads = {id(person): person for person in self._heads_of_government()}
        if len({party.name for party in ruling}) != 1 or len(heads) != 1:
            return
        yield next(iter(heads.values())), ruling[0].name, ruling[0].span

    def _heads_of_government(self) -> Iterator[Person]:
        for mention in self.names:
            title = self.text[mention.outer.start : mention.span.start].strip()
            before = self.text[max(0, mention.outer.start - 12) : mention.outer.start].lower()
            if self.cues.heads.match(title) and not before.rstrip(" -").endswith(("former", "ex", "then", "late")):
                yield mention.person

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

    def _kept_seat(self) -> Iterator[Entailed]:
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

    def _won_next(self) -> Iterator[Entailed]:
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
            if plain and self._takes(mention) and not self.cues.defeat.search(before):
                yield mention.person, won[-1].name, won[-1].span

    def _wins_seat(self, party: PartyMention) -> bool:
        verb = self.cues.victory.match(self.text[party.span.end : party.span.end + 70])
        return verb is not None and _SEAT_NEAR.match(self.text, party.span.end + verb.end()) is not None

    def _spoken_of(self) -> Iterator[Entailed]:
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
