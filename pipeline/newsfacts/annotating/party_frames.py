"""Wordings that tie a person to a party across more than the two names.

>>> from newsfacts.annotating import load
>>> nlp = load()
>>> doc = nlp("Ida Oake, whose Labour candidate lost, spoke. One of the few Tories to agree, Tom Fell, nodded.")
>>> [(p.name, p.party) for p in doc._.newsfacts_people]
[('Ida Oake', 'Labour'), ('Tom Fell', 'Conservative')]
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
from newsfacts.annotating.people_lines import Roles

_LEAD = 130  # characters before a name that are looked at
_ITS_CANDIDATE = re.compile(
    r"(?:(?:^|[.!?]\s+)(?:Its|Their|The\s+party['’]s)|\s(?:with|as)\s+(?:its|their))\s+(?:\w+\s+)?candidate\s*,?\s*$"
)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$")
_TO = re.compile(r"\s+to\s+(?:the\s+)?")
_WOULD_LEAD = re.compile(r"\bwhether\s+s?he\s+(?:would|will|could|should|can)\s+(?:still\s+)?lead\s+(?:the\s+)?$")
_INTO_ELECTION = re.compile(r"\s+(?:in)?to\s+(?:the|an?)\s+[^,.;\n]{0,30}\belection\s*,\s+(?:M[rs]s?\s+)?$")
_ONE_OF = re.compile(r"\b[Oo]ne\s+of\s+(?:the|a)\s+(?:few|handful\s+of|many|only)\s+$")
_CLAUSE = re.compile(r"(?:\s+(?:to|who|in|on|at)\b[^,.;:\n\"“”]{0,50})?\s*,\s+$")
_OCCUPATION = re.compile(r"\s+(?:[a-z][a-z-]+\s+){1,2}$")
_FOR = re.compile(r"(?:^|[.!?]['\"”’]?\s+|\n)(?:[Ss]peaking\s+)?[Ff]or\s+(?:the\s+)?$")
_UNDER = re.compile(r"\b[Uu]nder\s+$")
_WHOSE = re.compile(r"\s*,\s+whose\s+(?:own\s+)?$")
# The TUV, whose Ida Oake; Labour polled 900 with Ida Oake; Alliance held its seat through Ida Oake
_WITH = re.compile(
    r"(?:\s*,[^,.;:\n\"“”]{2,60},)?\s+(?:polled|took|got|won|secured|managed|attracted)\s+\d[\d,]*\s+(?:votes\s+)?with\s+"
    r"|\s+(?:has\s+)?(?:held|kept|retained|won|gained)\s+(?:its|their|a|the)\s+[^.,;:\n\"“”]{0,40}?seat\b[^.,;:\n\"“”]{0,40}?\sthrough\s+"
)
_DEFENDS = re.compile(
    r"\s*,\s+(?:the|an?)\s+[a-z][^,.;:\n\"“”]{2,40}\s(?:defending|contesting)"
    r"\s+(?:the\s+)?(?:seat|ward|division|constituency|riding|[A-Z][\w’' -]+)\s+for\s+(?:the\s+)?"
)
_THE = re.compile(r"(?:^|[\n.!?]['\"”’]?\s*)The\s+$")
_CANDIDATE = re.compile(r"\s+(?:candidate|challenger|hopeful|nominee)\b(?!\s*,?\s+(?:[A-Z]|who\b))")
_WHOSE_SCORE = re.compile(r"\s*,\s+whose\s+[\d,. ]*\d(?:\s+votes)?\s+(?:was|is)\s+(?:the\s+)?$")
_RECORD = re.compile(r"['’]s?\s+(?:best|worst|highest|lowest|strongest|biggest)\b")
_OWNS = re.compile(r"['’]s?\s+(?:ruling\s+|governing\s+|minority\s+)?|\s+and\s+(?:his|her|their)\s+")
_OWN_PARTY = re.compile(r"['’]s?\s+(?:own\s+)?party,\s+(?:the\s+)?")
_ONE_AMONG = re.compile(r"\s*,\s+(?:one|among)(?:\s+of)?\s+(?:the\s+)?(?:\w+\s+){0,2}")
_JOINED = re.compile(
    r"(?:\s*,\s+[^,.;:\n\"“”]{2,70})??(?:\s*,?\s+who)?\s+(?:had\s+|has\s+)?(?:only\s+|later\s+|since\s+)?joined\s+(?:the\s+)?"
)
_STILL = re.compile(
    r"\s*(?:[,.;]|$|\s(?:only|in|last|this|just|as|at|when|after|from|since|a|two|three|four|five|six|\d+)\b)"
)
_PARTY_WORD = re.compile(r"^\s+[Pp]arty\b")
_LEFT = re.compile(r"\b(?:left|leaving|quit|quitting|before|until|defect\w*|then|but|expelled|resign\w*)\b")
_PARTY_LEADER = re.compile(r"\s*,\s+the\s+party(?:['’]s)?\s+(?:deputy\s+)?leader\b")
_FOR_PARTY = re.compile(r"^\W*For\s+(?:the\s+)?$")
_IN_HANDS = re.compile(r"\b(?:kept|keeping|keep|keeps|remain(?:s|ed)?|stay(?:s|ed)?)\b[^.;:\n]{2,60}\bin\s+$")
_HANDS = re.compile(r"\s+hands\b")


class PartyFrames:
    """The parties that the wordings around the names of one document give."""

    def __init__(self, doc: Doc, text: str, parties: PartyIndex, roles: Roles, cues: PartyCues) -> None:
        self.doc = doc
        self.text = text
        self.layout = doc._.newsfacts_layout
        self.roles = roles
        self.cues = cues
        self.parties = parties
        self.names: list[NameMention] = doc._.newsfacts_names
        self.sentence_starts = [sent.start_char for sent in doc.sents] if parties.mentions else []

    def claims(self) -> Iterator[Claim]:
        """The claims, name by name."""
        if not self.parties.mentions:
            return
        for index, mention in enumerate(self.names):
            if self.layout.quoted(mention.span.start):
                continue
            start, end = self.layout.paragraphs[mention.paragraph]
            following = self.names[index + 1] if index + 1 < len(self.names) else None
            next_name = following.outer.start if following is not None else end
            party = (
                self._in_front(mention, start)
                or self._behind(mention, end, next_name)
                or self._of_paragraph(mention, start)
                or self._got(mention)
            )
            if party is not None:
                yield Claim(mention.person, party.name, party.span, SENTENCE)
        yield from self._vacated()
        yield from self._candidates_before()

    def _in_front(self, mention: NameMention, paragraph: int) -> PartyMention | None:
        """The party before the name, in the frames that end with the name."""
        start = max(paragraph, mention.outer.start - _LEAD)
        found = self.parties.between(start, mention.outer.start)
        if not found:
            return None
        party = found[-1]
        before = self.text[max(paragraph, party.span.start - 60) : party.span.start]
        between = self.text[party.span.end : mention.outer.start]
        if _ITS_CANDIDATE.search(between):
            return self._whose_candidate(found, between, paragraph)
        if self.cues.not_now.search(before):
            return None
        if _WOULD_LEAD.search(before) and _INTO_ELECTION.fullmatch(between):
            return party
        plural = self.text[party.span.start : party.span.end].endswith("s")
        if plural and _ONE_OF.search(before) and _CLAUSE.fullmatch(between):
            return party
        if self.cues.led_by.fullmatch(between) or _WHOSE.fullmatch(between) or _WITH.fullmatch(between):
            return party
        if _OCCUPATION.fullmatch(between):
            return party if self._competes(mention, start, party, between) else None
        if _FOR.search(before) and re.fullmatch(r"\s*,\s+(?:[a-z]+\s+){0,2}", between):
            return party if self._acts(mention) else None
        return None

    def _got(self, mention: NameMention) -> PartyMention | None:
        """`Labour had to be content with 900 votes for Ida Oake`: the only party and first name of the sentence."""
        if not self.cues.votes_for.search(self.text[max(0, mention.outer.start - 50) : mention.outer.start]):
            return None
        named = self._in_sentence(mention)
        if len({party.name for party in named}) != 1 or named[0].span.start > mention.outer.start:
            return None
        start = self.sentence_starts[bisect_right(self.sentence_starts, mention.span.start) - 1]
        before = (other for other in self.names if start <= other.span.start < mention.span.start)
        alone = all(other.person is mention.person for other in before)  # else the party may be the other's
        return named[0] if alone else None

    def _competes(self, mention: NameMention, start: int, party: PartyMention, between: str) -> bool:
        """Whether `the Lib Dem baker Ida Oake` is a member: a Labour historian only if beaten, or with a number."""
        if self.text[max(start, party.span.start - 3) : party.span.start].strip().lower() in {"a", "an"}:
            return False
        occupation = " ".join(between.split())
        last = occupation.rsplit(" ", 1)[-1]
        if last in self.roles.occupation and not {occupation, last} & self.roles.opinions:
            return True
        lead = self.text[max(start, party.span.start - 60) : party.span.start]
        beaten = self.cues.against.search(lead) and re.search(r"\d", self.text[start : party.span.start])
        return bool(beaten or self.cues.scores.match(self.text, mention.outer.end))

    def _acts(self, mention: NameMention) -> bool:
        """Whether what follows the name is an apposition, a result or speech: not `For Labour, Oake is a danger`."""
        end = mention.outer.end
        if self.text.startswith(",", end) or self.cues.scores.match(self.text, end):
            return True
        verb = re.match(r"\s+(?:[a-z]+ly\s+)?([a-z]+)", self.text[end : end + 40])
        return verb is not None and verb[1] in self.cues.says

    def _in_sentence(self, mention: NameMention) -> list[PartyMention]:
        at = bisect_right(self.sentence_starts, mention.span.start)
        end = self.sentence_starts[at] if at < len(self.sentence_starts) else len(self.text)
        return self.parties.between(self.sentence_starts[at - 1], end)

    def _whose_candidate(self, found: list[PartyMention], between: str, paragraph: int) -> PartyMention | None:
        """`Labour won. Its candidate, Ida Oake,`; the taker's if taken from another, of a swing the latter's."""
        if len(re.findall(r"[.!?]\s", between)) > 1:
            return None
        last = found[-1]
        at = bisect_right(self.sentence_starts, last.span.start)
        found = [p for p in found if p.span.start >= self.sentence_starts[at - 1]]
        if len({party.name for party in found}) == 1:
            return last
        leads = [_FROM.search(self.text[max(paragraph, p.span.start - 12) : p.span.start]) for p in found]
        if leads[-2] and _TO.fullmatch(self.text[found[-2].span.end : last.span.start]):
            return last
        return found[0] if not leads[0] and all(leads[1:]) else None

    def _behind(self, mention: NameMention, paragraph_end: int, next_name: int) -> PartyMention | None:
        """The party behind the name, in the frames that begin with it."""
        end = mention.outer.end
        for party in self.parties.between(end, min(paragraph_end, end + _LEAD))[:1]:
            between = self.text[end : party.span.start]
            tail = self.text[party.span.end : party.span.end + 90]
            if (_WHOSE.fullmatch(between) or _OWNS.fullmatch(between)) and self._is_own(party, tail):
                return party
            if _OWN_PARTY.fullmatch(between) and tail.startswith(","):
                return party
            if _ONE_AMONG.fullmatch(between) and self._members(party) and re.match(r"\s*,|\s+(?:in|to|on|who)\b", tail):
                return party
            if _WHOSE_SCORE.fullmatch(between) and _RECORD.match(tail):
                return party
            if self.cues.heads_group.fullmatch(between) and self.cues.own_behind.match(tail):
                return party
            if (
                _JOINED.fullmatch(between)
                and _STILL.match(_PARTY_WORD.sub("", tail))
                and not _LEFT.search(tail.split(".")[0])
            ):
                return party
            if _UNDER.search(self.text[max(0, mention.outer.start - 6) : mention.outer.start]) and re.fullmatch(
                r"\s*,\s+(?:the\s+)?", between
            ):
                return party
            if _DEFENDS.fullmatch(between):
                return party
            if self.cues.leads.fullmatch(between) and _STILL.match(tail) and " by " not in tail[:20]:
                return party if "led" not in between or re.search(r"\b(?:has|who)\b", between) else None
            if party.span.start < next_name and self.cues.she_stands_for.fullmatch(between):
                pronoun = re.search(r"\bs?he\s[^,]*$", between)
                return party if pronoun and not self.cues.unreal.search(pronoun.group()) else None
        return None

    def _is_own(self, party: PartyMention, tail: str) -> bool:
        """`Ida Oake's Labour government`, `Ida Oake's Tories lost`: not `her Labour rival`."""
        if self.cues.own_behind.match(tail):
            return True
        span = self.doc.char_span(*party.span, alignment_mode="expand")
        if span is None or span.end >= len(self.doc) or re.match(r"['’-]", tail):
            return False
        members = self._members(party)
        tag = self.doc[span.end].tag_
        verb = tag in {"VBD", "VBZ", "VBP", "MD"}
        return verb or (members and (tag in {"IN", "TO", "CC", "RB"} or re.match(r"\s*[,.;]", tail) is not None))

    def _members(self, party: PartyMention) -> bool:
        """Whether the name is what several members are called: the Tories."""
        return " ".join(self.text[party.span.start : party.span.end].lower().split()) in self.cues.member_nouns

    def _of_paragraph(self, mention: NameMention, start: int) -> PartyMention | None:
        """`For Labour, it was a first win, said Ida Oake, the party leader`: no other party between."""
        if not _PARTY_LEADER.match(self.text[mention.outer.end : mention.outer.end + 40]):
            return None
        named = [p for p in self.parties.between(start, mention.outer.start) if not self.layout.quoted(p.span.start)]
        opens = bool(named) and _FOR_PARTY.match(self.text[start : named[0].span.start]) is not None
        return named[0] if opens and len({p.name for p in named}) == 1 else None

    def _candidates_before(self) -> Iterator[Claim]:
        """`Ida Oake has won. The Green candidate, a vet, pulled ahead`: the only one whom the sentence before names."""
        for party in self.parties.mentions:
            at = bisect_right(self.sentence_starts, party.span.start) - 1
            start = self.sentence_starts[at]
            if at < 1 or not _THE.search(self.text[max(0, start - 2) : party.span.start]):
                continue
            if not _CANDIDATE.match(self.text, party.span.end):
                continue
            before = [m for m in self.names if self.sentence_starts[at - 1] <= m.span.start < start]
            people = {id(m.person): m.person for m in before if not self.layout.quoted(m.span.start)}
            if len(people) == 1 and not self.parties.between(self.sentence_starts[at - 1], start):
                yield Claim(next(iter(people.values())), party.name, party.span, SENTENCE)

    def _vacated(self) -> Iterator[Claim]:
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
            yield Claim(next(iter(left.values())), kept[0].name, kept[0].span, SENTENCE)
