"""From names to people: which names stand for one person, and which of one word are names at all.

    >>> from newsfacts.annotating.merging import surface
    >>> surface("Mr  Oake")
    'Mr Oake'

Full names come first and make the people; titled, bare and given names are then laid to them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc

from newsfacts.annotating.evidence import PERSON, Evidence
from newsfacts.annotating.names import Candidate, NameParts, Word, name_parts, normalise
from newsfacts.annotating.people_knowledge import PeopleLexicon, fold
from newsfacts.annotating.types import Gender, Person, TextSpan

surface = normalise
_NUMBER_AHEAD = re.compile(r"\s*[:,–—-]?\s*\d[\d,. ]*\b(?!\s*(?:%|per))")
_KNOWN_AS = re.compile(r"\b(?:known|nicknamed|dubbed|called|styled|christened|branded)\b[^.\n]{0,60}$", re.IGNORECASE)


@dataclass(slots=True)
class NameMention:
    """A name in the text. `span` is what stands for the person, `outer` has the title of office before it, too."""

    span: TextSpan
    outer: TextSpan
    person: Person
    paragraph: int
    full: bool = False


@dataclass(slots=True, eq=False)
class _Draft:
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


class Merger:
    """Makes people of a document's candidates."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon, evidence: Evidence, candidates: list[Candidate]) -> None:
        self.text = doc.text
        self.doc = doc
        self.lexicon = lexicon
        self.evidence = evidence
        self.candidates = candidates
        self.drafts: list[_Draft] = []
        self.by_surname: defaultdict[str, list[_Draft]] = defaultdict(list)
        self.by_given: defaultdict[str, list[_Draft]] = defaultdict(list)

    def merge(self) -> tuple[list[Person], list[NameMention]]:
        """The people and their names, both in text order."""
        rest: list[Candidate] = []
        doubtful: list[Candidate] = []
        for candidate in self.candidates:
            if not self._is_full(candidate):
                rest.append(candidate)
            elif self.lexicon.first_name(candidate.words[0].text) or candidate.title:
                self._add_full(candidate)
            else:
                doubtful.append(candidate)
        for candidate in doubtful:
            # Crooked Ida Oake: a known name with a word before it is no other person.
            inside = any(self._is_tail(d, candidate) for d in self._bearers(candidate)) or any(
                self._named_exactly(candidate.words[i:], candidate) for i in range(1, len(candidate.words) - 1)
            )
            if inside:
                rest.append(candidate)
            else:
                self._add_full(candidate)
        rest.sort(key=lambda c: c.start)
        rest = [candidate for candidate in rest if not self._add_titled(candidate)]
        self._add_listed(rest)
        self._add_relatives(rest)
        for candidate in rest:
            self._link(candidate)
        self._add_nicknames()
        return self._finish()

    # Full names

    def _is_full(self, candidate: Candidate) -> bool:
        if len(candidate.words) < 2:
            return False
        if not self._parts(candidate).given:
            return False
        return self.evidence.score(candidate) >= PERSON

    def _add_full(self, candidate: Candidate) -> None:
        parts = self._parts(candidate)
        gender = self._gender(candidate, parts)
        draft = next((d for d in self.by_surname[fold(parts.surname)] if self._same(d, parts, gender)), None)
        if draft is None:
            draft = next((d for d in self.by_given[fold(parts.given[0])] if self._is_head(d, candidate)), None)
        if draft is None:
            draft = self._new(parts, candidate, gender)
        else:
            self._prefer(draft, candidate, parts)
        self._mention(draft, candidate, full=True)
        if gender:
            draft.genders.append(gender)

    def _parts(self, candidate: Candidate) -> NameParts:
        words = [word.text for word in candidate.words]
        return name_parts(words, self.lexicon)

    def _gender(self, candidate: Candidate, parts: NameParts) -> Gender | None:
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
            if before.text.lower() in roles.kin_male | roles.kin_female:
                return roles.gender(before.text)
        return None

    def _new(self, parts: NameParts, candidate: Candidate, gender: Gender | None) -> _Draft:
        kept = candidate.title_text if candidate.title and candidate.title.kept else ""
        name = surface(f"{kept} {candidate.text}")
        draft = _Draft(Person(name=name), parts, kept)
        self.drafts.append(draft)
        self.by_surname[draft.surname].append(draft)
        if parts.given:
            self.by_given[fold(parts.given[0])].append(draft)
        return draft

    def _same(self, draft: _Draft, parts: NameParts, gender: Gender | None) -> bool:
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

    def _prefer(self, draft: _Draft, candidate: Candidate, parts: NameParts) -> None:
        """Keep the fullest form of the name; of equal ones the first, but not one in capitals."""
        kept = candidate.title_text if candidate.title and candidate.title.kept else ""
        name = surface(f"{kept} {candidate.text}")
        old = draft.person.name
        if old.isupper() != name.isupper():
            better = old.isupper()
        else:
            better = (len(name.split()), len(name)) > (len(old.split()), len(old))
        if better:
            draft.surfaces.append((-1, old))
            draft.person.name, draft.parts = name, parts
            draft.kept_title = kept or draft.kept_title

    # Names of one word, or with a title

    def _add_titled(self, candidate: Candidate) -> bool:
        """Lay a titled name to its bearer; a new person if the text has no fuller name. Whether it was one."""
        title = candidate.title
        if title is None:
            return False
        parts = self._parts(candidate)
        known = self._titled_bearer(candidate, parts)
        if known is not None:
            self._mention(known, candidate)
            if title.gender:
                known.genders.insert(0, title.gender)
            return True
        if candidate.paragraph in self.evidence.headings and not (title.kept or title.gender):
            return False
        if title.weak and not self._weak_title_holds(candidate):
            return False
        if self.evidence.exact.get((candidate.start, candidate.end)) and title.weak:
            return False
        if len(candidate.words) > 1 and self.evidence.score(candidate) < PERSON:
            return False
        if not candidate.words[0].capital or candidate.text in self.lexicon.not_names.organisation_heads:
            return False
        if title.kept and candidate.text in self.lexicon.not_names.place_heads:
            return False
        if candidate.text.lower() in self.lexicon.role_nouns and not title.gender:
            return False  # Lord Chancellor, General Secretary
        if title.kept and candidate.text.lower() in {
            "chancellor",
            "speaker",
            "mayor",
            "advocate",
            "lieutenant",
            "justice",
            "provost",
        }:
            return False
        draft = self._new(parts, candidate, title.gender or self._gender(candidate, parts))
        if title.gender:
            draft.genders.append(title.gender)
        self._mention(draft, candidate, full=True)
        return True

    def _weak_title_holds(self, candidate: Candidate) -> bool:
        """Whether `President Oake` is a person by more than its capitals."""
        score = 1.5 if self.evidence.label(candidate) == "PERSON" else 0.0
        outer = self.evidence.entities.get((candidate.outer.start, candidate.end))
        score += 1.5 if outer == "PERSON" else 0.0
        score += 1.0 if self.evidence._does(candidate) else 0.0
        known = self.lexicon.not_names
        text = candidate.words[-1].text
        if (
            text in known.place_heads
            or text in known.organisation_heads
            or text in known.demonyms
            or text in known.others
        ):
            score -= 3.0
        if candidate.paragraph in self.evidence.headings:
            score -= 1.0
        return score >= 1.0

    def _titled_bearer(self, candidate: Candidate, parts: NameParts) -> _Draft | None:
        title = candidate.title
        assert title is not None
        gender = title.gender
        full = [d for d in self.by_surname[fold(parts.surname)] if not gender or d.gender in (None, gender)]
        if parts.given:
            exact = [d for d in full if self._same(d, parts, gender) or self._is_tail(d, candidate)]
            return exact[0] if exact else None
        if title.given:
            named = [d for d in self.by_given[fold(parts.surname)] if d.kept_title or not full]
            if len(named) == 1:
                return named[0]
        if full:
            return self._choose(full, candidate)
        # The surname stands first in some languages, and double-barrelled ones are cut short.
        first = [d for d in self.by_given[fold(parts.surname)] if not gender or d.gender in (None, gender)]
        return first[0] if len(first) == 1 and not title.given and not title.kept else None

    def _is_head(self, draft: _Draft, candidate: Candidate) -> bool:
        """Whether the words open a longer name, as where the father's name comes last: Nur Aina, Nur Aina Oake."""
        words = [fold(word.text) for word in candidate.words]
        return 1 < len(words) < len(draft.parts.given) + 1 and words == [fold(word) for word in draft.parts.given]

    def _is_tail(self, draft: _Draft, candidate: Candidate) -> bool:
        """Whether the words are the two surnames of a longer name: Señora Peña Oake."""
        tail = [fold(word.text) for word in candidate.words]
        words = [fold(word) for word in draft.person.name.split()]
        return 1 < len(tail) < len(words) and words[-len(tail) :] == tail and self.lexicon.first_name(tail[0]) is None

    def _choose(self, bearers: list[_Draft], candidate: Candidate) -> _Draft | None:
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

    def _is_near(self, draft: _Draft, candidate: Candidate) -> bool:
        return any(
            candidate.paragraph - 1 <= m.paragraph <= candidate.paragraph and m.span.start < candidate.start
            for m in draft.mentions
        )

    def _add_listed(self, rest: list[Candidate]) -> None:
        """Single names in a list of results: `Ind Andrews 160`, `Baird (Lab) 1135`."""
        for candidate in list(rest):
            if len(candidate.words) != 1 or candidate.title or self._bearers(candidate):
                continue
            after = self.text[candidate.end : candidate.end + 30]
            before = candidate.before[-1] if candidate.before else None
            follows_party = (
                before is not None
                and self.evidence.is_party(before.start)
                and self.text[before.end : candidate.start].isspace()
            )
            bracket = re.match(r"\s+\(", after)
            party_in_brackets = bracket and self.evidence.is_party(candidate.end + bracket.end())
            closing = after.find(")")
            counted = (
                _NUMBER_AHEAD.match(after)
                if follows_party
                else closing > 0 and _NUMBER_AHEAD.match(after[closing + 1 :])
            )
            if not counted or not (follows_party or party_in_brackets):
                continue
            known = self.lexicon.not_names
            word = candidate.words[0].text
            if (
                word in known.calendar
                or word in known.others
                or word in known.openers
                or word in known.organisation_heads
            ):
                continue
            draft = self._new(self._parts(candidate), candidate, None)
            self._mention(draft, candidate, full=True)
            rest.remove(candidate)

    def _add_relatives(self, rest: list[Candidate]) -> None:
        """Relatives with a given name only: `her husband Paul`, `his wife, Ada,`."""
        kin = self.lexicon.roles.kin_male | self.lexicon.roles.kin_female
        for candidate in list(rest):
            before = candidate.before[-1] if candidate.before else None
            given = self.lexicon.first_name(candidate.text)
            if len(candidate.words) > 1 or candidate.title or before is None or given is None:
                continue
            between = self.text[before.end : candidate.start]
            if given.also and (between.strip() or candidate.text in self.lexicon.not_names.openers):
                continue
            if (
                before.text.lower() not in kin
                or between.strip() not in {"", ","}
                or self._bearer(candidate, candidate.text)
            ):
                continue
            if between.strip() and self.text[candidate.end : candidate.end + 1] not in {",", "."}:
                continue
            draft = self._new(self._parts(candidate), candidate, None)
            told = self.lexicon.roles.gender(before.text)
            if told or given.gender:
                draft.genders.append(told or given.gender)  # type: ignore[arg-type]  # one of them is told
            self._mention(draft, candidate, full=True)
            rest.remove(candidate)

    def _bearers(self, candidate: Candidate) -> list[_Draft]:
        return self.by_surname.get(fold(self._parts(candidate).surname), [])

    def _link(self, candidate: Candidate) -> None:
        """Lay a bare surname, a given name or a known name within a longer sequence to its bearer."""
        text = candidate.text
        if (
            len(candidate.words) == 1
            or candidate.words[0].text in self.lexicon.particles
            or fold(text) in self.by_surname
        ):
            draft = self._bearer(candidate, text)
            if draft is not None and self._usable(candidate, draft):
                self._mention(draft, candidate)
            return
        tails = [d for d in self._bearers(candidate) if self._is_tail(d, candidate)]
        if len(tails) == 1:
            self._mention(tails[0], candidate)
        else:
            self._link_inside(candidate)

    def _bearer(self, candidate: Candidate, text: str) -> _Draft | None:
        surname = self.by_surname.get(fold(text), [])
        if surname:
            return self._choose(surname, candidate)
        given = self.by_given.get(fold(text), [])
        given = [d for d in given if len(d.parts.given[0]) > 1]
        if len(given) == 1:
            return given[0]
        return self._choose(given, candidate) if given else None

    def _usable(self, candidate: Candidate, draft: _Draft) -> bool:
        """Whether a single capitalised word is the name here, and not the month, the party or the adjective."""
        word = candidate.words[0]
        before = candidate.before[-1].text.lower() if candidate.before else ""
        if word.text in {"May", "March", "April", "June", "August"}:
            after = self.text[candidate.end : candidate.end + 6]
            if (
                before in self.lexicon.not_names.before_months
                or re.match(r",?\s+\d", after)
                or re.search(r"\d\s+$", self.text[: candidate.start][-4:])
            ):
                return False
        exact = self.evidence.exact.get((candidate.start, candidate.end), 0)
        if exact and self.evidence.label(candidate) != "PERSON" and before in {"in", "at", "for", "the", "of", "from"}:
            return False
        token = self.evidence.tokens.get(word.start)
        if token is None:
            return True
        opens = not candidate.before or self.text[candidate.before[-1].end : word.start].strip(" \n\"“‘'") in {
            ".",
            "?",
            "!",
        }
        common = self.lexicon.first_name(word.text)
        wordlike = (common is not None and common.also == "word") or word.text in self.lexicon.not_names.openers
        return not (opens and wordlike and not token.tag_.startswith("NNP"))

    def _link_inside(self, candidate: Candidate) -> None:
        """Known names within a sequence that is no name as a whole, as in headlines and before bodies."""
        position = 0
        words = candidate.words
        while position < len(words):
            for length in (3, 2, 1):
                part = words[position : position + length]
                if len(part) < length:
                    continue
                draft = self._named_exactly(part, candidate)
                if draft is not None:
                    inner = Candidate(
                        part, candidate.first + position, candidate.first + position + length, candidate.paragraph
                    )
                    inner.end = part[-1].end
                    inner.text = surface(self.text[inner.start : inner.end])
                    self._mention(draft, inner)
                    position += length - 1
                    break
            position += 1

    def _named_exactly(self, part: list[Word], candidate: Candidate) -> _Draft | None:
        words = [word.text for word in part]
        if len(part) > 1:
            parts = name_parts(words, self.lexicon)
            return next(
                (d for d in self.by_surname.get(fold(parts.surname), []) if parts.given and self._same(d, parts, None)),
                None,
            )
        if candidate.paragraph not in self.evidence.headings:
            return None
        bearers = self.by_surname.get(fold(words[0]), [])
        return bearers[0] if len(bearers) == 1 else None

    def _add_nicknames(self) -> None:
        """Names in quotation marks: `known as "The Fox"`, `dubbed her "Tax-Hike Ida"`."""
        mentions = sorted((m for d in self.drafts for m in d.mentions), key=lambda m: m.span.start)
        for quotation in self.doc._.newsfacts_layout.quotations:
            if not quotation.closed:
                continue
            inner = self.text[quotation.inner.start : quotation.inner.end]
            words = [w for w in re.split(r"\s+", inner.rstrip(".,;!?")) if w]
            if not 1 <= len(words) <= 4 or not words[0][0].isupper() or not words[-1][0].isupper():
                continue
            lead = self.text[max(0, quotation.outer.start - 90) : quotation.outer.start]
            if not _KNOWN_AS.search(lead):
                continue
            inside = [m for m in mentions if quotation.inner.start <= m.span.start < quotation.inner.end]
            before = [m for m in mentions if quotation.outer.start - 200 < m.span.start < quotation.outer.start]
            if not inside and not re.search(r"\bas\s*$", lead):
                bearers = self.by_given.get(fold(words[-1]), []) + self.by_surname.get(fold(words[-1]), [])
                person = bearers[0].person if len(bearers) == 1 else None
            else:
                person = (inside or before[-1:])[0].person if inside or before else None
            draft = next((d for d in self.drafts if d.person is person), None)
            if draft is None:
                continue
            alias = surface(inner.rstrip(".,;!?"))
            draft.surfaces.append((quotation.inner.start, alias))
            if not inside:
                span = TextSpan(quotation.inner.start, quotation.inner.start + len(inner.rstrip(".,;!?")))
                draft.mentions.append(NameMention(span, span, draft.person, quotation.paragraph))

    # Results

    def _mention(self, draft: _Draft, candidate: Candidate, full: bool = False) -> None:
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
            role = self.text[candidate.title_start : role_end]
            if role == candidate.title_text and role not in draft.person.roles:
                draft.person.roles.append(role)
                draft.person.role_spans.append(TextSpan(candidate.title_start, role_end))

    def _finish(self) -> tuple[list[Person], list[NameMention]]:
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
