"""Who is mentioned where, for pronouns to stand for: people by name or description, and unnamed ones in the way.

>>> from newsfacts.annotating import load
>>> from newsfacts.annotating.people_knowledge import read_people_lexicon
>>> doc = load()("Ida Oake met a spokesman. She left.")
>>> finder = EventFinder(doc, read_people_lexicon(), doc._.newsfacts_mentions[:1])
>>> [(event.person.name if event.person else None, event.subject) for event in finder.find()]
[('Ida Oake', True), (None, False)]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Gender, Mention, Person, TextSpan
from newsfacts.annotating.view import TokensByStart, view_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "attr"})
# Tags of a role that leads up to its name.
_LEADING_UP = frozenset({"NN", "NNP", "NNPS", "JJ", "DT", "HYPH", "CC", "VBN", "RB", "POS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_LEAD = 40  # tokens of the role that a sentence opens with
_LONGEST_GLOSS = 12  # tokens between a name and the relative clause about its bearer
_SUBORDINATE = re.compile(r"^\W*(?:After|Before|When|While|As|Although|Though|Because|Since|If|Once|Until|Unless)\b")


@dataclass(slots=True)
class Event:
    """Somebody mentioned. `person` is None for the unnamed, who only stand in the way."""

    start: int
    end: int
    person: Person | None
    gender: Gender | None
    paragraph: int
    sentence: int
    subject: bool
    possessive: bool
    speaks: bool
    key: object


class EventFinder:
    """Makes the events of one document out of its mentions and role phrases."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon, mentions: list[Mention]) -> None:
        self.doc = doc
        self.view = view_of(doc)
        self.text = self.view.text
        self.lexicon = lexicon
        self.mentions = mentions
        self.paragraph_starts = [paragraph.start for paragraph in doc._.newsfacts_layout.paragraphs]
        self.sentence_starts = [sent.start_char for sent in doc.sents]
        self.tokens = TokensByStart(doc)

    def find(self) -> list[Event]:
        """Everybody mentioned, in text order."""
        return sorted([*self._named(), *self._unnamed()], key=lambda event: event.start)

    def _named(self) -> Iterator[Event]:
        for mention in self.mentions:
            yield self.event(mention.span, mention.person, mention.person.gender)

    def _unnamed(self) -> Iterator[Event]:
        """People without a name: a spokesman, one resident, his wife."""
        phrases: list[RolePhrase] = self.doc._.newsfacts_roles
        covered: set[int] = set()
        for phrase in phrases:
            covered.update(range(*phrase.phrase))
            determined = phrase.determiner.lower() in self.lexicon.roles.singular or phrase.determiner == "'s"
            if phrase.person is None and determined and not self._qualifies(phrase.phrase):
                yield self.event(phrase.phrase, None, self.lexicon.roles.gender(phrase.noun))
        kin = self.lexicon.roles.kin_male | self.lexicon.roles.kin_female
        unnamed = kin | self.lexicon.roles.stand_ins
        for index, noun in enumerate(self.view.lowers):
            if (
                noun in unnamed
                and index
                and self.view.starts[index] not in covered
                and self._determined(self.doc[index])
            ):
                token = self.doc[index]
                yield self.event(TextSpan(token.idx, token.idx + len(token)), None, self.lexicon.roles.gender(noun))

    def _determined(self, token: Token) -> bool:
        """Whether the noun is a phrase of its own, not part of a name's apposition: `husband Tom Fell`; `Ida Oake, the
        daughter of a miner`."""
        if token.i + 1 < len(self.doc) and token.nbor(1).tag_ == "NNP":
            return False
        for back in range(1, 4):
            if token.i - back < 0:
                return False
            before = token.nbor(-back)
            if before.lower_ in self.lexicon.roles.singular or before.tag_ == "POS":
                return not self._apposed(token, before) and not self._named_next(token)
            if before.tag_ not in {"JJ", "NN", "NNP", "CD", "VBN", "HYPH"}:
                return False
        return False

    def _qualifies(self, span: TextSpan) -> bool:
        """Whether a noun follows at once, which the phrase only qualifies: `a general election`."""
        last = self._last_token(span)
        return last is not None and last.i + 1 < len(self.doc) and last.nbor(1).tag_ in {"NN", "NNS"}

    def _named_next(self, token: Token) -> bool:
        """Whether the name of the one meant follows: `his wife, Ida Oake, sits for Stowe`."""
        if token.i + 2 >= len(self.doc) or token.nbor(1).text != ",":
            return False
        name = next((m for m in self.mentions if m.span.start == token.nbor(2).idx), None)
        return name is not None and self.text[name.span.end : name.span.end + 1] in set(",.:;")

    def _apposed(self, token: Token, determiner: Token) -> bool:
        """Whether the phrase stands right behind a name and its comma, and says something of whoever bears it."""
        named = self.doc[determiner.i - 2].idx if determiner.i > 1 and determiner.nbor(-1).text == "," else -1
        of = token.i + 1 < len(self.doc) and token.nbor(1).lower_ == "of"
        return of and any(m.span.start <= named < m.span.end for m in self.mentions)

    def event(self, span: TextSpan, person: Person | None, gender: Gender | None) -> Event:
        """The event of a phrase; of somebody unnamed without a `person`."""
        last = self._last_token(span)
        subject = last is not None and self._is_subject(last, span)
        possessive = self.text[span.end : span.end + 2] in {"'s", "’s", "' ", "’ "} or (
            last is not None and last.tag_ == "PRP$"
        )
        if subject and self._in_opening_clause(span.start):
            subject = False
        return Event(
            span.start,
            span.end,
            person,
            gender,
            max(0, bisect_right(self.paragraph_starts, span.start) - 1),
            bisect_right(self.sentence_starts, span.start) - 1,
            subject and not possessive,
            possessive,
            last is not None and self._speaks(last, span),
            person if person is not None else span,
        )

    def _speaks(self, last: Token, span: TextSpan) -> bool:
        """Whether a verb of saying stands directly behind or, inverted, before."""
        verbs = self.lexicon.not_names.speech_verbs
        first = self.tokens[span.start]
        following = self._behind(last)
        if (following is not None and following.lower_ in verbs) or self._reports(first):
            return True
        return first.i > 0 and first.nbor(-1).lower_ in verbs

    def _reports(self, first: Token) -> bool:
        """Whether "according to" stands before the name and its title."""
        before = self.view.lowers[max(0, first.i - 4) : first.i]
        return before[-2:] == ["according", "to"] or before[-3:-1] == ["according", "to"]

    def _behind(self, last: Token) -> Token | None:
        """The word behind a name, past an age: `Ida Oake, 27, said`."""
        first = last.i + 1
        words = self.view.texts[first : first + 4]
        if len(words) == 4 and words[0] == words[2] == "," and words[1].isdigit():
            return self.doc[first + 3]
        return self.doc[first] if words else None

    def _in_opening_clause(self, offset: int) -> bool:
        """Whether `offset` is in the clause that opens its sentence before the main one: `After Ida Oake won, ...`."""
        start = self.sentence_starts[bisect_right(self.sentence_starts, offset) - 1]
        return bool(_SUBORDINATE.match(self.text[start : start + 14])) and "," not in self.text[start:offset]

    def _last_token(self, span: TextSpan) -> Token | None:
        start = self.tokens.get(span.start)
        if start is None:
            return None
        last = start
        while last.i + 1 < len(self.doc) and last.nbor(1).idx < span.end:
            last = last.nbor(1)
        return last

    def _is_subject(self, last: Token, span: TextSpan) -> bool:
        token: Token | None = last
        first = self.tokens[span.start]
        if self._reports(first) or last.dep_ == "ROOT":  # according to Ida Oake; And Ida Oake?
            return True
        while token is not None and token.i >= first.i:
            if token.dep_ in _SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in _SUBJECTS):
                return True
            token = token.nbor(-1) if token.i else None
        # The parser fails at quotation marks: `," said Ida Oake`, `Ida Oake, who ..., said`.
        if first.i and first.nbor(-1).lower_ in self.lexicon.verbs:
            return self.text[: first.nbor(-1).idx].rstrip()[-1:] in "\"”’'»"
        following = self._behind(last)
        if following is None:
            return False
        if following.lower_ in self.lexicon.verbs and following.tag_ in {"VBD", "VBZ"}:
            return True
        if following.text in {",", "("} and self._related(last):
            return True
        if self._opens_sentence(first) and (following.text in {",", "("} or following.tag_ in _FINITE):
            return True
        if first.i and first.nbor(-1).text == "," and following.text == "," and following.i + 1 < len(self.doc):
            return following.nbor(1).tag_ in {"VBD", "VBZ", "VBP", "MD"}  # her deputy, Tom Fell, agreed
        return bool(first.is_sent_start) and following.text in self.lexicon.postnominals

    def _related(self, last: Token) -> bool:
        """Whether a relative clause tells what the bearer of a name does: `Ida Oake, MP for Stowe, who has left`."""
        end = min(last.i + _LONGEST_GLOSS, last.sent.end)
        for i in range(last.i + 1, end - 1):
            if self.view.texts[i] == "," and self.view.lowers[i + 1] == "who":
                return True
            if self.view.tags[i] in _FINITE or self.view.texts[i] in {";", ":"}:
                return False
        return False

    def _opens_sentence(self, first: Token) -> bool:
        """Whether nothing but a role stands before a name in its sentence: `Green leader Ida Oake, who won, left`."""
        start = first.sent.start
        if first.i - start > _LONGEST_LEAD:
            return False
        return all(self.doc[i].tag_ in _LEADING_UP or self.doc[i].is_space for i in range(start, first.i))
