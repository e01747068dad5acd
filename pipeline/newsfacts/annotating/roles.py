"""The people that role phrases ("the former Labour minister", "MP for Upper Stowe") are said of.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> doc = nlp("Ida Oake, a retired vet, beat Labour councillor Tom Fell and Jo Brae, the MP for Stowe.")
    >>> [(p.name, p.roles) for p in doc._.newsfacts_people]
    [('Ida Oake', ['retired vet']), ('Tom Fell', ['Labour councillor']), ('Jo Brae', ['MP for Stowe'])]

A phrase belongs to the name that it stands directly before, that it follows behind a comma, or that a form of
`be`, `become` or `as` joins it to. What is left with a `the` is a description, and `descriptions` looks for whom.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.parties import parties_of
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.role_complements import Surroundings
from newsfacts.annotating.role_phrases import RolePhrase, RolePhraseFinder
from newsfacts.annotating.types import Person
from newsfacts.annotating.view import view_of

__all__ = ["RoleFinder", "RolePhrase", "add_role"]

_COPULA = re.compile(
    r"(?:\s*,\s+an?\s+[^,.;:\n]{2,50}?(?=\s+who\s)|\s*,\s+who\s+[^.;:\n]{2,80},)?\s*,?\s*(?:who\s+)?(?:is|was|will\s+be|became|becomes|remains|(?:left|quit|resigned|stood\s+down|stepped\s+down)\s+to\s+become|has\s+been|had\s+been|has\s+become|is\s+now|works?\s+as|worked\s+as|"
    r"(?:is|was|been|being)\s+(?:confirmed|elected|re-elected|named|appointed|declared|chosen|selected|installed|announced|sworn\s+in)(?:\s+as)?|"
    r"serves?\s+as|served\s+as|acts?\s+as|as)\s+(?:also\s+|still\s+|now\s+|once\s+|previously\s+)?$"
)
_APPOSED = re.compile(
    r"\s*(?:,|\(|\s[–—-]\s)\s*(?:aged\s+)?(?:\d\d?\s*,\s*|\d\d?\s+and\s+)?(?:who\s+is\s+|who\s+was\s+|now\s+|then\s+|himself\s+|herself\s+)?$"
)
_CALLED = re.compile(r",\s+an?\s+[a-z][a-z\s-]{0,40}?\b(?:man|woman)\s+(?:called|named)\s+")
_OF_PARTY = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")
_GOVERNED = re.compile(r"\b(?:about|against|by|for|from|like|of|on|regarding|to|with)\s+$", re.IGNORECASE)
_PLACED = re.compile(r"\s+(?:in|on|at|for)\s+(?:the\s+)?(?:[A-Z][\w'’.-]*\s+){0,3}[A-Z][\w'’.-]*(?:\s+council)?,\s+")
_CLOSED = re.compile(r"\s*[,.;:)]|\s*$")
_LETTERS = re.compile(r"\s*,\s*[RDIL]-[\w. ]{2,20}$|\s*\([^)]{1,20}\)$|\s*,\s*(?:MP|MSP|MEP|KC|OBE|MBE|CBE)$")


class RoleFinder:
    """Finds role phrases and lays them to the names beside them."""

    def __init__(self, lexicon: PeopleLexicon) -> None:
        self.lexicon = lexicon
        self.phrases = RolePhraseFinder(lexicon)
        letters = "|".join(sorted(map(re.escape, lexicon.postnominals), key=len, reverse=True))
        self.letters = re.compile(rf"(?:\s*,?\s+(?:{letters})\b(?!-))+(?=\s*,)")

    def find(self, doc: Doc, evidence: Evidence, names: list[NameMention]) -> list[RolePhrase]:
        """The role phrases of a document, each with its person where a name stands beside it."""
        text = view_of(doc).text
        parties = parties_of(doc)
        by_paragraph: dict[int, list[NameMention]] = {}
        for mention in names:
            by_paragraph.setdefault(mention.paragraph, []).append(mention)
        found: list[RolePhrase] = []
        for index, words in evidence.words.items():
            if index in evidence.headings and words and words[0].text.isupper():
                continue
            inside = by_paragraph.get(index, [])
            phrases = list(self.phrases.find(Surroundings(text, evidence, words, parties, inside), index))
            for phrase in phrases:
                phrase.person = self._beside(text, phrase, inside, evidence)
            self._coordinate(text, phrases, inside)
            self._explain(text, phrases, inside)
            found += phrases
        return found

    def _coordinate(self, text: str, phrases: list[RolePhrase], names: list[NameMention]) -> None:
        """Two roles of one person: `Ida Oake, a farmer and former judge`; `farmer and councillor Ida Oake`."""
        for left, right in itertools.pairwise(phrases):
            if not re.fullmatch(r",?\s+and\s+", text[left.phrase.end : right.phrase.start]):
                continue
            if right.determiner and not _CLOSED.match(text, right.phrase.end):
                continue
            if left.person is not None and right.person is None and left.phrase.start > left.person.mentions[0].start:
                right.person = left.person
            elif right.person is not None and left.person is None and not left.determiner:
                left.person = right.person
        for phrase in phrases:
            if phrase.person is None and not phrase.determiner:
                phrase.person = self._before_unlisted(text, phrase, names)

    def _explain(self, text: str, phrases: list[RolePhrase], names: list[NameMention]) -> None:
        """`Her Green rival, maths teacher Tom Fell, nodded`: both phrases are Tom Fell's."""
        for left, right in itertools.pairwise(phrases):
            if left.person is not None or right.person is None or not left.determiner or right.determiner:
                continue
            if not re.fullmatch(r"\s*,\s+", text[left.phrase.end : right.phrase.start]):
                continue
            at = bisect_left(names, right.phrase.end, key=lambda m: m.span.start)
            if at < len(names) and names[at].person is right.person and _CLOSED.match(text, names[at].outer.end):
                left.person = right.person

    def _before_unlisted(self, text: str, phrase: RolePhrase, names: list[NameMention]) -> Person | None:
        """`Barge captain and first-time office seeker Ida Oake`: the second noun need not be in any list."""
        at = bisect_left(names, phrase.phrase.end, key=lambda m: m.span.start)
        if at == len(names):
            return None
        between = text[phrase.phrase.end : names[at].outer.start]
        noun = re.fullmatch(r"\s+and\s+(?:[a-z][\w-]*\s+){0,2}([a-z]+)\s+", between)
        personal = noun and noun.group(1).endswith(tuple(self.lexicon.roles.personal_endings))
        return names[at].person if personal else None

    def _beside(self, text: str, phrase: RolePhrase, names: list[NameMention], evidence: Evidence) -> Person | None:
        """The person that the phrase is said of, if a name stands in the right place beside it."""
        at = bisect_left(names, phrase.phrase.end, key=lambda m: m.span.start)
        after = names[at] if at < len(names) else None
        at = bisect_right(names, phrase.phrase.start, key=lambda m: m.span.end)
        before = names[at - 1] if at else None
        if after is not None:
            office = phrase.phrase.end > after.outer.start
            between = text[phrase.phrase.end : after.span.start if office else after.outer.start]
            if between.isspace() and phrase.determiner.lower() not in {"a", "an"}:
                return after.person
            if phrase.definite and _CALLED.fullmatch(between):
                return after.person
            if (
                (phrase.determiner or phrase.party)
                and (re.fullmatch(r",\s+", between) or (phrase.party and _PLACED.fullmatch(between)))
                and self._closes(text, after.outer.end, before, phrase, text)
            ):
                return after.person
        owner = text[phrase.phrase.end : phrase.phrase.end + 1] in {"'", "’"}  # Ida Oake, the nominee's daughter
        if before is not None and not owner:
            between = text[before.outer.end : phrase.phrase.start]
            if letters := self.letters.match(between):
                between = between[letters.end() :]
            bare = (
                _LETTERS.sub("", re.sub(r",?\s*$", "", between))
                if between.count(",") > 1 or "(" in between
                else between
            )
            if bare != between and not bare.strip():
                between = ", "
            of_party = _OF_PARTY.match(between)
            if of_party and phrase.indefinite and evidence.is_party(before.outer.end + of_party.end()):
                between = re.sub(r"^[^,]*(?=,\s+$)", "", between)  # Ida Oake of the SNP, a baker,
            if _APPOSED.fullmatch(between) and (phrase.determiner.lower() != "'s"):
                own_clause = phrase.definite and "," in between and self._is_subject(text, phrase, evidence)
                return None if own_clause else before.person
            if _COPULA.fullmatch(between) and not self._negated(between):
                return before.person
        if after is not None and (phrase.definite or self._owned(text, phrase)):
            between = text[phrase.phrase.end : after.span.start]
            if re.fullmatch(r"\s+(?:is|was)\s+", between):
                return after.person
        return None

    @staticmethod
    def _owned(text: str, phrase: RolePhrase) -> bool:
        """Whether the party before it owns the phrase: `Labour's candidate, Ida Oake,`."""
        return phrase.party_span is not None and text[phrase.party_span.end : phrase.party_span.end + 1] in {"'", "’"}

    def _closes(self, text: str, end: int, before: NameMention | None, phrase: RolePhrase, whole: str) -> bool:
        """Whether the name behind the comma is an apposition: a comma, stop or possessive closes it."""
        if before is not None and re.fullmatch(r"\s*,\s*(?:\d\d?,\s*)?", whole[before.outer.end : phrase.phrase.start]):
            return False  # Ida Oake, the leader, Tom Fell and others: the phrase is Ida's
        lead = whole[max(0, phrase.phrase.start - 14) : phrase.phrase.start]
        if _GOVERNED.search(lead) and re.match(r"\s+(?:said|says)\b", text[end : end + 6]):
            return False  # Regarding the leader, Tom Fell said
        return bool(
            re.match(r"['’]s?\b|\s*[,.;:–—)]|\s*$|\s+(?:and|who|said|says|M[SE]?P|TD)\b|\s*\(", text[end : end + 12])
        )

    @staticmethod
    def _is_subject(text: str, phrase: RolePhrase, evidence: Evidence) -> bool:
        """Whether a finite verb follows at once: `Speaking to Ida Oake, the nominee said ...`."""
        gap = re.compile(r"\s+").match(text, phrase.phrase.end)
        token = evidence.tokens.get(gap.end()) if gap else None
        return token is not None and token.tag_ in {"VBD", "VBZ", "MD"}

    @staticmethod
    def _negated(between: str) -> bool:
        return " not " in f" {between} "


