"""Descriptions that somebody speaks under after a name has been given: "the realtor and former sprinter told a crowd".

    >>> from newsfacts.annotating import load
    >>> doc = load()('Ida Oake beat Tom Fell.\\n\\n"I ran," the 38-year-old vet and former sprinter said.')
    >>> [(doc.text[m.span.start : m.span.end], m.person.name) for m in doc._.newsfacts_mentions[2:]]
    [('the 38-year-old vet and former sprinter', 'Ida Oake')]

Here the phrases are found, with what they tell of their bearer; `pronouns` finds out who is meant, as it does for "he".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Gender, Mention, Person, TextSpan
from newsfacts.annotating.view import view_of

_INSIDE = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "CD", "HYPH", "VBN", "AFX", "RBS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_CLOSING = frozenset("\"”’'")
_COMPLEMENTS = frozenset({"for", "from"})
_OTHERS = frozenset({"of", "to", "with"})  # the aide to Ida Oake is another
_LONGEST = 12  # words of a description
_LONGEST_RELATIVE = 25  # tokens of ", who won the seat in May," before the verb of saying
_AGE = re.compile(r"^\w+\s+(\d\d)-year-old\b")
_AGED = re.compile(r"(?:\s*,|\s+\()\s*(?:aged\s+|who\s+is\s+)?(\d\d)\s*[,.;)]")
_TELLING = re.compile(
    r"\b(?:\d\d-year-old|former|ex-\w+|retired|one-time|\w+-turned-\w+|\w+-(?:based|born|educated)|"
    r"(?:one|two|three|four|five|six|first|second)-(?:term|time)|(?:father|mother|grandfather|grandmother)\s+of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Variation:
    """A definite description that is a subject.

    `noun` is its head in lower case, and `age` what it begins with: the 38-year-old vet. `speaks` if its verb is one
    of saying; with any other it only tells whom the pronouns behind it may stand for. `office` if one person at a time
    is called so, and the article calls nobody so.
    """

    span: TextSpan
    noun: str
    gender: Gender | None
    party: str | None
    age: int | None
    speaks: bool
    office: bool = False
    former: bool = False
    heading: bool = False


class VariationFinder:
    """Finds the descriptions of one document that stand beside a verb of saying and that no role has resolved."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon, mentions: list[Mention]) -> None:
        self.doc = doc
        self.view = view_of(doc)
        self.lexicon = lexicon
        self.layout = doc._.newsfacts_layout
        self.known = {mention.span.start for mention in mentions}
        self.phrases: dict[int, RolePhrase] = {p.phrase.start: p for p in doc._.newsfacts_roles}
        self.bearers: dict[str, list[tuple[int, Person]]] = defaultdict(list)
        for phrase in doc._.newsfacts_roles:
            if phrase.person is not None:
                for key in self._keys(phrase.noun):
                    self.bearers[key].append((phrase.phrase.start, phrase.person))
        self._remember_titles(doc._.newsfacts_names)
        self.offices: dict[Person, set[str]] = defaultdict(set)
        for phrase in doc._.newsfacts_roles:
            if phrase.person is not None and not phrase.former and phrase.noun in lexicon.roles.representative:
                self.offices[phrase.person].update(self._keys(phrase.noun) - lexicon.roles.any_office)
        self.ages = _ages(self.view.text, doc._.newsfacts_names)

    def _headings(self) -> Iterator[Variation]:
        """Headlines and cross-heads that begin with an office and a verb of saying: Premier says he will stay."""
        view, roles = self.view, self.lexicon.roles
        for start, end in self.layout.paragraphs:
            first = bisect_left(view.starts, start)
            said = next((i for i in range(first, first + 4) if view.lowers[i : i + 1] and self._says(i)), None)
            if said is None or view.text[end - 1] in ".?!\"”’'":
                continue
            noun = " ".join(view.lowers[first:said])
            if noun in roles.leadership | roles.government:
                yield Variation(TextSpan(start, view.end(said - 1)), noun, None, None, None, True, heading=True)

    def _says(self, i: int) -> bool:
        return self.view.lowers[i] in self.lexicon.not_names.speech_verbs

    def _remember_titles(self, names: list[NameMention]) -> None:
        """Titles say what their bearers are: Rep. Ida Oake is a representative."""
        for mention in names:
            title = self.view.text[mention.outer.start : mention.span.start].split()
            noun = self.lexicon.roles.titled.get(title[-1].rstrip(".").lower()) if title else None
            if noun:
                self.bearers[noun].append((mention.span.start, mention.person))

    def find(self) -> Iterator[Variation]:
        """The descriptions in text order."""
        yield from self._headings()
        for first, word in enumerate(self.view.lowers):
            if word != "the" or self.view.starts[first] in self.known or self.layout.quoted(self.view.starts[first]):
                continue
            last = self._end(first)
            speaks = last is not None and self._speaks(first, last)
            if last is not None and (speaks or self._is_subject(first, last)):
                variation = self._read(first, last, speaks)
                if variation is not None:
                    yield variation

    def meant(self, variation: Variation, person: Person) -> bool:
        """Whether the description can be one of this person."""
        if variation.gender is not None and person.gender not in (None, variation.gender):
            return False
        if variation.party is not None and person.party not in (None, variation.party):
            return False
        if variation.age is not None and self.ages.get(person, variation.age) != variation.age:
            return False
        bearers = self._bearers(variation)
        if bearers and not variation.former:
            return person in bearers
        offices = self.offices.get(person)
        keys = self._keys(variation.noun)
        roles = self.lexicon.roles
        return not offices or variation.noun not in roles.representative or bool(keys & (offices | roles.any_office))

    def told(self, variation: Variation) -> Person | None:
        """The only one of whom the article says that age; behind a headline, the only one who holds that office."""
        if variation.heading:
            found = {id(p): p for key in self._keys(variation.noun) for _, p in self.bearers.get(key, ())}
            return next(iter(found.values())) if len(found) == 1 else None
        aged = [person for person, age in self.ages.items() if age == variation.age]
        return aged[0] if len(aged) == 1 and self.meant(variation, aged[0]) else None

    def _bearers(self, variation: Variation) -> set[Person]:
        """Those of whom the text before says the same."""
        return {
            person
            for key in self._keys(variation.noun)
            for start, person in self.bearers.get(key, ())
            if start < variation.span.start
        }

    def _keys(self, noun: str) -> set[str]:
        roles = self.lexicon.roles
        last = noun.partition(" of ")[0].rsplit(" ", 1)[-1]
        return {noun, last, roles.same.get(noun, noun), roles.titled.get(last.rstrip("."), noun)}

    def _end(self, first: int) -> int | None:
        """One past the last token of the noun phrase that "the" opens; None where its head is no singular noun."""
        view = self.view
        i = first + 1
        while i < min(len(view.texts), first + 1 + _LONGEST):
            joins = view.lowers[i] == "and" and i + 1 < len(view.tags) and view.tags[i + 1] in _INSIDE
            if joins or view.tags[i] in _INSIDE or view.texts[i] == "-":
                i += 1
            elif view.lowers[i] == "of" and i + 1 < len(view.tags) and view.tags[i + 1] == "CD":
                i += 2
            else:
                break
            if view.lowers[i - 1] == "old" and view.lowers[i : i + 1] and view.lowers[i].endswith("ed"):
                break  # the 38-year-old growled, whatever the tagger calls it
        while i > first + 1 and view.tags[i - 1] == "VBN" and view.lowers[i - 1] in self.lexicon.not_names.speech_verbs:
            i -= 1  # the vet added
        return i if i > first + 1 and view.tags[i - 1] in {"NN", "NNP", "CD", "JJ"} else None

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands behind the phrase, past a place or a relative clause, or before it."""
        view, verbs = self.view, self.lexicon.not_names.speech_verbs
        if last < len(view.texts) and view.lowers[last] in _OTHERS:
            return False
        if first and view.lowers[first - 1] in verbs:
            return view.text[: view.starts[first - 1]].rstrip()[-1:] in "\"”’',"
        if last + 1 < len(view.texts) and view.lowers[last] in _COMPLEMENTS and view.texts[last + 1][:1].isupper():
            last += 2
            while last < len(view.texts) and (view.texts[last][:1].isupper() or view.texts[last] in {"-", "and"}):
                last += 1
        if view.lowers[last : last + 2] == [",", "who"]:
            stop = min(last + _LONGEST_RELATIVE, len(view.texts) - 1)
            last = next((i + 1 for i in range(last + 2, stop) if self._closes(i)), last)
        while last < len(view.texts) and view.tags[last] == "RB":
            last += 1
        if last == len(view.texts):
            return False
        if view.lowers[last - 1] == "old" and view.lowers[last].endswith("ed"):
            return True
        if view.tags[last] not in _FINITE:
            return False
        quoting = view.text[: view.starts[first]].rstrip()[-1:] in _CLOSING and view.tags[last] in {"VBD", "VBZ"}
        return quoting or view.lowers[last] in verbs

    def _is_subject(self, first: int, last: int) -> bool:
        """Whether the phrase is the subject of the verb at `last`, by the parse."""
        finite = last < len(self.doc) and self.view.tags[last] in _FINITE
        return finite and any(self.doc[i].dep_ == "nsubj" and self.doc[i].head.i == last for i in range(first, last))

    def _closes(self, comma: int) -> bool:
        return self.view.texts[comma] == "," and self.view.lowers[comma + 1] in self.lexicon.not_names.speech_verbs

    def _read(self, first: int, last: int, speaks: bool) -> Variation | None:
        """The description of tokens `first` to `last`, exclusive; None where it can be nobody who has been named."""
        view, roles = self.view, self.lexicon.roles
        span = TextSpan(view.starts[first], view.end(last - 1))
        text = view.text[slice(*span)]
        phrase = self.phrases.get(span.start)
        if phrase is not None and phrase.person is not None:
            return None
        age = _AGE.match(text)
        telling = bool(_TELLING.search(text)) or " and " in text
        words = view.lowers[first + 1 : last]
        if "new" in words:
            return None  # who that is only the result can tell
        office = False
        noun = phrase.noun if phrase is not None else words[words.index("of") - 1] if "of" in words else words[-1]
        if age and text.endswith("-old"):
            noun = f"{age[1]}-year-old"
        elif telling:
            listed = noun in self.lexicon.role_nouns | roles.stand_ins | self.lexicon.kin
            if not listed and not noun.endswith(tuple(roles.personal_endings)):
                return None
        elif noun in roles.leadership | roles.government:
            office = not any(key in self.bearers for key in self._keys(noun))
        elif noun in roles.bystanders or noun not in roles.representative | roles.occupation | roles.varied:
            return None
        if self._introduced(noun, span.start):
            return None
        party = phrase.party if phrase is not None else None
        former = phrase is not None and phrase.former
        return Variation(span, noun, roles.gender(noun), party, int(age[1]) if age else None, speaks, office, former)

    def _introduced(self, noun: str, before: int) -> bool:
        """Whether somebody unnamed has been called so: one Tory councillor ... the councillor."""
        lead = rf"\b(?:an?|one|another)\s+(?:[\w.-]+\s+){{0,4}}{re.escape(noun)}\b"
        named = {phrase.phrase.end for phrase in self.phrases.values() if phrase.person is not None}
        found = re.finditer(lead, self.view.text[:before], re.IGNORECASE)
        return any(match.end() not in named for match in found)


def _ages(text: str, names: list[NameMention]) -> dict[Person, int]:
    """The ages behind names: Ida Oake, 38, ..."""
    ages: dict[Person, int] = {}
    for mention in names:
        match = _AGED.match(text, mention.outer.end)
        if match:
            ages.setdefault(mention.person, int(match[1]))
    return ages
