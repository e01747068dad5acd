"""Parties printed beside a name: "Labour's Ida Oake", "Ida Oake (Lab)", "Ida Oake, who stood for Labour".

>>> from newsfacts.annotating import load
>>> doc = load()("Ida Oake MP (Labour, Stowe) beat Tom Fell, a two-term Conservative.")
>>> [(p.name, p.party) for p in doc._.newsfacts_people]
[('Ida Oake', 'Labour'), ('Tom Fell', 'Conservative')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.party_claims import BESIDE, SENTENCE, Claim
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.people_knowledge import PeopleLexicon

_REACH = 240  # characters behind a name in which its party is looked for
_POSSESSIVE_OR_SPACE = re.compile(r"['’]s?\s+|\s+")
_DETERMINED = re.compile(
    r"\b(?:the|an?|another|one|sitting|defending|incumbent|fellow|rival)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_BEHIND = re.compile(
    r"\s*\(\s*(?:[A-Z]\w+\s+)?"  # Ida Oake (Lab; (Local Conservatives
    r"|\s+of\s+(?:the\s+)?"  # Ida Oake of the SNP
    r"|\s*,\s+(?:now\s+)?(?:of|with|from|representing|on\s+behalf\s+of)\s+(?:the\s+)?"
    r"|\s*,?\s+for\s+(?:the\s+)?"  # Ida Oake, for Labour,
    r"|\s*,\s+(?:also\s+|now\s+)?(?:an?|the|our|their)?\s*"  # Ida Oake, a Conservative,
    r"|\s*,\s+(?:an?|the)\s+(?:[A-Z][\w.]+\s+){1,2}"  # Ida Oake, an Iowa Republican,
    r"|\s+[-–—|]\s+|\t+"  # a line of a list
)
_MODIFIED = re.compile(r"\s*,\s+(?:an?|the|our|their)\s+((?:[\w-]+\s+){1,2})")  # a two-term Republican
_PLACE_BETWEEN = re.compile(r"\s+(?:[A-Z][\w.]*\s+){1,3}")  # Republican Iowa Gov. Ida Oake
_APPOSED = re.compile(r",\s+(?:[a-z][a-z-]+\s+){0,3}")
_INDEFINITE = re.compile(r"\ban?\s+$")
_LINE_LABEL = re.compile(r"\s*(?:[:|]|\s[-–—])\s*|\t+")
_LINE_START = re.compile(r"(?:^|\n|[;.]\s|[•*]\s*)\s*$")
_SCORE = re.compile(r"[\s,:|–—-]*\(?\d[\d,. ]*\d|\s*$|\s*[;\n]")
_AFTER_PARTY = re.compile(
    r"\s*[,.;:()–—|\t]|\s*$|\s+-\s|\s+\d"
    r"|\s+(?:who|and|said|on|with|came|was|got|in\s+(?:second|third)|has|had|polled|finished)\b"
)
_LISTED = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+")
_OTHERS_VOTES = re.compile(r"\d\s.*\d\s+(?:votes\s+)?(?:(?:cast|polled|went)\s+)?for\s")
_TIMES = frozenset(["yesterday", "today", "tonight", "time", "times", "night", "morning", "week", "month", "year"])


class BesideReader:
    """Reads the parties beside the names of one document."""

    def __init__(self, doc: Doc, text: str, parties: PartyIndex, lexicon: PeopleLexicon, cues: PartyCues) -> None:
        self.doc = doc
        self.text = text
        self.parties = parties
        self.lexicon = lexicon
        self.cues = cues
        self.paragraphs = doc._.newsfacts_layout.paragraphs
        letters = "|".join(sorted(map(re.escape, lexicon.postnominals), key=len, reverse=True))
        self._letters = re.compile(rf"(?:\s*,?\s+(?:{letters})\b(?!-))+")

    def claims(self) -> Iterator[Claim]:
        """The claims, name by name."""
        names: list[NameMention] = self.doc._.newsfacts_names
        last: list[Claim] = []
        for index, mention in enumerate(names):
            start, end = self.paragraphs[mention.paragraph]
            previous = names[index - 1] if index and names[index - 1].paragraph == mention.paragraph else None
            following = names[index + 1] if index + 1 < len(names) else None
            if following is not None and following.paragraph == mention.paragraph:
                next_start = following.outer.start
            else:
                next_start = end
            before = list(self._before(mention, previous.outer.end if previous else start))
            if not before and previous is not None and last and self._joined(previous, mention, last[0]):
                before = [Claim(mention.person, last[0].party, last[0].evidence, BESIDE)]
            last = before
            yield from before
            yield from self._after(mention, next_start, end)

    def _joined(self, previous: NameMention, mention: NameMention, claim: Claim) -> bool:
        """Whether a plural goes on to this name: `independents Ida Oake and Tom Fell`."""
        plural = self.text[claim.evidence.start : claim.evidence.end].endswith("s")
        straight = self.text[claim.evidence.end : claim.evidence.end + 1] == " "
        return plural and straight and bool(_LISTED.fullmatch(self.text[previous.outer.end : mention.outer.start]))

    def _before(self, mention: NameMention, limit: int) -> Iterator[Claim]:
        """Labour's Ida Oake; Labour: Ida Oake 1,204; the Conservative, Ida Oake,; won for Labour by Ida Oake."""
        start = mention.outer.start
        found = [p for p in self.parties.between(limit, start) if p.span.end <= start]
        if not found:
            return
        party, text = found[-1], self.text
        between = text[party.span.end : start]
        if self.cues.not_now.search(text[max(0, party.span.start - 25) : party.span.start]):
            return
        if _INDEFINITE.search(text[max(limit, party.span.start - 4) : party.span.start]) and between.isspace():
            return  # a Labour Ida Oake is somebody else
        rank = None
        lead = text[max(limit, party.span.start - 40) : party.span.start]
        if self._of_place(mention, party, between) or _POSSESSIVE_OR_SPACE.fullmatch(between):
            rank = BESIDE
        elif _LINE_LABEL.fullmatch(between):
            opens = _LINE_START.search(text[max(0, party.span.start - 4) : party.span.start])
            rank = BESIDE if opens and _SCORE.match(text, mention.outer.end) else None
        elif self._apposed(between):
            closes = re.match(r"['’]s?\b|\s*[,.;:–—)]|\s*$", text[mention.outer.end : mention.outer.end + 6])
            plural = text[: party.span.end].endswith("s")
            rank = BESIDE if _DETERMINED.search(lead) and closes and not plural else None
        if rank is None and self._fielded(party, between, lead, limit):
            rank = SENTENCE
        if rank is not None:
            yield Claim(mention.person, party.name, party.span, rank)

    def _apposed(self, between: str) -> bool:
        """`the Conservative, Ida Oake,`; `the Conservative, retired vet Ida Oake,`."""
        apposed = _APPOSED.fullmatch(between)
        if apposed is None:
            return False
        *before, noun = apposed[0].split()[1:] or [""]
        roles = self.lexicon.roles
        return not noun or (noun in self.lexicon.role_nouns and {*before} <= roles.modifiers | self.lexicon.role_nouns)

    def _of_place(self, mention: NameMention, party: PartyMention, between: str) -> bool:
        """Republican Iowa Gov. Ida Oake."""
        words = self.text[mention.outer.start : mention.outer.end].split()
        titled = mention.outer.start < mention.span.start or words[0].rstrip(".").lower() in self.lexicon.title_starts
        return titled and bool(_PLACE_BETWEEN.fullmatch(between)) and self.text[party.span.end - 1] not in "s’'"

    def _fielded(self, party: PartyMention, between: str, lead: str, limit: int) -> bool:
        """Labour has chosen Ida Oake; standing for the Greens is Ida Oake; won for Labour by Ida Oake."""
        if self.cues.fields.fullmatch(between):
            return not self.cues.unreal.search(between)
        if re.fullmatch(r"\s+(?:is|are|was|will\s+be)\s+", between):
            return self.cues.standing_for.search(lead) is not None
        if re.fullmatch(r",?\s+by\s+", between):
            return (
                self.cues.held_for.search(self.text[max(limit, party.span.start - 110) : party.span.start]) is not None
            )
        return False

    def _after(self, mention: NameMention, next_name: int, paragraph_end: int) -> Iterator[Claim]:
        """Ida Oake (Lab); Ida Oake of the SNP; Ida Oake, for Labour; Ida Oake, who stood for Labour."""
        text, end = self.text, mention.outer.end
        parties = self.parties.between(end, min(paragraph_end, end + _REACH))[:4]
        if not parties:
            return
        letters = self._letters.match(text, end)
        end = letters.end() if letters else end
        for party in parties:
            between = text[end : party.span.start]
            tail = text[party.span.end : party.span.end + 12]
            if self._stands_behind(between) and (
                self._names_no_other(party, tail, between) or self._one_of(party, between)
            ):
                yield Claim(mention.person, party.name, party.span, BESIDE)
                return
            if party.span.start > next_name and not re.match(r"\s*,", text[end : end + 2]):
                return
            if '"' in between or "“" in between or "”" in between:
                return
            if party.span.start > next_name:
                continue
            if self.cues.joins.fullmatch(between) or self.cues.goes_over.fullmatch(between):
                yield Claim(mention.person, party.name, party.span, BESIDE)
                return
            if self._stands_for(between):
                holds = not self.cues.unreal.search(between) and re.match(r"\W|$", tail)
                another = _OTHERS_VOTES.search(between) or re.fullmatch(r"\s+", text[party.span.end : next_name])
                if holds and not another and not self._modifies_noun(party):
                    yield Claim(mention.person, party.name, party.span, SENTENCE)
                return

    def _stands_behind(self, between: str) -> bool:
        if _BEHIND.fullmatch(between):
            return True
        modified = _MODIFIED.fullmatch(between)
        if modified is None:
            return False
        words = modified[1].lower().split()
        roles = self.lexicon.roles
        return all(w in roles.modifiers | roles.member_modifiers and w not in roles.former for w in words)

    def _stands_for(self, between: str) -> bool:
        if self.cues.stands_for.fullmatch(between) or self.cues.is_member.fullmatch(between):
            return True
        if self.cues.selected_by.fullmatch(between):
            return True
        opens = re.match(r"\s*,\s+(?:\d\d?,\s+)?an?\s", between)
        return bool(opens and between.count(",") <= 2 and self.cues.standing_as.search(between))

    def _one_of(self, party: PartyMention, between: str) -> bool:
        """`of the SDLP won`; `, a Democrat first elected in 2012`: no noun behind that the party would go with."""
        span = self.doc.char_span(*party.span, alignment_mode="expand")
        if span is None or span.end >= len(self.doc):
            return False
        follower = self.doc[span.end]
        if re.fullmatch(r"\s*,\s+", between):
            return follower.lower_ == "of"  # Ida Oake, Republican of Iowa
        if re.match(r"\s*,?\s+(?:now\s+)?(?:of|with)\b", between):
            return follower.tag_ not in {"NN", "NNS", "NNP", "NNPS", "POS", "JJ", "HYPH"}
        after = {"IN", "WP", "WP$", "WDT", "VBN", "VBG", "RB", "CC", "TO"}
        return bool(re.search(r"\ban?\s+(?:[\w.-]+\s+)*$", between)) and follower.tag_ in after

    def _names_no_other(self, party: PartyMention, tail: str, between: str) -> bool:
        """Whether the party stands alone behind the name: `, Labour,` but not `, Labour's spokesman said`."""
        if "(" in between:
            return True
        if re.match(r"['’]s", tail):
            return False
        if re.match(r"[-–—][A-Z]", tail):
            return party.span.end - party.span.start <= 3  # R-Milton
        if re.fullmatch(r"\s*,\s+", between) and re.match(r"\s+[a-z]", tail):
            return False  # Ida Oake, Labour said, was wrong
        return bool(_AFTER_PARTY.match(tail))

    def _modifies_noun(self, party: PartyMention) -> bool:
        """`for Labour` tells; `for Labour councillors` and `for the Labour Party's rival` do not."""
        following = re.match(r"['’]s?\s|\s+([a-z]+)", self.text[party.span.end : party.span.end + 24])
        if not following:
            return False
        noun = following.group(1)
        if noun is None:
            return True
        span = self.doc.char_span(*party.span, alignment_mode="expand")
        if span is None or span.end >= len(self.doc) or noun in _TIMES or noun.endswith("ing"):
            return False
        return self.doc[span.end].tag_ in {"NN", "NNS"} and noun not in {"candidate", "contender", "runner", "ticket"}