def add_role(text: str, phrase: RolePhrase, person: Person, lexicon: PeopleLexicon) -> None:
    """Write a role to its person, once however often it is printed, with the gender that it tells."""
    if person.gender is None:
        person.gender = lexicon.roles.gender(phrase.noun)
    role = " ".join(text[phrase.role.start : phrase.role.end].split())
    superlative = re.match(r"[a-z]+est\s", role) and phrase.noun in lexicon.roles.party
    borrowed = phrase.noun in lexicon.roles.borrowed and phrase.determiner.lower() in {"its", "their", "his", "her"}
    if phrase.noun in lexicon.roles.relational or superlative or borrowed:
        return
    if phrase.noun in lexicon.roles.needs_article and phrase.determiner.lower() not in {"a", "an", "the"}:
        return
    for index, span in reversed(list(enumerate(person.role_spans))):
        if phrase.role.start <= span.start and span.end <= phrase.role.end and span != phrase.role:
            del person.roles[index], person.role_spans[index]  # the title in District Court Judge
    known = {" ".join(printed.split()) for printed in person.roles}
    office = phrase.noun in lexicon.roles.government | lexicon.roles.leadership
    if phrase.linked and not office and any(printed.lower().endswith(f" {role.lower()}") for printed in known):
        return  # the judge, after District Court Judge Ida Oake
    if role.lower() not in {printed.lower() for printed in known}:
        person.roles.append(text[phrase.role.start : phrase.role.end])
        person.role_spans.append(phrase.role)
