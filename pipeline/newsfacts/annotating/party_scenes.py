"""Parties that stand further from a name: earlier in its sentence, in the one before, or in a clause about the person.

>>> from newsfacts.annotating import load
>>> doc = load()("Labour, whose leader, Ida Oake, was away, lost. It was joy for the SNP in Stowe, where Tom Fell won.")
>>> [(p.name, p.party) for p in doc._.newsfacts_people]
[('Ida Oake', 'Labour'), ('Tom Fell', 'SNP')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.party_claims import SENTENCE, Claim
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.types import TextSpan

_LEAD = 190  # characters before a name in which its party is looked for
_BEHIND = 130
_NEXT_SENTENCE = re.compile(r"\s*,\s+|\s[^.;\n\"“”]{2,70}\.\s+")
_OPENS = re.compile(r"(?:[A-Z]?[a-z]+ly,?\s+|But\s+|And\s+|Yet\s+|For\s+its\s+part,?\s+)?(?:[Tt]he\s+)?")
_OF_ITS_OWN_CLAUSE = re.compile(r"(?:^|[;,]\s+(?:and|but|while|whereas|as|with)|\b(?:while|whereas))\s+(?:the\s+)?$")
_CAPITAL_INSIDE = re.compile(r"(?<![.!?”\"’] )(?<!^)\b[A-Z][a-z]+")
_WHEN = re.compile(r"[^.;:\n\"“”]{3,90},\s+when\s+(?:the\s+late\s+)?")
_OTHER_THAN = re.compile(r"\b(?:compared|than|unlike|up|down)\b")
_ONLY = re.compile(r"\s*,\s+(?:the|its|their)\s+(?:only|sole|lone)\s+(?:\w+\s+)?")
_SEATED = re.compile(r"(?:\s+[a-z]+)?\s+(?:on|in)\s+(?:the|its)\s")
_GROUP_OF = re.compile(r"\b(?:group|caucus|bloc|faction|wing|committee)\s+of\s+(?:the\s+)?$")


class SceneReader:
    """The claims of one document's wider wordings."""

    def __init__(self, doc: Doc, text: str, parties: PartyIndex, lexicon: PeopleLexicon, cues: PartyCues) -> None:
        self.doc = doc
        self.text = text
        self.layout = doc._.newsfacts_layout
        self.parties = parties
        self.bodies = {*lexicon.roles.bodies, *(head.lower() for head in lexicon.not_names.organisation_heads)}
        self.cues = cues
        self.scenes = cues.scenes
        self.names: list[NameMention] = doc._.newsfacts_names
        self.sentence_starts = [sent.start_char for sent in doc.sents] if parties.mentions else []

    def claims(self) -> Iterator[Claim]:
        """The claims, name by name."""
        if not self.parties.mentions:
            return
        for index, mention in enumerate(self.names):
            if self.layout.quoted(mention.span.start):
                continue
            paragraph, end = self.layout.paragraphs[mention.paragraph]
            previous = self.names[index - 1].outer.end if index else 0
            party = (
                self._ahead(mention, paragraph, previous)
                or self._its_leader(mention, paragraph)
                or self._dealt(mention)
            )
            span = party.span if party is not None else None
            name = party.name if party is not None else None
            if party is None:
                name, span = self._behind(mention, end)
            if name is not None and span is not None:
                yield Claim(mention.person, name, span, SENTENCE)

    def _ahead(self, mention: NameMention, paragraph: int, previous: int) -> PartyMention | None:
        """The nearest party before the name, in the wordings that lead from it to the name."""
        start = max(paragraph, mention.outer.start - _LEAD)
        found = self.parties.between(start, mention.outer.start)
        if not found:
            return None
        party = found[-1]
        lead = self.text[max(paragraph, party.span.start - 70) : party.span.start]
        between = self.text[party.span.end : mention.outer.start]
        after = self.text[mention.outer.end : mention.outer.end + 70]
        scenes = self.scenes
        if self.cues.not_now.search(lead):
            return None
        if scenes.whose_own.fullmatch(between) or scenes.finishes_through.fullmatch(between):
            return party
        if scenes.for_its_candidate.fullmatch(between) and self._subject(party, found):
            return party
        if scenes.good_news.search(lead) and scenes.where.fullmatch(between) and scenes.survives.match(after):
            return party
        if scenes.ends_years.search(lead) and scenes.rule_ended.fullmatch(between):
            return party
        if previous <= party.span.start and scenes.counterpart.search(lead) and _NEXT_SENTENCE.fullmatch(between):
            return party
        verb = self.cues.victory.match(between)
        if verb and previous <= party.span.start and self.scenes.polled.match(after):
            rest = between[verb.end() :]
            return party if _WHEN.fullmatch(rest) and not _OTHER_THAN.search(rest) else None
        return None

    def _subject(self, party: PartyMention, found: list[PartyMention]) -> bool:
        """Whether `its` can only be this party's: the only one of the sentence, or the subject of its own clause."""
        start = self.sentence_starts[bisect_right(self.sentence_starts, party.span.start) - 1]
        named = {p.name for p in found if p.span.start >= start}
        return len(named) == 1 or _OF_ITS_OWN_CLAUSE.search(self.text[start : party.span.start]) is not None

    def _its_leader(self, mention: NameMention, paragraph: int) -> PartyMention | None:
        """`Reform professed itself delighted. "We came close," said its leader, Ida Oake.`"""
        lead = self.text[max(paragraph, mention.outer.start - 60) : mention.outer.start]
        if not (owned := self.scenes.its_leader.search(lead)):
            return None
        its = mention.outer.start - len(lead) + owned.start()
        named = [p for p in self.parties.between(paragraph, its) if not self.layout.quoted(p.span.start)]
        if not named or len({p.name for p in named}) > 1:
            return None
        first = named[0]
        start = self.sentence_starts[bisect_right(self.sentence_starts, first.span.start) - 1]
        if not _OPENS.fullmatch(self.text[max(start, paragraph) : first.span.start]):
            return None
        told = self._unquoted(named[-1].span.end, its)
        other = _CAPITAL_INSIDE.search(told) or not self.bodies.isdisjoint(re.findall(r"[a-z]+", told))
        return None if other else first

    def _unquoted(self, start: int, end: int) -> str:
        parts, reached = [], start
        for quotation in self.layout.quotations:
            if quotation.outer.end > reached and quotation.outer.start < end:
                parts.append(self.text[reached : max(reached, quotation.outer.start)])
                reached = quotation.outer.end
        return "".join((*parts, self.text[reached:end]))

    def _dealt(self, mention: NameMention) -> PartyMention | None:
        """`The Tories took Stowe from Labour, handing Prime Minister Ida Oake her first defeat`: Oake is Labour."""
        if not self.scenes.blow.match(self.text, mention.outer.end):
            return None
        start = self.sentence_starts[bisect_right(self.sentence_starts, mention.outer.start) - 1]
        for party in self.parties.between(max(start, mention.outer.start - _LEAD), mention.outer.start):
            lead = self.text[start : party.span.start]
            if self.cues.captures.search(lead) and self.scenes.deals.fullmatch(
                self.text, party.span.end, mention.outer.start
            ):
                return party
        return None

    def _behind(self, mention: NameMention, paragraph_end: int) -> tuple[str | None, TextSpan | None]:
        """The party behind the name, in a clause about the person; also inside a body's name."""
        end = mention.outer.end
        for party in self.parties.between(end, min(paragraph_end, end + _BEHIND))[:1]:
            between = self.text[end : party.span.start]
            tail = self.text[party.span.end : party.span.end + 60]
            if self.scenes.next_leader.fullmatch(between) or (_ONLY.fullmatch(between) and _SEATED.match(tail)):
                return party.name, party.span
            heads = self.scenes.heads_of.fullmatch(between) is not None and " for " not in between
            if heads and (self.scenes.body.match(tail) or _GROUP_OF.search(between)):
                return party.name, party.span
        for body in self.doc.spans.get("newsfacts/institutions", ()):
            if end < body.start_char < end + _BEHIND:
                led = self.scenes.heads_of.fullmatch(self.text, end, body.start_char)
                own = [p.name for p in self.parties.mentions if body.text.startswith(f"{p.name} ")]
                if led and own and self.scenes.body.search(f" {body.text.lower()}"):
                    return own[0], TextSpan(body.start_char, body.end_char)
        return None, None
