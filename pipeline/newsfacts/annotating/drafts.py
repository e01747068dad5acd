"""People while names are still being laid to them: drafts, found by surname and by given name.

    >>> from newsfacts.annotating.drafts import surface
    >>> surface("Mr  Oake")
    'Mr Oake'

`merging` makes drafts of full names, `linking` lays all other names to them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.name_words import NameParts, Word, name_parts, normalise
from newsfacts.annotating.names import Candidate
from newsfacts.annotating.people_knowledge import PeopleLexicon, fold
from newsfacts.annotating.types import Gender, Person, TextSpan

surface = normalise


@dataclass(slots=True)
class NameMention:
    """A name in the text. `span` is what stands for the person, `outer` has the title of office before it, too."""

    span: TextSpan
    outer: TextSpan
    person: Person
    paragraph: int
    full: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """A person while names are still being laid to them."""

    person: Person
    parts: NameParts
    kept_title: str = ""
    surfaces: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[NameMention] = field(default_factory=list)
    genders: list[Gender] = field(default_factory=list)

    @property
    def surname(self) -> str:
        return fold(self.parts.surname)

    @property
    def gender(self) -> Gender | None:
        return self.genders[0] if self.genders else None


class Drafts:
    """The people of one document as far as they are known."""

    def __init__(self, text: str, lexicon: PeopleLexicon, evidence: Evidence) -> None:
        self.text = text
        self.lexicon = lexicon
        self.evidence = evidence
        self.drafts: list[Draft] = []
        self.by_surname: defaultdict[str, list[Draft]] = defaultdict(list)
        self.by_given: defaultdict[str, list[Draft]] = defaultdict(list)

    def parts(self, candidate: Candidate) -> NameParts:
        words = [word.text for word in candidate.words]
        return name_parts(words, self.lexicon)

    def gender(self, candidate: Candidate, parts: NameParts) -> Gender | None:
        if candidate.title and candidate.title.gender:
            return candidate.title.gender
        for name in candidate.words:
            if name.text in self.lexicon.gendered:
                return self.lexicon.gendered[name.text]
        for word in parts.given:
            given = self.lexicon.first_name(word)
            if given and given.gender:
                return given.gender
        before = candidate.before[-1] if candidate.before else None
        if before is not None and self.text[before.end : candidate.start].strip() in {"", ","}:
            roles = self.lexicon.roles
            if before.low in roles.kin_male | roles.kin_female:
                return roles.gender(before.text)
        return None

    def new(self, parts: NameParts, candidate: Candidate, gender: Gender | None) -> Draft:
        kept = candidate.title_text if candidate.title and candidate.title.kept else ""
        name = surface(f"{kept} {candidate.text}")
        draft = Draft(Person(name=name), parts, kept)
        self.drafts.append(draft)
        self.by_surname[draft.surname].append(draft)
        if parts.given:
            self.by_given[fold(parts.given[0])].append(draft)
        if nickname := candidate.nickname.strip(" .()\"“”‘’'"):
            self.by_given[fold(nickname)].append(draft)
        return draft

    def same(self, draft: Draft, parts: NameParts, gender: Gender | None) -> bool:
        """Whether two full names with one surname are one person's."""
        if not draft.parts.given or not parts.given:
            return False
        if gender and draft.gender and gender != draft.gender and draft.parts.given != parts.given:
            return False
        ours, theirs = fold(draft.parts.given[0]).strip("."), fold(parts.given[0]).strip(".")
        if ours == theirs:
            return True
        if len(ours) == 1 or len(theirs) == 1:
            return ours[0] == theirs[0]
        return bool(self.lexicon.nicknames.get(ours, frozenset()) & self.lexicon.nicknames.get(theirs, frozenset()))

    def is_head(self, draft: Draft, candidate: Candidate) -> bool:
        """Whether the words open a longer name, as where the father's name comes last: Nur Aina, Nur Aina Oake."""
        words = [fold(word.text) for word in candidate.words]
        return 1 < len(words) < len(draft.parts.given) + 1 and words == [fold(word) for word in draft.parts.given]

    def is_tail(self, draft: Draft, candidate: Candidate) -> bool:
        """Whether the words are the two surnames of a longer name: Señora Peña Oake."""
        tail = [fold(word.text) for word in candidate.words]
        words = [fold(word) for word in draft.person.name.split()]
        return 1 < len(tail) < len(words) and words[-len(tail) :] == tail and self.lexicon.first_name(tail[0]) is None

    def choose(self, bearers: list[Draft], candidate: Candidate) -> Draft | None:
        """Among bearers of one surname: the only one known by now, or the one named last in these paragraphs."""
        if len(bearers) == 1:
            return bearers[0]
        before = [
            (max((m.span.start for m in d.mentions if m.span.start < candidate.start), default=-1), d) for d in bearers
        ]
        introduced = [(at, d) for at, d in before if at >= 0]
        if len(introduced) == 1:
            return introduced[0][1]
        if not introduced:
            return None
        # The one whom the text is about keeps the bare surname; relatives are named in full.
        counts = sorted(((len(d.mentions), -at, d) for at, d in introduced), key=lambda c: c[:2], reverse=True)
        if counts[0][0] >= 2 * counts[1][0]:
            return counts[0][2]
        near = [d for _, d in introduced if self._is_near(d, candidate)]
        return near[0] if len(near) == 1 else None

    def _is_near(self, draft: Draft, candidate: Candidate) -> bool:
        return any(
            candidate.paragraph - 1 <= m.paragraph <= candidate.paragraph and m.span.start < candidate.start
            for m in draft.mentions
        )

    def bearers(self, candidate: Candidate) -> list[Draft]:
        return self.by_surname.get(fold(self.parts(candidate).surname), [])

    def bearer(self, candidate: Candidate, text: str) -> Draft | None:
        surname = self.by_surname.get(fold(text), [])
        if surname:
            return self.choose(surname, candidate)
        given = self.by_given.get(fold(text), [])
        given = [d for d in given if len(d.parts.given[0]) > 1]
        if len(given) == 1:
            return given[0]
        return self.choose(given, candidate) if given else None

    def named_exactly(self, part: list[Word], candidate: Candidate) -> Draft | None:
        words = [word.text for word in part]
        if len(part) > 1:
            parts = name_parts(words, self.lexicon)
            return next(
                (d for d in self.by_surname.get(fold(parts.surname), []) if parts.given and self.same(d, parts, None)),
                None,
            )
        if candidate.paragraph not in self.evidence.headings and not (
            part[0] is candidate.words[-1] and self._opens_with_a_word(candidate)
        ):
            return None
        bearers = self.by_surname.get(fold(words[0]), [])
        return bearers[0] if len(bearers) == 1 else None

    def _opens_with_a_word(self, candidate: Candidate) -> bool:
        """Whether the first capital is the sentence's: `Longtime Oake aides`, `Painting Oake as weak`."""
        first = candidate.words[0]
        token = self.evidence.tokens.get(first.start)
        if token is None or self.lexicon.first_name(first.text) or first.text in self.lexicon.not_names.place_starts:
            return False
        return len(candidate.words) == 2 and not candidate.title and (token.is_sent_start or token.tag_[:3] != "NNP")

    def mention(self, draft: Draft, candidate: Candidate, full: bool = False) -> None:
        title = candidate.title
        bare = TextSpan(candidate.start, candidate.end)
        outer = candidate.outer
        span = bare if title is None or (title.role and len(candidate.words) > 1) else outer
        draft.mentions.append(NameMention(span, outer, draft.person, candidate.paragraph, full))
        titled = title is not None and not title.plural and not (title.office and len(candidate.words) > 1)
        form = f"{candidate.title_text} {candidate.text}" if titled else candidate.text
        draft.surfaces.append((candidate.start, surface(form)))
        former = re.search(
            r"\b(?:former|ex|late|then)[\s-]+$",
            self.text[max(0, candidate.outer.start - 12) : candidate.outer.start],
            re.IGNORECASE,
        )
        alone = title is not None and (not title.office or (len(candidate.words) == 1 and not former))
        if title is not None and title.role and alone and not title.plural:
            role_end = candidate.title_start + len(candidate.title_text)
            role_start = candidate.title_start
            role = self.text[role_start:role_end]
            if role == candidate.title_text and former and former.group().lower().startswith("former"):
                role_start -= len(former.group())
                role = self.text[role_start:role_end]
            if role.endswith(candidate.title_text) and role not in draft.person.roles:
                draft.person.roles.append(role)
                draft.person.role_spans.append(TextSpan(role_start, role_end))

    def finish(self) -> tuple[list[Person], list[NameMention]]:
        mentions: list[NameMention] = []
        for draft in self.drafts:
            draft.mentions.sort(key=lambda m: m.span.start)
            person = draft.person
            person.mentions = [m.span for m in draft.mentions]
            person.gender = draft.gender
            seen = {person.name}
            for _, form in sorted(draft.surfaces):
                if form not in seen:
                    seen.add(form)
                    person.aliases.append(form)
            mentions += draft.mentions
        mentions.sort(key=lambda m: m.span)
        people = sorted((d.person for d in self.drafts), key=lambda p: p.mentions[0])
        return people, mentions
