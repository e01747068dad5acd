"""Wordings that tie a person to a party across more than the two names.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> doc = nlp("Ida Oake, whose Labour candidate lost, spoke. One of the few Tories to agree, Tom Fell, nodded.")
    >>> [(p.name, p.party) for p in doc._.newsfacts_people]
    [('Ida Oake', 'Labour'), ('Tom Fell', 'Conservative')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.types import Person, TextSpan

_LEAD = 130  # characters before a name that are looked at
_ITS_CANDIDATE = re.compile(r"(?:^|[.!?]\s+)(?:Its|The\s+party['’]s)\s+(?:\w+\s+)?candidate\s*,\s*$")
_SWING_TO = re.compile(r"\bfrom\s+(?:the\s+)?$")
_WOULD_LEAD = re.compile(r"\bwhether\s+s?he\s+(?:would|will|could|should|can)\s+(?:still\s+)?lead\s+(?:the\s+)?$")
_INTO_ELECTION = re.compile(r"\s+(?:in)?to\s+(?:the|an?)\s+[^,.;\n]{0,30}\belection\s*,\s+(?:M[rs]s?\s+)?$")
_ONE_OF = re.compile(r"\b[Oo]ne\s+of\s+(?:the|a)\s+(?:few|handful\s+of|many|only)\s+$")
_CLAUSE = re.compile(r"(?:\s+(?:to|who|in|on|at)\b[^,.;:\n\"“”]{0,50})?\s*,\s+$")
_OCCUPATION = re.compile(r"\s+[a-z][a-z-]+\s+$")
_WHOSE = re.compile(r"\s*,\s+whose\s+(?:own\s+)?$")
_WHOSE_SCORE = re.compile(r"\s*,\s+whose\s+[\d,. ]*\d(?:\s+votes)?\s+(?:was|is)\s+(?:the\s+)?$")
_RECORD = re.compile(r"['’]s?\s+(?:best|worst|highest|lowest|strongest|biggest)\b")
_JOINED = re.compile(r"(?:\s*,\s+[^,.;:\n\"“”]{2,70})??\s*,?\s+who\s+(?:only\s+)?joined\s+(?:the\s+)?$")
_STILL = re.compile(r"\s*(?:[,.;]|$|\s(?:only|in|last|just|as|at|when|after|a|two|three|four|five|six|\d+)\b)")
_LEFT = re.compile(r"\b(?:left|leaving|quit|quitting|before|until|defect\w*|then|but|expelled|resign\w*)\b")
_PARTY_LEADER = re.compile(r"\s*,\s+the\s+party(?:['’]s)?\s+(?:deputy\s+)?leader\b")
_FOR_PARTY = re.compile(r"^\W*For\s+(?:the\s+)?$")
_IN_HANDS = re.compile(r"\b(?:kept|keeping|keep|keeps|remain(?:s|ed)?|stay(?:s|ed)?)\b[^.;:\n]{2,60}\bin\s+$")
_HANDS = re.compile(r"\s+hands\b")

Framed = tuple[Person, str, TextSpan]


class PartyFrames:
    """The parties that the wordings around the names of one document give."""

    def __init__(self, doc: Doc, cues: PartyCues) -> None:
        self.text = doc.text
        self.layout = doc._.newsfacts_layout
        self.cues = cues
        self.parties = PartyIndex(doc)
        self.names: list[NameMention] = doc._.newsfacts_names

    def claims(self) -> Iterator[Framed]:
        """Persons with their party, and the span of the party's name that says so."""
        for mention in self.names:
            if self.layout.quoted(mention.span.start):
                continue
            start, end = self.layout.paragraphs[mention.paragraph]
            for party in (
                self._in_front(mention, start) or self._behind(mention, end) or self._of_paragraph(mention, start)
            ):
                yield mention.person, party.name, party.span
        yield from self._vacated()

    def _in_front(self, mention: NameMention, paragraph: int) -> list[PartyMention]:
        """The party before the name, in the frames that end with the name."""
        start = max(paragraph, mention.outer.start - _LEAD)
        found = self.parties.between(start, mention.outer.start)
        if not found:
            return []
        party = found[-1]
        before = self.text[max(paragraph, party.span.start - 60) : party.span.start]
        between = self.text[party.span.end : mention.outer.start]
        if self._its_candidate(mention, found, between):
            return [party]
        if _WOULD_LEAD.search(before) and _INTO_ELECTION.fullmatch(between):
            return [party]
        plural = self.text[party.span.start : party.span.end].endswith("s")
        if plural and _ONE_OF.search(before) and _CLAUSE.fullmatch(between):
            return [party]
        against = self.cues.against.search(before) and re.search(r"\d", self.text[start : party.span.start])
        return [party] if against and _OCCUPATION.fullmatch(between) else []

    def _its_candidate(self, mention: NameMention, found: list[PartyMention], between: str) -> bool:
        """`Labour won. Its candidate, Ida Oake,`; of a swing `from Labour to the SNP`, the latter's."""
        if not _ITS_CANDIDATE.search(between) or len(re.findall(r"[.!?]\s", between)) != 1:
            return False
        others = {party.name for party in found} - {found[-1].name}
        swing = len(found) > 1 and _SWING_TO.search(self.text[: found[-2].span.start][-12:])
        to = len(found) > 1 and re.fullmatch(
            r"\s+to\s+(?:the\s+)?", self.text[found[-2].span.end : found[-1].span.start]
        )
        return not others or bool(swing and to)

    def _behind(self, mention: NameMention, paragraph_end: int) -> list[PartyMention]:
        """The party behind the name, in the frames that begin with it."""
        end = mention.outer.end
        for party in self.parties.between(end, min(paragraph_end, end + _LEAD))[:1]:
            between = self.text[end : party.span.start]
            tail = self.text[party.span.end : party.span.end + 90]
            if _WHOSE.fullmatch(between) and self.cues.own_behind.match(tail):
                return [party]
            if _WHOSE_SCORE.fullmatch(between) and _RECORD.match(tail):
                return [party]
            if self.cues.heads_group.fullmatch(between) and self.cues.own_behind.match(tail):
                return [party]
            if _JOINED.fullmatch(between) and _STILL.match(tail) and not _LEFT.search(tail.split(".")[0]):
                return [party]
        return []

    def _of_paragraph(self, mention: NameMention, start: int) -> list[PartyMention]:
        """`For Labour, it was a first win, said Ida Oake, the party leader`: no other party between."""
        if not _PARTY_LEADER.match(self.text[mention.outer.end : mention.outer.end + 40]):
            return []
        named = [p for p in self.parties.between(start, mention.outer.start) if not self.layout.quoted(p.span.start)]
        opens = bool(named) and _FOR_PARTY.match(self.text[start : named[0].span.start]) is not None
        return named[:1] if opens and len({p.name for p in named}) == 1 else []

    def _vacated(self) -> Iterator[Framed]:
        """`She kept the post in Labour hands ... after the resignation of Tom Fell`: Fell was of the same party."""
        kept = [
            party
            for party in self.parties.mentions
            if _IN_HANDS.search(self.text[max(0, party.span.start - 90) : party.span.start])
            and _HANDS.match(self.text[party.span.end : party.span.end + 8])
        ]
        if len(kept) != 1:
            return
        at = self.layout.paragraph_at(kept[0].span.start)
        left = {
            id(m.person): m.person
            for m in self.names
            if at <= m.paragraph <= at + 1
            and self.cues.vacates.search(self.text[max(0, m.outer.start - 60) : m.outer.start])
        }
        if len(left) == 1:
            yield next(iter(left.values())), kept[0].name, kept[0].span
