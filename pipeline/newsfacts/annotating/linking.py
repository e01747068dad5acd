"""Names of one word, with a title, or within a longer sequence: to whom each belongs.

    >>> from newsfacts.annotating import load
    >>> doc = load()("Ida Oake won. Ms Oake thanked her husband Joe. Weary Oake aides slept.")
    >>> [(p.name, len(p.mentions)) for p in doc._.newsfacts_people]
    [('Ida Oake', 3), ('Joe', 1)]

A title, a list of results or a relative makes a person of a single name; any other needs a full name in the text.
"""

from __future__ import annotations

import re

from newsfacts.annotating.drafts import Draft, Drafts, surface
from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.name_words import NameParts
from newsfacts.annotating.names import Candidate
from newsfacts.annotating.nicknames import add_nicknames
from newsfacts.annotating.people_knowledge import PeopleLexicon, fold
from newsfacts.annotating.single_names import SingleNames
from newsfacts.annotating.types import Quotation
from newsfacts.annotating.weighing import PERSON, Weigher


class Linker:
    """Lays the names that are not full ones to the people of a document."""

    def __init__(
        self,
        text: str,
        quotations: tuple[Quotation, ...],
        lexicon: PeopleLexicon,
        evidence: Evidence,
        known: Drafts,
    ) -> None:
        self.text = text
        self.quotations = quotations
        self.lexicon = lexicon
        self.evidence = evidence
        self.weigher = Weigher(evidence)
        self.known = known

    def link(self, rest: list[Candidate]) -> None:
        """Lay every candidate of `rest` to its bearer, or leave it out."""
        rest.sort(key=lambda c: c.start)
        rest = [candidate for candidate in rest if not self._add_titled(candidate)]
        single = SingleNames(self.text, self.lexicon, self.evidence, self.known)
        single.add_listed(rest)
        single.add_relatives(rest)
        for candidate in rest:
            self._link(candidate)
        add_nicknames(self.text, self.quotations, self.known)

    def _add_titled(self, candidate: Candidate) -> bool:
        """Lay a titled name to its bearer; a new person if the text has no fuller name. Whether it was one."""
        title = candidate.title
        if title is None:
            return False
        parts = self.known.parts(candidate)
        known = self._titled_bearer(candidate, parts)
        if known is not None:
            self.known.mention(known, candidate)
            if title.gender:
                known.genders.insert(0, title.gender)
            return True
        if candidate.paragraph in self.evidence.headings and not (title.kept or title.gender):
            return False
        if title.weak and not self._weak_title_holds(candidate):
            return False
        if self.evidence.exact.get((candidate.start, candidate.end)) and title.weak:
            return False
        if len(candidate.words) > 1 and self.weigher.score(candidate) < PERSON:
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
        draft = self.known.new(parts, candidate, title.gender or self.known.gender(candidate, parts))
        if title.gender:
            draft.genders.append(title.gender)
        self.known.mention(draft, candidate, full=True)
        return True

    def _weak_title_holds(self, candidate: Candidate) -> bool:
        """Whether `President Oake` is a person by more than its capitals."""
        score = 1.5 if self.evidence.label(candidate) == "PERSON" else 0.0
        outer = self.evidence.entities.get((candidate.outer.start, candidate.end))
        score += 1.5 if outer == "PERSON" else 0.0
        score += 1.0 if self.weigher.does(candidate) else 0.0
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

    def _titled_bearer(self, candidate: Candidate, parts: NameParts) -> Draft | None:
        title = candidate.title
        assert title is not None
        gender = title.gender
        full = [d for d in self.known.by_surname[fold(parts.surname)] if not gender or d.gender in (None, gender)]
        if parts.given:
            exact = [d for d in full if self.known.same(d, parts, gender) or self.known.is_tail(d, candidate)]
            return exact[0] if exact else None
        if title.given:
            named = [d for d in self.known.by_given[fold(parts.surname)] if d.kept_title or not full]
            if len(named) == 1:
                return named[0]
        if full:
            return self.known.choose(full, candidate)
        # The surname stands first in some languages, and double-barrelled ones are cut short.
        first = [d for d in self.known.by_given[fold(parts.surname)] if not gender or d.gender in (None, gender)]
        return first[0] if len(first) == 1 and not title.given and not title.kept else None

    def _link(self, candidate: Candidate) -> None:
        """Lay a bare surname, a given name or a known name within a longer sequence to its bearer."""
        text = candidate.text
        if (
            len(candidate.words) == 1
            or candidate.words[0].text in self.lexicon.particles
            or fold(text) in self.known.by_surname
        ):
            draft = self.known.bearer(candidate, text)
            if draft is not None and self._usable(candidate, draft):
                self.known.mention(draft, candidate)
            return
        tails = [d for d in self.known.bearers(candidate) if self.known.is_tail(d, candidate)]
        if len(tails) == 1:
            self.known.mention(tails[0], candidate)
        else:
            self._link_inside(candidate)

    def _usable(self, candidate: Candidate, draft: Draft) -> bool:
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
                draft = self.known.named_exactly(part, candidate)
                if draft is not None:
                    inner = Candidate(
                        part, candidate.first + position, candidate.first + position + length, candidate.paragraph
                    )
                    inner.end = part[-1].end
                    inner.text = surface(self.text[inner.start : inner.end])
                    self.known.mention(draft, inner)
                    position += length - 1
                    break
            position += 1
