"""Role phrases as the text words them: "the former Labour minister", "MP for Upper Stowe", "leader of the Green group".

    >>> from newsfacts.annotating import load
    >>> doc = load()("Ida Oake, the former Labour leader of Stowe Council, spoke.")
    >>> [(doc.text[p.role.start : p.role.end], p.party, p.former) for p in doc._.newsfacts_roles]
    [('former Labour leader of Stowe Council', 'Labour', True)]

A phrase is a noun of roles.toml with the modifiers and the party before it and the place, body or party behind it.
Whose it is, `roles` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsfacts.annotating.name_words import Word
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.role_complements import Complements, Surroundings
from newsfacts.annotating.types import Person, TextSpan

_POSSESSIVE = re.compile(r"['’]s?\s+")
_AGED = re.compile(r"\s+\d\d?-")
_UP_TO_DETERMINER = re.compile(r"\s+(?:\d\d?-)?")


# Tags that the words of a trade may have; rare ones are taken for verbs.
_IN_A_NAME = frozenset(["FW", "JJ", "JJS", "NN", "NNP", "NNPS", "NNS", "VB", "VBG", "VBN", "VBP"])


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
    def indefinite(self) -> bool:
        return self.determiner.lower() in {"a", "an"}

    @property
    def definite(self) -> bool:
        return self.determiner.lower() == "the"


class RolePhraseFinder:
    """Finds the role phrases of a paragraph."""

    def __init__(self, lexicon: PeopleLexicon) -> None:
        self.lexicon = lexicon
        self.complements = Complements(lexicon)
        self.endings = tuple(lexicon.roles.personal_endings)
        self._last_letters = frozenset(ending[-2:] for ending in self.endings)
        self.nouns: dict[str, list[tuple[str, ...]]] = {}
        for noun in lexicon.role_nouns:
            words = tuple(noun.split(" "))
            self.nouns.setdefault(words[0], []).append(words)
        for forms in self.nouns.values():
            forms.sort(key=len, reverse=True)

    def find(self, around: Surroundings, paragraph: int) -> Iterator[RolePhrase]:
        """The phrases from left to right."""
        words, inside_name = around.words, around.inside_name
        behind = 0  # the phrase before
        for position in self._possible_nouns(around):
            if position < behind:
                continue
            length = self._noun_length(words, position) or self._unlisted_noun(around, position)
            if not length or words[position].start in inside_name:
                continue
            # Of "finance officer" and "officer" the longer; of "bus driver manager" the last.
            stop = position + length
            if words[position].low == "independent" and self._is_trade(around, stop):
                continue
            if (
                stop < len(words)
                and words[stop].gap.isspace()
                and self._noun_length(words, stop)
                and not words[stop - 1].possessive
            ) and words[stop].start not in inside_name:
                continue
            phrase = self._phrase(around, position, stop, paragraph)
            yield phrase
            behind = max(stop, phrase.stop)

    def _is_trade(self, around: Surroundings, position: int) -> bool:
        """Whether an occupation follows `Independent`, directly or behind one word: the Independent turf contractor."""
        words = around.words
        for at in range(position, min(position + 2, len(words))):
            if not words[at].gap.isspace() or words[at].start in around.inside_name:
                return False
            if self._noun_length(words, at):
                return words[at].low in self.lexicon.roles.occupation
        return False

    def _possible_nouns(self, around: Surroundings) -> list[int]:
        """Where a phrase's noun can stand: listed words, ends of occupations, whatever stands before a name."""
        words, opens_name, endings, nouns = around.words, around.opens_name, self.endings, self.nouns
        leading = {i - 1 for i, word in enumerate(words) if word.start in opens_name} if opens_name else set()
        last_letters = self._last_letters  # which most words do not have, as one look tells
        return [
            i
            for i, word in enumerate(words)
            if word.low in nouns or i in leading or (word.text[-2:] in last_letters and word.text.endswith(endings))
        ]

    def _noun_length(self, words: list[Word], position: int) -> int:
        lower = words[position].low
        forms = self.nouns.get(lower)
        if forms is None or (lower in self.lexicon.roles.abbreviations and not words[position].text.isupper()):
            return 0
        for form in forms:
            part = words[position : position + len(form)]
            same = len(part) == len(form) and all(w.low == f for w, f in zip(part, form, strict=True))
            if same and all(w.gap.isspace() for w in part[1:]):
                return len(form)
        return 0

    def _unlisted_noun(self, around: Surroundings, position: int) -> int:
        """An occupation that no list has, by its place: `, a retired glass blower`, `Labour haulier Ida Oake`."""
        words, roles = around.words, self.lexicon.roles
        word = words[position]
        if word.capital or len(word.text) < 5 or word.possessive:
            return 0
        follower = words[position + 1].start if position + 1 < len(words) else -1
        leads = follower in around.opens_name and words[position + 1].gap.isspace()
        if not leads and not word.text.endswith(self.endings):
            return 0
        token = around.evidence.tokens.get(word.start)
        if token is None or word.text in self.lexicon.kin:
            return 0
        if token.tag_ != "NN" and not (leads and token.tag_ in {"JJ", "VB", "VBP"}):  # rare nouns are mistagged
            return 0
        back = position
        while back > 0 and words[back].gap.isspace() and position - back < 4:
            before = words[back - 1]
            if before.low in roles.determiners or around.parties.at(before.start) is not None:
                break
            back -= 1
        by = words[position - 1].low in roles.agents if position and word.gap.isspace() else False
        if leads and by and word.text.isalpha() and word.text.endswith(self.endings) and token.tag_ == "NN":
            return 1  # unseated by scaffolder Ida Oake
        if leads and position - back < 3:
            former = words[back].low in roles.former and position > back
            party = back > 0 and words[back].gap.isspace() and around.parties.at(words[back - 1].start)
            if former or (party and word.text.endswith(self.endings)):
                return 1
        if not word.text.endswith(self.endings) or back == 0 or words[back - 1].low not in {"a", "an"}:
            return 0
        return int(words[back].gap.isspace() and words[back - 1].gap[:1] == ",")

    def _phrase(self, around: Surroundings, head: int, stop: int, paragraph: int) -> RolePhrase:
        words, text, parties = around.words, around.text, around.parties
        first = head
        party: str | None = None
        party_span: TextSpan | None = None
        nearest_party = -1
        former = False
        while first > 0:
            word = words[first - 1]
            named = parties.at(word.start)
            ends = word.end
            if named is not None and named.span.end <= words[first].start:
                ends = named.span.end  # JD(S) candidate
            between = text[ends : words[first].start]
            possessive = bool(_POSSESSIVE.fullmatch(between))
            if not (between.isspace() or possessive or _AGED.fullmatch(between)) or word.start in around.inside_name:
                break
            if named is not None and (
                party is None or (party_span and party_span.start <= word.start < party_span.end)
            ):
                party, party_span = named.name, named.span
                former = False  # a Tory former minister is a Tory
                if nearest_party < 0:
                    nearest_party = first
                first = _first_of(words, first - 1, named.span)
                continue
            owner = (
                parties.at(words[first - 2].start)
                if word.text == "of" and first > 1 and party is None and first < head
                else None
            )
            if owner is not None and word.gap.isspace():  # Green Party of Alberta leader
                party, party_span, nearest_party = owner.name, owner.span, head
                first = _first_of(words, first - 2, owner.span)
                break
            if possessive or named is not None or not self._modifies(around, first - 1):
                break
            former = former or word.low in self.lexicon.roles.former
            first -= 1
        if not self._determiner(text, words, first) and party is None:
            first = self._article_before(around, first)
        determiner = self._determiner(text, words, first)
        phrase_start = words[first - 1].start if determiner and determiner != "'s" else words[first].start
        noun = " ".join(w.low for w in words[head:stop])
        start, roles = first, self.lexicon.roles
        if words[start].gap[-1:] == "-" and words[start].text == "year-old" and start < head:
            start += 1  # a 41-year-old [vet]
        if nearest_party >= 0 and not self._party_belongs(words[nearest_party:head], noun):
            start = max(start, nearest_party)
        elif nearest_party >= 0 and party_span is not None and not self._keeps_owner(noun):
            possessed = _POSSESSIVE.match(text, party_span.end) is not None
            start = max(start, nearest_party) if possessed and words[start].start <= party_span.start else start
        while start < head and (words[start].low in roles.moods or words[start].text in {"the", "a", "an"}):
            start += 1
        end = self.complements.end(around, stop, noun)
        stop_word = stop
        while stop_word < len(words) and words[stop_word].start < end:
            owned = parties.at(words[stop_word].start)
            if owned is not None and party is None:  # leader of the Conservative group
                party, party_span = owned.name, owned.span
            stop_word += 1
        role = TextSpan(words[min(start, head)].start, end)
        return RolePhrase(
            noun, role, TextSpan(phrase_start, end), paragraph, determiner, first, stop_word, party, party_span, former
        )

    def _article_before(self, around: Surroundings, first: int) -> int:
        """Where `a kura kaupapa teacher`, `a sheep and beef farmer` begin: at an article behind a comma."""
        words, at = around.words, first
        while at > 1 and first - at < 4 and words[at].gap.isspace():
            at -= 1
            word = words[at]
            if word.low in {"a", "an"}:
                return at + 1 if words[at].gap.startswith(",") else first
            token = around.evidence.tokens.get(word.start)
            odd = token is not None and ((token.tag_ == "VBZ" and word.low[-1] != "s") or "-" in word.text)
            plain = token is not None and (odd or token.tag_ in _IN_A_NAME or word.low == "and")
            if not plain or word.possessive or word.start in around.inside_name:
                return first
            if word.low in self.lexicon.role_nouns and words[at + 1].low == "and":
                return first  # a farmer and former judge: two roles
        return first

    def _determiner(self, text: str, words: list[Word], first: int) -> str:
        if first == 0:
            return ""
        before, gap = words[first - 1], words[first].gap
        if _UP_TO_DETERMINER.fullmatch(gap) and before.low in self.lexicon.roles.determiners:
            return before.text
        return "'s" if _POSSESSIVE.fullmatch(text[before.end : words[first].start]) else ""

    def _keeps_owner(self, noun: str) -> bool:
        """Labour's deputy leader; but Labour's [state secretary]."""
        return noun in self.lexicon.roles.keeps_owner or noun.rsplit(" ", 1)[-1] in self.lexicon.roles.keeps_owner

    def _party_belongs(self, between: list[Word], noun: str) -> bool:
        """Whether the party is part of the role: Labour group leader, but a Democratic [school board president]."""
        roles = self.lexicon.roles
        if noun in roles.occupation or noun not in self.lexicon.role_nouns:
            return False
        if " " in noun and (noun in roles.public or (noun.endswith(" minister") and noun not in roles.government)):
            return False
        return all(w.low in roles.leadership | roles.levels for w in between)

    def _modifies(self, around: Surroundings, position: int) -> bool:
        word = around.words[position]
        lower = word.low
        if lower in self.lexicon.roles.determiners:
            return False
        token = around.evidence.tokens.get(word.start)
        if lower in self.lexicon.roles.modifiers or lower in self.lexicon.role_nouns:
            before = around.words[position - 1].start if position else -1
            # Oake [defeated] councillor Tom Fell
            return not (before in around.inside_name and lower.endswith("ed") and word.gap.isspace())
        if lower == "year-old":
            return True
        if token is None or word.text in self.lexicon.not_names.openers:
            return False
        previous = around.evidence.tokens.get(around.words[position - 1].start) if position else None
        if token.tag_ == "VBN" and previous is not None and previous.lower_ in {"had", "has", "have"}:
            return False  # the vote has [left] Opposition Leader Ida Oake
        if token.tag_ == "VBG":  # [sole remaining] councillor; not: after beating councillor Tom Fell
            told = previous is not None and (
                previous.tag_ in {"JJ", "PRP$"} or previous.lower_ in self.lexicon.roles.modifiers
            )
            return told and word.gap.isspace()
        return token.tag_ in {"JJ", "JJS", "NN", "NNP", "VBN", "NNS"} and not (
            token.tag_ == "VBN" and token.is_sent_start
        )


def _first_of(words: list[Word], position: int, party: TextSpan) -> int:
    """The first of the words that end at `position` and name the party."""
    while position > 0 and words[position - 1].start >= party.start:
        position -= 1
    return position
