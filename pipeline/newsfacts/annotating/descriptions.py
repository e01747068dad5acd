"""Definite descriptions: whom "the Labour leader", "the councillor" and "the PM" stand for.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> doc = nlp("Tom Fell, the Green candidate, lost. The candidate blamed the weather.")
    >>> [doc.text[m.span.start : m.span.end] for m in doc._.newsfacts_descriptions]
    ['The candidate']

A description finds its person by a role that the text has given that person, by a title that says the same, by
party, or, where nobody has the role, by being the only one whom the paragraphs before are about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import parties_of
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.roles import RolePhrase, add_role
from newsfacts.annotating.types import Mention, MentionKind, Person, TextSpan
from newsfacts.annotating.view import view_of

_NEW_LEADER = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+\s+)?a\s+new\s+(?P<noun>leader|president|mayor|chairman|chair|prime\s+minister)\b",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"['’]s?\s+(?:government|administration|cabinet|premiership)\b")
_TAKES_OFFICE = re.compile(
    r"(?:\s*,[^,.;\n]{2,90},)?\s+(?:will\s+(?:now\s+)?become|becomes|became|has\s+become|has\s+been\s+elected(?:\s+as)?)\s+"
    r"(?:the\b|an?\b|[A-Z])"
)
_BY_AGE = re.compile(r"\b[Tt]he\s+\d\d-year-old\b(?=\s+(?:[a-z]+ed|said|says|told|wrote)\b|[,.])")
_REACH = 3  # paragraphs back to the one whom a description without a role is about


class DescriptionLinker:
    """Links the role phrases of a document that stand beside no name."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon, parties: dict[Person, str]) -> None:
        self.doc = doc
        self.text = view_of(doc).text
        self.lexicon = lexicon
        self.parties = parties
        self.party_index = parties_of(doc)
        self.names: list[NameMention] = doc._.newsfacts_names
        self.tags = dict(zip(view_of(doc).starts, view_of(doc).tags, strict=True))
        self.names_in: dict[int, list[NameMention]] = defaultdict(list)
        for mention in self.names:
            self.names_in[mention.paragraph].append(mention)
        self.by_noun: dict[str, list[tuple[Person, RolePhrase | None]]] = defaultdict(list)

    def link(self) -> list[Mention]:
        """Give each description its person, write new roles, and return the mentions."""
        phrases: list[RolePhrase] = self.doc._.newsfacts_roles
        for phrase in phrases:
            if phrase.person is not None:
                self._remember(phrase.noun, phrase.person, phrase)
        for mention in self.names:
            titles = self.text[mention.outer.start : mention.span.end].split()
            noun = self.lexicon.roles.titled.get(titles[0].rstrip(".").lower()) if titles else None
            if noun:
                self._remember(noun, mention.person, None)
        found: list[Mention] = []
        for phrase in phrases:
            if phrase.person is not None or not phrase.definite or self._plural_or_generic(phrase):
                continue
            person = (
                self._known_role(phrase)
                or self._by_party(phrase)
                or self._only_one_named(phrase)
                or self._head_of_government(phrase)
                or self._topic(phrase)
            )
            if person is None:
                continue
            phrase.person, phrase.linked = person, True
            self._remember(phrase.noun, person, phrase)
            add_role(self.text, phrase, person, self.lexicon)
            kind: MentionKind = (
                "role"
                if phrase.noun in self.lexicon.roles.leadership | self.lexicon.roles.government
                else "description"
            )
            found.append(Mention(phrase.phrase, person, kind))
        return [*found, *self._by_age()]

    def _by_age(self) -> Iterator[Mention]:
        """`The 84-year-old said`: the only one whom its paragraph has named before it."""
        layout = self.doc._.newsfacts_layout
        for match in _BY_AGE.finditer(self.text):
            if layout.quoted(match.start()):
                continue
            near = {
                id(m.person): m.person
                for m in self.names_in.get(layout.paragraph_at(match.start()), ())
                if m.span.start < match.start()
            }
            if len(near) == 1:
                yield Mention(TextSpan(*match.span()), next(iter(near.values())), "description")

    def _remember(self, noun: str, person: Person, phrase: RolePhrase | None) -> None:
        for key in {noun, self.lexicon.roles.same.get(noun, noun), noun.rsplit(" ", 1)[-1]}:
            self.by_noun[key].append((person, phrase))

    def _plural_or_generic(self, phrase: RolePhrase) -> bool:
        """`the leader of the council` and `the candidate vote` stand for nobody we can tell."""
        behind = re.compile(r"\s+").match(self.text, phrase.phrase.end)
        if behind and self.tags.get(behind.end()) in {"NN", "NNS"}:
            return True
        return bool(re.match(r"\s+(?:of|to)\s", self.text[phrase.phrase.end : phrase.phrase.end + 4])) or bool(
            re.match(r"['’]", self.text[phrase.phrase.end : phrase.phrase.end + 1])
            and phrase.noun in self.lexicon.roles.relational
        )

    def _known_role(self, phrase: RolePhrase) -> Person | None:
        """The only person who bears this role, of this party if it names one; "the new leader" may be another."""
        roles = self.lexicon.roles
        words = self.text[phrase.phrase.start : phrase.phrase.end].split()
        if "new" in words and phrase.noun in roles.leadership | roles.government | roles.representative:
            return None
        bearers: list[Person] = []
        for key in dict.fromkeys((phrase.noun, self.lexicon.roles.same.get(phrase.noun, phrase.noun))):
            for person, known in self.by_noun.get(key, ()):
                if known is not None and known.phrase.start > phrase.phrase.start:
                    continue
                if phrase.former and (known is None or not known.former):
                    continue  # the former mayor is seldom the one who is mayor
                if known is None and person.mentions[0].start > phrase.phrase.start:
                    continue
                own = self.parties.get(person)
                if phrase.party is not None and phrase.party != (known.party if known and known.party else own):
                    continue
                if not self._gender_fits(phrase, person) or person in bearers:
                    continue
                bearers.append(person)
        if len(bearers) == 1 and (phrase.party or self._fits_alone(phrase)):
            return bearers[0]
        return None

    def _fits_alone(self, phrase: RolePhrase) -> bool:
        """Without a party, `the candidate` needs to follow its person closely unless nobody else could be meant."""
        return phrase.noun not in self.lexicon.roles.relational

    def _by_party(self, phrase: RolePhrase) -> Person | None:
        """The Lib Dem candidate, where one person only is a Lib Dem."""
        if phrase.party is None or phrase.noun not in self.lexicon.roles.party | self.lexicon.roles.representative:
            return None
        members = [
            p
            for p, party in self.parties.items()
            if party == phrase.party and p.mentions[0].start < phrase.phrase.start
        ]
        return members[0] if len(members) == 1 and self._gender_fits(phrase, members[0]) else None

    def _only_one_named(self, phrase: RolePhrase) -> Person | None:
        """`Ida Oake was back. / The Labour minister took the last seat`: nobody else has been named yet."""
        if phrase.party is None or phrase.former or phrase.noun not in self.lexicon.roles.representative:
            return None
        before = {id(m.person): m for m in self.names if m.span.start < phrase.phrase.start}
        if len(before) != 1:
            return None
        last = next(iter(before.values()))
        start, _ = self.doc._.newsfacts_layout.paragraphs[phrase.paragraph]
        known = any(
            p.person is last.person and p.phrase.start < phrase.phrase.start for p in self.doc._.newsfacts_roles
        )
        told = self.parties.get(last.person, phrase.party) != phrase.party
        if known or told or phrase.paragraph - last.paragraph != 1 or phrase.phrase.start != start:
            return None
        return last.person if self._gender_fits(phrase, last.person) else None

    def _head_of_government(self, phrase: RolePhrase) -> Person | None:
        """The PM: the only person named with the seat of government, in this paragraph or the one before."""
        if phrase.noun not in self.lexicon.roles.head_of_government or phrase.party is not None:
            return None
        governing = {
            id(m.person): m.person
            for m in self.names
            if m.span.start < phrase.phrase.start and _GOVERNMENT.match(self.text, m.outer.end)
        }
        if governing:
            person = next(iter(governing.values()))
            return person if len(governing) == 1 and self._gender_fits(phrase, person) else None
        for paragraph in (phrase.paragraph, phrase.paragraph - 1):
            people = {
                id(m.person): m.person for m in self.names_in.get(paragraph, ()) if m.span.start < phrase.phrase.start
            }
            if len(people) > 1:
                return None
            if people:
                person = next(iter(people.values()))
                return person if self._beside_seat(paragraph) and self._gender_fits(phrase, person) else None
        return None

    def _beside_seat(self, paragraph: int) -> bool:
        start, end = self.doc._.newsfacts_layout.paragraphs[paragraph]
        inside = self.text[start:end]
        return any(seat in inside for seat in self.lexicon.roles.seats_of_government)

    def _topic(self, phrase: RolePhrase) -> Person | None:
        """The only one whom the paragraphs before are about, if the description may fit."""
        lead = self.text[: phrase.phrase.start]
        roles = self.lexicon.roles
        new = (
            phrase.noun in {"leader", "president", "mayor", "chair", "chairman", "prime minister"}
            and "new" in self.text[phrase.phrase.start : phrase.phrase.end].split()
        )
        if new:
            return self._new_leader(phrase)
        if phrase.noun in roles.representative and "new" in self.text[phrase.phrase.start : phrase.phrase.end].split():
            return self._newly_elected(phrase)
        if phrase.noun in roles.government and phrase.party is None:
            return self._ousted(phrase)
        if phrase.noun in roles.leadership:
            return self._leader(phrase) if phrase.party is not None else None
        former = re.search(r"\b(?:former|ex|veteran|one-time)\b", self.text[phrase.phrase.start : phrase.phrase.end])
        worker = phrase.noun in roles.occupation - roles.bystanders
        if (worker or (former and phrase.party is None)) and self._opens_clause(lead):
            near = self._only_one_near(phrase, 0) or self._only_one_near(phrase, 1)
            return near if near is not None and not self._introduced_elsewhere(phrase) else None
        return None

    def _new_leader(self, phrase: RolePhrase) -> Person | None:
        """`Labour has a new leader after Ida Oake beat ...`: the new leader is Ida Oake."""
        for match in _NEW_LEADER.finditer(self.text, 0, phrase.phrase.start):
            following = next((m for m in self.names if m.span.start > match.end()), None)
            if following is None or following.span.start - match.end() > 60:
                continue
            between = self.text[match.end() : following.span.start]
            if re.fullmatch(r"\s*(?:after|as|:|,|-|–|—|called|named|in)\s*(?:\w+\s+)?", between):
                return following.person
        return None

    def _newly_elected(self, phrase: RolePhrase) -> Person | None:
        """`The new MP`: the only person who, the text says, has become or will become something."""
        elected = {
            id(m.person): m.person
            for m in self.names
            if m.span.start < phrase.phrase.start and _TAKES_OFFICE.match(self.text, m.outer.end)
        }
        person = next(iter(elected.values())) if len(elected) == 1 else None
        return person if person is not None and self._gender_fits(phrase, person) else None

    def _ousted(self, phrase: RolePhrase) -> Person | None:
        """`Stowe has a new mayor after voters ousted Ida Oake`: the mayor, not yet gone, is Ida Oake."""
        for match in _NEW_LEADER.finditer(self.text, 0, phrase.phrase.start):
            following = next((m for m in self.names if m.span.start > match.end()), None)
            if following is None or match["noun"].lower() != phrase.noun:
                continue
            between = self.text[match.end() : following.outer.start]
            if "\n" not in between and between.rstrip().endswith(tuple(self.lexicon.roles.ousts)):
                return following.person if self._gender_fits(phrase, following.person) else None
        return None

    def _leader(self, phrase: RolePhrase) -> Person | None:
        """`The Labour leader`, when one person only has been named, without a role, and Labour beside that person."""
        before = {id(m.person): m.person for m in self.names if m.span.start < phrase.phrase.start}
        if len(before) != 1:
            return None
        person = next(iter(before.values()))
        last = max(m.paragraph for m in self.names if m.person is person and m.span.start < phrase.phrase.start)
        known = [p for p in self.doc._.newsfacts_roles if p.person is person and p.phrase.start < phrase.phrase.start]
        if known or phrase.paragraph - last > _REACH or not self._gender_fits(phrase, person):
            return None
        if person in self.parties and self.parties[person] != phrase.party:
            return None
        start, _ = self.doc._.newsfacts_layout.paragraphs[last]
        return (
            person
            if any(p.name == phrase.party for p in self.party_index.between(start, phrase.phrase.start))
            else None
        )

    def _only_one_near(self, phrase: RolePhrase, reach: int) -> Person | None:
        near = {
            id(m.person): m.person
            for paragraph in range(phrase.paragraph - reach, phrase.paragraph + 1)
            for m in self.names_in.get(paragraph, ())
            if m.span.start < phrase.phrase.start
        }
        person = next(iter(near.values())) if len(near) == 1 else None
        return person if person is not None and self._gender_fits(phrase, person) else None

    def _opens_clause(self, lead: str) -> bool:
        return bool(
            re.search(
                r"(?:^|[.!?\n]|[.!?][\"”’']|,)\s*(?:(?:After|But|And|Before|When|While|Yet|Still|In|On|At|Later)\b[^.!?\n,]{0,40}\s)?$",
                lead[-80:],
            )
        )

    def _introduced_elsewhere(self, phrase: RolePhrase) -> bool:
        """Whether the noun has been used of somebody unnamed before: a farmer ... the farmer."""
        noun = re.escape(phrase.noun)
        return bool(
            re.search(
                rf"\b(?:an?|one|another)\s+(?:[\w-]+\s+){{0,3}}{noun}\b",
                self.text[: phrase.phrase.start],
                re.IGNORECASE,
            )
        )

    def _gender_fits(self, phrase: RolePhrase, person: Person) -> bool:
        told = self.lexicon.roles.gender(phrase.noun)
        return told is None or person.gender is None or told == person.gender
