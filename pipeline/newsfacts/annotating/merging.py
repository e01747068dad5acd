"""Full names to people: which of them are names at all, and which are one person's.

    >>> from newsfacts.annotating import load
    >>> doc = load()("Michael Fell won. Mike Fell thanked voters, and Fell left.")
    >>> [(p.name, p.aliases) for p in doc._.newsfacts_people]
    [('Michael Fell', ['Mike Fell', 'Fell'])]

Full names come first and make the people; `linking` then lays titled, bare and given names to them.
"""

from __future__ import annotations

from newsfacts.annotating.drafts import Draft, Drafts, NameMention, surface
from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.linking import Linker
from newsfacts.annotating.name_words import NameParts
from newsfacts.annotating.names import Candidate
from newsfacts.annotating.nicknames import KNOWN_AS
from newsfacts.annotating.people_knowledge import PeopleLexicon, fold
from newsfacts.annotating.types import Person, Quotation
from newsfacts.annotating.weighing import PERSON, Weigher


class Merger:
    """Makes people of a document's candidates."""

    def __init__(
        self,
        text: str,
        quotations: tuple[Quotation, ...],
        lexicon: PeopleLexicon,
        evidence: Evidence,
        candidates: list[Candidate],
    ) -> None:
        self.text = text
        self.quotations = quotations
        self.lexicon = lexicon
        self.evidence = evidence
        self.weigher = Weigher(evidence)
        self.candidates = [self._given_not_rank(candidate) for candidate in candidates]
        self.known = Drafts(text, lexicon, evidence)
        self.surnames = {
            c.words[-1].text
            for c in candidates
            if len(c.words) > 1 and (c.title or lexicon.first_name(c.words[0].text)) and c.words[0].capital
        }

    def merge(self) -> tuple[list[Person], list[NameMention]]:
        """The people and their names, both in text order."""
        rest: list[Candidate] = []
        doubtful: list[Candidate] = []
        pairs = {c.text for c in self.candidates if len(c.words) == 2 and self.lexicon.first_name(c.words[0].text)}
        for candidate in self.candidates:
            if not self._is_full(candidate) or self._runs_on(candidate, pairs):
                rest.append(candidate)
            elif candidate.title or (self._opens_with_given(candidate) and not self._is_dubbed(candidate)):
                self._add_full(candidate)
            else:
                doubtful.append(candidate)
        for candidate in doubtful:
            if self._holds_known(candidate):
                rest.append(candidate)
            else:
                self._add_full(candidate)
        Linker(self.text, self.quotations, self.lexicon, self.evidence, self.known).link(rest)
        return self.known.finish()

    def _given_not_rank(self, candidate: Candidate) -> Candidate:
        """`Col Oake` whom the text calls Mr Oake is no colonel: the short rank is the given name."""
        title, words = candidate.title, candidate.words
        if title is None or not title.role or len(words) != 1 or not candidate.before:
            return candidate
        given = candidate.before[-1]
        listed = self.lexicon.first_name(given.text)
        if given.start != candidate.title_start or listed is None or words[0].text not in self.evidence.called_mister:
            return candidate
        both = Candidate([given, *words], candidate.first - 1, candidate.stop, candidate.paragraph)
        both.before, both.end = candidate.before[:-1], candidate.end
        both.text = surface(self.text[both.start : both.end])
        return both

    def _is_full(self, candidate: Candidate) -> bool:
        if len(candidate.words) < 2:
            return False
        if not self.known.parts(candidate).given:
            return False
        return self.weigher.score(candidate) >= PERSON

    def _opens_with_given(self, candidate: Candidate) -> bool:
        """Whether the first word is a given name here, and not the surname of somebody the text has in full."""
        first = candidate.words[0].text
        if not self.lexicon.first_name(first):
            return False
        return first not in self.surnames or self.evidence.label(candidate) == "PERSON"

    def _runs_on(self, candidate: Candidate, pairs: set[str]) -> bool:
        """Whether a headline's verb has been taken for the end of a name: `Ida Oake Wins`."""
        words = candidate.words
        if len(words) < 3 or f"{words[0].text} {words[1].text}" not in pairs or candidate.suffix:
            return False
        token = self.evidence.tokens.get(words[2].start)
        verb = token is not None and token.tag_.startswith("VB")
        return verb or candidate.paragraph in self.evidence.headings or words[2].low in self.lexicon.verbs

    def _is_dubbed(self, candidate: Candidate) -> bool:
        """Whether the sequence is a nickname in quotation marks: labelled "Tax-Hike Ida"."""
        if (candidate.start, candidate.end) not in self.evidence.quoted:
            return False
        return KNOWN_AS.search(self.text[max(0, candidate.start - 90) : candidate.start]) is not None

    def _holds_known(self, candidate: Candidate) -> bool:
        """Whether a known name with a word before or behind it has been taken for another: Crooked Ida Oake."""
        words = candidate.words
        if any(self.known.is_tail(d, candidate) for d in self.known.bearers(candidate)):
            return True
        if any(self.known.named_exactly(words[i:], candidate) for i in range(1, len(words) - 1)):
            return True
        if self._is_dubbed(candidate):
            return True
        if words[0].text in self.surnames and self.weigher.score(candidate) < PERSON + 1.0:
            return True  # the Oake Foundation
        last, token = words[-1].text, self.evidence.tokens.get(words[0].start)
        known = last in self.surnames or (
            fold(last) in self.known.by_given and not self.known.by_surname.get(fold(last))
        )
        if len(words) != 2 or not known or token is None:
            return False
        # Longtime Oake aides, Dump Oake; but Ola Oake, whose given name no list has.
        opens = token.is_sent_start or candidate.paragraph in self.evidence.headings
        return opens or token.tag_ not in {"NNP", "NNPS"} or self.evidence.label(candidate) != "PERSON"

    def _add_full(self, candidate: Candidate) -> None:
        parts = self.known.parts(candidate)
        gender = self.known.gender(candidate, parts)
        draft = next((d for d in self.known.by_surname[fold(parts.surname)] if self.known.same(d, parts, gender)), None)
        if draft is None:
            draft = next(
                (d for d in self.known.by_given[fold(parts.given[0])] if self.known.is_head(d, candidate)), None
            )
        if draft is None:
            draft = self.known.new(parts, candidate, gender)
        else:
            self._prefer(draft, candidate, parts)
        self.known.mention(draft, candidate, full=True)
        if gender:
            draft.genders.append(gender)

    def _prefer(self, draft: Draft, candidate: Candidate, parts: NameParts) -> None:
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
