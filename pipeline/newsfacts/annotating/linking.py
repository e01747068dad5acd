"""Names of one word, with a title, or within a longer sequence: to whom each belongs.

    >>> from newsfacts.annotating import load
    >>> doc = load()("Ida Oake won. Ms Oake thanked her husband Joe. Weary Oake aides slept.")
    >>> [(p.name, len(p.mentions)) for p in doc._.newsfacts_people]
    [('Ida Oake', 3), ('Joe', 1)]

A title, a list of results or a relative makes a person of a single name; any other needs a full name in the text.
"""

from __future__ import annotations

import re

from newsfacts.annotating.drafts import Draft, Drafts, NameMention, surface
from newsfacts.annotating.evidence import PERSON, Evidence
from newsfacts.annotating.names import Candidate, NameParts
from newsfacts.annotating.people_knowledge import PeopleLexicon, fold
from newsfacts.annotating.types import Quotation, TextSpan

_NUMBER_AHEAD = re.compile(r"\s*[:,–—-]?\s*\d[\d,. ]*\b(?!\s*(?:%|per))")
KNOWN_AS = re.compile(
    r"\b(?:known|nicknamed|dubbed|called|styled|christened|branded|label+ed)\b[^.\n]{0,60}$", re.IGNORECASE
)


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
        self.known = known

    def link(self, rest: list[Candidate]) -> None:
        """Lay every candidate of `rest` to its bearer, or leave it out."""
        rest.sort(key=lambda c: c.start)
        rest = [candidate for candidate in rest if not self._add_titled(candidate)]
        self._add_listed(rest)
        self._add_relatives(rest)
        for candidate in rest:
            self._link(candidate)
        self._add_nicknames()

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

    def _add_listed(self, rest: list[Candidate]) -> None:
        """Single names in a list of results: `Ind Marlow 80`, `Toft (Lab) 907`."""
        for candidate in list(rest):
            if len(candidate.words) != 1 or candidate.title or self.known.bearers(candidate):
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
            draft = self.known.new(self.known.parts(candidate), candidate, None)
            self.known.mention(draft, candidate, full=True)
            rest.remove(candidate)

    def _add_relatives(self, rest: list[Candidate]) -> None:
        """Relatives with a given name only: `her husband Joe`, `his wife, Ada,`."""
        kin = self.lexicon.roles.kin_male | self.lexicon.roles.kin_female
        for candidate in list(rest):
            before = candidate.before[-1] if candidate.before else None
            given = self.lexicon.first_name(candidate.text)
            if len(candidate.words) > 1 or candidate.title or before is None:
                continue
            between = self.text[before.end : candidate.start]
            apposed = between.strip() == "," and self.text[candidate.end : candidate.end + 2] == ", "
            if given is None and not (apposed and self._may_be_given(candidate)):
                continue
            if given and given.also and (between.strip() or candidate.text in self.lexicon.not_names.openers):
                continue
            if (
                before.text.lower() not in kin
                or between.strip() not in {"", ","}
                or self.known.bearer(candidate, candidate.text)
            ):
                continue
            if between.strip() and self.text[candidate.end : candidate.end + 1] not in {",", "."}:
                continue
            draft = self.known.new(self.known.parts(candidate), candidate, None)
            told = self.lexicon.roles.gender(before.text)
            gender = told or (given.gender if given else None)
            if gender:
                draft.genders.append(gender)
            self.known.mention(draft, candidate, full=True)
            rest.remove(candidate)

    def _may_be_given(self, candidate: Candidate) -> bool:
        """Whether an unlisted word behind `her husband,` can only be his name."""
        word = candidate.words[0]
        known = self.lexicon.not_names
        nouns = known.demonyms | known.others | known.calendar | known.openers
        return word.text not in nouns and not word.possessive and not self.evidence.layers[word.start]

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

    def _add_nicknames(self) -> None:
        """Names in quotation marks: `known as "The Fox"`, `dubbed her "Tax-Hike Ida"`."""
        mentions = sorted((m for d in self.known.drafts for m in d.mentions), key=lambda m: m.span.start)
        for quotation in self.quotations:
            if not quotation.closed:
                continue
            inner = self.text[quotation.inner.start : quotation.inner.end]
            words = [w for w in re.split(r"\s+", inner.rstrip(".,;!?")) if w]
            if not 1 <= len(words) <= 4 or not words[0][0].isupper() or not words[-1][0].isupper():
                continue
            lead = self.text[max(0, quotation.outer.start - 90) : quotation.outer.start]
            if not KNOWN_AS.search(lead):
                continue
            inside = [m for m in mentions if quotation.inner.start <= m.span.start < quotation.inner.end]
            before = [m for m in mentions if quotation.outer.start - 200 < m.span.start < quotation.outer.start]
            if not inside and not re.search(r"\bas\s*$", lead):
                bearers = self.known.by_given.get(fold(words[-1]), []) + self.known.by_surname.get(fold(words[-1]), [])
                person = bearers[0].person if len(bearers) == 1 else None
            else:
                person = (inside or before[-1:])[0].person if inside or before else None
            draft = next((d for d in self.known.drafts if d.person is person), None)
            if draft is None:
                continue
            alias = surface(inner.rstrip(".,;!?"))
            draft.surfaces.append((quotation.inner.start, alias))
            if not inside:
                span = TextSpan(quotation.inner.start, quotation.inner.start + len(inner.rstrip(".,;!?")))
                draft.mentions.append(NameMention(span, span, draft.person, quotation.paragraph))
