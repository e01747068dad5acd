"""Role phrases ("the former Labour minister", "MP for Upper Stowe") and the people they are said of.

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
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.names import Word
from newsfacts.annotating.parties import PartyIndex
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.types import Person, TextSpan

_COPULA = re.compile(
    r"\s*,?\s*(?:who\s+)?(?:is|was|will\s+be|became|becomes|remains|has\s+been|had\s+been|has\s+become|is\s+now|works?\s+as|worked\s+as|"
    r"(?:is|was|been|being)\s+(?:confirmed|elected|re-elected|named|appointed|declared|chosen|selected|installed|announced|sworn\s+in)(?:\s+as)?|"
    r"serves?\s+as|served\s+as|acts?\s+as|as)\s+(?:also\s+|still\s+|now\s+|once\s+|previously\s+)?$"
)
_APPOSED = re.compile(
    r"\s*(?:,|\(|\s[–—-]\s)\s*(?:aged\s+)?(?:\d\d?\s*,\s*|\d\d?\s+and\s+)?(?:who\s+is\s+|who\s+was\s+|now\s+|then\s+|himself\s+|herself\s+)?$"
)
_GOVERNED = re.compile(r"\b(?:about|against|by|for|from|like|of|on|regarding|to|with)\s+$", re.IGNORECASE)
_LETTERS = re.compile(r"\s*,\s*[RDIL]-[\w. ]{2,20}$|\s*\([^)]{1,20}\)$|\s*,\s*(?:MP|MSP|MEP|KC|OBE|MBE|CBE)$")
_COMPLEMENTS = {
    "for": re.compile(
        r"(\s+for\s+)(?:the\s+)?(?:(?:neighbouring|neighboring|nearby|adjoining|marginal|central|northern|southern|eastern|western)\s+)?"
    ),
    "in": re.compile(
        r"\s+in\s+the\s+(?:House\s+of\s+)?(?:Lords|Commons|Senate|Senedd|Assembly|House|Dáil|Seanad|Lok\s+Sabha|Rajya\s+Sabha)\b"
    ),
    "to": re.compile(
        r"\s+to\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:council|treasury|committee|parliament|UN|EU|court|board|president|prime\s+minister)\b",
        re.IGNORECASE,
    ),
}


@dataclass(slots=True)
class RolePhrase:
    """A role as the text words it. `phrase` has the determiner; `first`:`stop` are its words in the paragraph."""

    noun: str
    role: TextSpan
    phrase: TextSpan
    paragraph: int
    determiner: str
    first: int
    stop: int
    party: str | None = None
    party_span: TextSpan | None = None
    former: bool = False
    person: Person | None = None
    linked: bool = False

    @property
    def definite(self) -> bool:
        return self.determiner.lower() == "the"


class RoleFinder:
    """Finds role phrases and lays them to the names beside them."""

    def __init__(self, lexicon: PeopleLexicon) -> None:
        self.lexicon = lexicon
        starts: dict[str, list[tuple[str, ...]]] = {}
        for noun in lexicon.role_nouns:
            words = tuple(noun.split(" "))
            starts.setdefault(words[0], []).append(words)
        self.nouns = {first: sorted(forms, key=len, reverse=True) for first, forms in starts.items()}

    def find(self, doc: Doc, evidence: Evidence, names: list[NameMention]) -> list[RolePhrase]:
        """The role phrases of a document, each with its person where a name stands beside it."""
        text = doc.text  # put together anew at every use
        parties = PartyIndex(doc)
        by_paragraph: dict[int, list[NameMention]] = {}
        for mention in names:
            by_paragraph.setdefault(mention.paragraph, []).append(mention)
        found: list[RolePhrase] = []
        for index, words in evidence.words.items():
            if index in evidence.headings and words and words[0].text.isupper():
                continue
            inside = by_paragraph.get(index, [])
            phrases = list(self._phrases(text, evidence, words, index, parties, inside))
            for phrase in phrases:
                phrase.person = self._beside(text, phrase, inside, evidence)
            self._coordinate(text, phrases, inside)
            found += phrases
        return found

    def _phrases(
        self,
        text: str,
        evidence: Evidence,
        words: list[Word],
        paragraph: int,
        parties: PartyIndex,
        names: list[NameMention],
    ) -> Iterator[RolePhrase]:
        starts = [word.start for word in words]
        inside_name: set[int] = set()
        for mention in names:
            inside_name.update(starts[bisect_left(starts, mention.span.start) : bisect_left(starts, mention.span.end)])
        position = 0
        while position < len(words):
            length = self._noun_length(words, position) or self._unlisted_noun(evidence, words, position)
            if not length or words[position].start in inside_name:
                position += 1
                continue
            # Of "finance officer" and "officer" the longer; of "bus driver manager" the last.
            stop = position + length
            if (
                stop < len(words)
                and words[stop].gap.isspace()
                and self._noun_length(words, stop)
                and not words[stop - 1].possessive
            ) and words[stop].start not in inside_name:
                position += 1
                continue
            phrase = self._phrase(text, evidence, words, position, stop, paragraph, parties, inside_name)
            yield phrase
            position = max(stop, phrase.stop)

    def _noun_length(self, words: list[Word], position: int) -> int:
        lower = words[position].text.lower()
        if lower in self.lexicon.roles.abbreviations and not words[position].text.isupper():
            return 0
        for form in self.nouns.get(lower, ()):
            part = words[position : position + len(form)]
            same = len(part) == len(form) and all(w.text.lower() == f for w, f in zip(part, form, strict=True))
            if same and all(w.gap.isspace() for w in part[1:]):
                return len(form)
        return 0

    def _unlisted_noun(self, evidence: Evidence, words: list[Word], position: int) -> int:
        """An occupation that no list has: `a retired glass blower` behind a name and a comma."""
        word = words[position]
        if word.capital or not word.text.endswith(tuple(self.lexicon.roles.personal_endings)) or len(word.text) < 5:
            return 0
        token = evidence.tokens.get(word.start)
        if token is None or token.tag_ != "NN":
            return 0
        back = position
        while (
            back > 0
            and words[back].gap.isspace()
            and position - back < 4
            and words[back - 1].text.lower() not in self.lexicon.roles.determiners
        ):
            back -= 1
        if back == 0 or words[back - 1].text.lower() not in {"a", "an"} or not words[back].gap.isspace():
            return 0
        return int(words[back - 1].gap.strip() == "," or words[back - 1].gap[:1] == ",")

    def _phrase(
        self,
        text: str,
        evidence: Evidence,
        words: list[Word],
        head: int,
        stop: int,
        paragraph: int,
        parties: PartyIndex,
        inside_name: set[int],
    ) -> RolePhrase:
        first = head
        party: str | None = None
        party_span: TextSpan | None = None
        nearest_party = -1
        former = False
        while first > 0:
            word, gap = words[first - 1], words[first].gap
            covering = parties.at(word.start)
            ends = word.end
            if covering is not None and covering.span.end <= words[first].start:
                ends = covering.span.end  # JD(S) candidate
            between = text[ends : words[first].start]
            possessive = bool(re.fullmatch(r"['’]s?\s+", between))
            aged = re.fullmatch(r"\s+\d\d?-", between)
            if not (between.isspace() or possessive or aged) or word.start in inside_name:
                break
            named = covering
            if named is not None and (
                party is None or (party_span and party_span.start <= word.start < party_span.end)
            ):
                party, party_span = named.name, named.span
                if nearest_party < 0:
                    nearest_party = first
                first -= 1
                while first > 0 and words[first - 1].start >= named.span.start:
                    first -= 1
                continue
            owner = (
                parties.at(words[first - 2].start)
                if word.text == "of" and first > 1 and party is None and first < head
                else None
            )
            if owner is not None and word.gap.isspace():  # Green Party of Alberta leader
                party, party_span = owner.name, owner.span
                nearest_party = head
                first -= 2
                while first > 0 and words[first - 1].start >= owner.span.start:
                    first -= 1
                break
            if possessive or named is not None or not self._modifies(evidence, word, gap):
                break
            former = former or word.text.lower() in self.lexicon.roles.former
            first -= 1
        determiner = ""
        if (
            first > 0
            and re.fullmatch(r"\s+(?:\d\d?-)?", words[first].gap)
            and words[first - 1].text.lower() in self.lexicon.roles.determiners
        ):
            determiner = words[first - 1].text
        elif first > 0 and re.fullmatch(r"['’]s?\s+", text[words[first - 1].end : words[first].start]):
            determiner = "'s"
        phrase_start = words[first - 1].start if determiner and determiner != "'s" else words[first].start
        start = first
        noun = " ".join(w.text.lower() for w in words[head:stop])
        if words[start].gap[-1:] == "-" and words[start].text == "year-old" and start < head:
            start += 1  # a 41-year-old [vet]
        if nearest_party >= 0 and not self._party_belongs(words[nearest_party:head], noun):
            start = max(start, nearest_party)
        while start < head and words[start].text.lower() in {"the", "a", "an"}:
            start += 1
        end = self._complement(text, words, stop, noun, inside_name)
        stop_word = stop
        while stop_word < len(words) and words[stop_word].start < end:
            stop_word += 1
        role = TextSpan(words[min(start, head)].start, end)
        return RolePhrase(
            noun, role, TextSpan(phrase_start, end), paragraph, determiner, first, stop_word, party, party_span, former
        )

    def _party_belongs(self, between: list[Word], noun: str) -> bool:
        """Whether the party is part of the role: Labour group leader, but a Democratic [school board president]."""
        roles = self.lexicon.roles
        if " " in noun and (noun in roles.public or (noun.endswith(" minister") and noun not in roles.government)):
            return False
        return all(w.text.lower() in roles.leadership | roles.levels for w in between)

    def _modifies(self, evidence: Evidence, word: Word, gap: str) -> bool:
        lower = word.text.lower()
        if lower in self.lexicon.roles.determiners:
            return False
        if lower in self.lexicon.roles.modifiers or lower in self.lexicon.role_nouns:
            return True
        token = evidence.tokens.get(word.start)
        if lower == "year-old":
            return True
        if token is None or word.text in self.lexicon.not_names.openers:
            return False
        return token.tag_ in {"JJ", "JJS", "NN", "NNP", "VBN", "NNS"} and not (
            token.tag_ == "VBN" and token.is_sent_start
        )

    def _complement(self, text: str, words: list[Word], stop: int, noun: str, inside_name: set[int]) -> int:
        """Where the role ends: MP for Upper Stowe; leader in the Lords; clerk to the council."""
        end = words[stop - 1].end
        if words[stop - 1].possessive:
            return end
        last = noun.rsplit(" ", 1)[-1]
        if last in self.lexicon.roles.takes_of and text.startswith(" of ", end):
            position, reached = stop + 1, end
            while position < len(words) and words[position].capital and words[position].gap.isspace():
                if words[position].start in inside_name:
                    break
                reached = words[position].end
                if words[position].possessive:
                    break
                position += 1
            if reached > end:
                return reached
        if last in self.lexicon.roles.takes_for:
            lead = _COMPLEMENTS["for"].match(text, end)
            if lead:
                position = next((i for i in range(stop, len(words)) if words[i].start >= lead.end()), len(words))
                reached = end
                while position < len(words):
                    word = words[position]
                    if reached > end and not (word.gap.isspace() or word.gap.strip() in {"&", "-"}):
                        break
                    following = words[position + 1] if position + 1 < len(words) else None
                    if word.start in inside_name:
                        break
                    if word.capital:
                        reached = word.end
                        if word.possessive:
                            break
                    elif not (
                        word.text in self.lexicon.roles.place_links
                        and following is not None
                        and following.capital
                        and following.gap.isspace()
                    ):
                        break
                    position += 1
                if reached > end:
                    return reached
        for key in ("in", "to"):
            match = _COMPLEMENTS[key].match(text, end)
            if match and (key == "in" or last in {"clerk", "adviser", "advisor", "ambassador", "secretary", "aide"}):
                return match.end()
        return end

    def _coordinate(self, text: str, phrases: list[RolePhrase], names: list[NameMention]) -> None:
        """Two roles of one person: `Ida Oake, a farmer and former judge`; `farmer and councillor Ida Oake`."""
        for left, right in itertools.pairwise(phrases):
            if not re.fullmatch(r",?\s+and\s+", text[left.phrase.end : right.phrase.start]) or right.determiner:
                continue
            if left.person is not None and right.person is None and left.phrase.start > left.person.mentions[0].start:
                right.person = left.person
            elif right.person is not None and left.person is None and not left.determiner:
                left.person = right.person
        for phrase in phrases:
            if phrase.person is None and not phrase.determiner:
                phrase.person = self._before_unlisted(text, phrase, names)

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
            if (
                phrase.determiner
                and re.fullmatch(r",\s+", between)
                and self._closes(text, after.outer.end, before, phrase, text)
            ):
                return after.person
        if before is not None:
            between = text[before.outer.end : phrase.phrase.start]
            bare = (
                _LETTERS.sub("", re.sub(r",?\s*$", "", between))
                if between.count(",") > 1 or "(" in between
                else between
            )
            if bare != between and not bare.strip():
                between = ", "
            if _APPOSED.fullmatch(between) and (phrase.determiner.lower() != "'s"):
                own_clause = phrase.definite and "," in between and self._is_subject(text, phrase, evidence)
                return None if own_clause else before.person
            if _COPULA.fullmatch(between) and not self._negated(between):
                return before.person
        if after is not None and phrase.definite:
            between = text[phrase.phrase.end : after.span.start]
            if re.fullmatch(r"\s+(?:is|was)\s+", between):
                return after.person
        return None

    def _closes(self, text: str, end: int, before: NameMention | None, phrase: RolePhrase, whole: str) -> bool:
        """Whether the name behind the comma is an apposition: a comma, stop or possessive closes it."""
        if before is not None and re.fullmatch(r"\s*,\s*(?:\d\d?,\s*)?", whole[before.outer.end : phrase.phrase.start]):
            return False  # Ida Oake, the leader, Tom Fell and others: the phrase is Ida's
        lead = whole[max(0, phrase.phrase.start - 14) : phrase.phrase.start]
        if _GOVERNED.search(lead) and re.match(r"\s+(?:said|says)\b", text[end : end + 6]):
            return False  # Regarding the leader, Tom Fell said
        return bool(re.match(r"['’]s?\b|\s*[,.;:–—)]|\s*$|\s+(?:and|who|said|says)\b|\s*\(", text[end : end + 12]))

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
    if phrase.noun in lexicon.roles.relational or superlative:
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
