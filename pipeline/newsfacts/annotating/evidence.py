"""Evidence for and against a capitalised sequence being a person's name, weighed into one number.

    >>> from newsfacts.annotating.evidence import PERSON
    >>> PERSON
    2.0

A title or a known first name alone suffices where nothing speaks against it; the entity recogniser's word
does not.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter

from spacy.tokens import Doc

from newsfacts.annotating.name_words import Word
from newsfacts.annotating.names import Candidate
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.view import TokensByStart, view_of

PERSON = 2.0
LAYERS = ("parties", "constituencies", "outlets", "institutions")
_PARTY, _SEAT, _OUTLET, _BODY, _LONE = 1, 2, 4, 8, 16
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_THING_LABELS = frozenset({"ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "NORP", "LANGUAGE"})
_BYLINE = re.compile(
    r"(?:^|[|—–-]\s*)(?:additional\s+)?(?:reporting\s+|written\s+|editing\s+|words\s+|story\s+)?by:?\s+"
    r"(?:[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){1,2}(?:,|\s+and)\s+)*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:photos?|photographs?|pictures?|images?|credit|photographer)(?:graph)?\s*(?:/|:|\bby\b:?|credit:?)\s*$",
    re.IGNORECASE,
)
_AGE = re.compile(r",\s+(?:aged\s+)?\d\d?(?=[,.;])|\s\(\d\d\)")
_APPOSITION = re.compile(r",\s+(?:an?|the|one|who|whose|now|then|his|her|their|formerly|aged)\s", re.IGNORECASE)
_INDEFINITE = re.compile(r",\s+an?\s+((?:[a-z][\w-]*\s+){0,2}[a-z][\w-]*)")
_OF_PARTY = re.compile(r"\s+of(?:\s+the)?\s+|,?\s+\(|,\s+(?:the\s+|for\s+)?|,\s+[RDIL]-")
_PARTY_LETTER = re.compile(r"\s*(?:\((?:[RDIL]|[A-Z][a-z]+)\)|\([RDIL][-–][A-Z]|,\s+[RDIL][-–][A-Z])")


class Evidence:
    """What a document says about its candidates, paragraph by paragraph."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon) -> None:
        self.text = view_of(doc).text
        self.lexicon = lexicon
        self.tokens = TokensByStart(doc)
        self.layers = bytearray(len(self.text) + 1)
        self.exact: dict[tuple[int, int], int] = {}
        for bit, layer in enumerate(LAYERS):
            key = f"newsfacts/{layer}"
            for span in doc.spans.get(key, ()):
                self.exact[span.start_char, span.end_char] = (
                    self.exact.get((span.start_char, span.end_char), 0) | 1 << bit
                )
                lone = layer in {"outlets", "institutions"} and " " not in span.text
                for offset in range(span.start_char, span.end_char):
                    self.layers[offset] |= _LONE if lone else 1 << bit
        self.entities = {(ent.start_char, ent.end_char): ent.label_ for ent in doc.ents}
        self.quoted = {
            (q.inner.start, q.inner.start + len(self.text[q.inner.start : q.inner.end].rstrip(".,;!?")))
            for q in doc._.newsfacts_layout.quotations
        }
        self.words: dict[int, list[Word]] = {}
        self.headings: set[int] = set()
        self.titled: set[str] = set()
        self.placed: set[str] = set()
        self.polled: set[str] = set()
        self.alone: Counter[str] = Counter()
        self.speaking: set[str] = set()
        self.familiar: set[str] = set()

    def read_paragraph(self, index: int, words: list[Word]) -> None:
        """Take note of a paragraph's words before its candidates are weighed."""
        self.words[index] = words
        if is_heading(self.text, words):
            self.headings.add(index)
        for index, word in enumerate(words[1:-1], start=1):
            free = not words[index - 1].capital and (not words[index + 1].capital or words[index + 1].gap.strip())
            if word.capital and free and word.gap.isspace():
                self.alone[word.text] += 1
            apart = not words[index - 1].capital or word.gap.strip()
            if word.capital and apart and self._speaks(words[index - 1], word, words[index + 1]):
                self.speaking.add(word.text)
        for previous, word in itertools.pairwise(words):
            if previous.text in {"Mr", "Mrs", "Ms", "Miss", "Dr", "Sen", "Rep", "Cllr"}:
                self.titled.add(word.text)

    def _speaks(self, before: Word, word: Word, after: Word) -> bool:
        """`Oake said`, `", said Oake.`"""
        verbs = self.lexicon.not_names.speech_verbs
        token = self.tokens.get(word.start)
        if token is None or not token.tag_.startswith("NNP"):
            return False
        inverted = before.text in {"said", "says", "added"} and word.gap.isspace() and not after.gap.isspace()
        return inverted or (after.text in verbs and after.gap.isspace() and not word.possessive)

    def read_candidates(self, candidates: list[Candidate]) -> None:
        """Take note of the sequences behind a preposition of place, and of surnames behind known first names."""
        for candidate in candidates:
            if len(candidate.words) > 1 and self.lexicon.first_name(candidate.words[0].text):
                self.familiar.add(candidate.words[-1].text)
            before = candidate.before[-1] if candidate.before and not candidate.title else None
            if (
                before is not None
                and before.text.lower() in self.lexicon.not_names.place_prepositions
                and candidate.words[0].gap.isspace()
            ):
                self.placed.add(candidate.text)
                noun = candidate.before[-2].text.lower() if len(candidate.before) > 1 else ""
                opens = before.text == "In" and self.text[candidate.end : candidate.end + 1] == ","
                given = self.lexicon.first_name(candidate.words[0].text)
                if (before.text == "in" and noun in self.lexicon.not_names.poll_nouns) or (opens and not given):
                    self.polled.add(candidate.text)

    def barred(self, word: Word) -> bool:
        """Whether the word belongs to a party, or to an outlet or institution of several words (Fox is a surname)."""
        return bool(self.layers[word.start] & (_PARTY | _OUTLET | _BODY))

    def is_party(self, offset: int) -> bool:
        """Whether a party is named at `offset`."""
        return bool(self.layers[offset] & _PARTY)

    def label(self, candidate: Candidate) -> str:
        """The entity recogniser's label of the candidate, empty if it sees none that agrees in extent."""
        exact = self.entities.get((candidate.start, candidate.end))
        if exact:
            return exact
        token = self.tokens.get(candidate.start)
        if token is None or not token.ent_type_:
            return ""
        last = self.tokens.get(candidate.words[-1].start)
        return token.ent_type_ if last is not None and last.ent_type_ == token.ent_type_ else ""

    def score(self, candidate: Candidate) -> float:
        """The sum of the evidence for a sequence of two or more words."""
        return self._name(candidate) + self._context(candidate) + self._recogniser(candidate)

    def _name(self, candidate: Candidate) -> float:
        """What the words themselves tell."""
        known = self.lexicon.not_names
        words = candidate.words
        first, last = words[0].text, words[-1].text
        score = 0.0
        if candidate.title:
            score += 1.0 if candidate.title.weak else 3.0
        given = self.lexicon.first_name(first)
        if given:
            score += 2.5 if not given.also else 1.5
        elif len(first) == 1 or re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]{2}", first):
            score += 1.5
        if candidate.nickname or candidate.suffix.strip(" .,") in {"Jr", "Sr"}:
            score += 2.0
        elif candidate.suffix:
            score += 1.0  # World War II
        if len(words) > 1 and not given and self.lexicon.first_name(last):
            score += 1.0  # surnames are given names elsewhere
        if last in self.titled:
            score += 2.0
        if len(words) > 1 and ("-" in last or re.match(r"(?:Mc|Mac|O['’])[A-Z]", last)) and "-" not in first:
            score += 0.5
        if any(w.text in {"ap", "ferch", "van", "von", "bin", "ibn"} for w in words):
            score += 1.0
        head = last in known.place_heads or last in known.organisation_heads
        if head:
            score -= 1.0 if last in known.also_surnames and given and not given.also else 3.0
        if any(w.text in known.organisation_heads or w.text in known.place_heads for w in words[1:-1]):
            score -= 1.5
        if first in known.place_starts and not (given and not given.also):
            score -= 2.0
        if any(w.text in known.demonyms or w.text in known.others for w in words) and not (
            last in known.also_surnames and given
        ):
            score -= 1.0 if first not in known.others and given else 3.0
        if any(w.text in known.calendar for w in words[1:]):
            score -= 3.0
        if len(words) > 4 and not any(not w.capital for w in words):
            score -= 1.0
        return score

    def _context(self, candidate: Candidate) -> float:
        """What stands before and behind."""
        score = 0.0
        first = candidate.words[0].text
        start = candidate.outer.start
        before = candidate.before[-1] if candidate.before and not candidate.title else None
        after = self.text[candidate.end : candidate.end + 60]
        lead = self.text[max(0, start - 40) : start].rsplit("\n", 1)[-1]
        if _BYLINE.search(lead) or _CREDIT.search(lead):
            score += 2.0
        if before is not None and self.text[before.end : start].strip("'’s \n") == "":
            if self.is_party(before.start) or (
                before.text.lower() in self.lexicon.role_nouns and not before.possessive
            ):
                score += 2.0
            elif before.text == "the" or before.text == "The":
                score -= 2.0
            elif before.text in self.lexicon.not_names.place_prepositions:
                score -= 1.0
        if candidate.text in self.placed and not candidate.title and not self.lexicon.first_name(first):
            score -= 1.0
        if candidate.text in self.polled and not candidate.title:
            score -= 4.0  # the by-election in Glen Shira, whatever Glen is elsewhere
        apposed = before is not None and self.text[before.end : start].strip() == "," and after.startswith(",")
        if apposed and before is not None and before.text.lower() in self.lexicon.role_nouns:
            score += 1.5  # her agent, Ida Oake,
        if _AGE.match(after) or _APPOSITION.match(after):
            score += 2.0 if self._has_role(after) else 1.0
        words = self.words[candidate.paragraph]
        follower = words[candidate.stop] if candidate.stop < len(words) else None
        if follower is not None and follower.gap.isspace() and not candidate.words[-1].possessive:
            score -= 3.0 if follower.text in self.lexicon.not_names.place_nouns else 0.0
        party = _OF_PARTY.match(after)
        if (party and self.is_party(min(candidate.end + party.end(), len(self.text)))) or _PARTY_LETTER.match(after):
            score += 2.0
        if self._does(candidate):
            score += 1.5
        elif self._precedes_verb(candidate):
            score += 0.5
        opening = self.tokens.get(candidate.start)
        if opening is not None and opening.is_sent_start and not opening.tag_.startswith("NNP") and len(first) > 2:
            score -= 0.0 if self.lexicon.first_name(first) else 1.5
        if (
            len(candidate.words) > 1
            and candidate.words[-1].text in self.speaking
            and candidate.words[-1].text not in self.familiar
        ):
            score += 2.0
        elif len(candidate.words) > 1 and self.alone[candidate.words[-1].text]:
            score += 0.5
        if candidate.text.isupper() and len(candidate.words[0].text) > 2 and not _BYLINE.search(lead):
            score -= 2.5
        if candidate.paragraph in self.headings and not candidate.title:
            followed = self.lexicon.first_name(first) and candidate.words[-1].text in self.speaking
            score -= 1.0 if followed else 2.5
        if (candidate.start, candidate.end) in self.quoted and not candidate.title:
            score -= 3.0
        return score

    def _has_role(self, after: str) -> bool:
        """Whether a role is the next thing said: `, a spokesman for the council`."""
        apposed = _INDEFINITE.match(after)
        return apposed is not None and not self.lexicon.role_nouns.isdisjoint(apposed[1].lower().split())

    def _does(self, candidate: Candidate) -> bool:
        """Whether a verb that people do stands directly behind the name, or an inverted one before it."""
        words = self.words[candidate.paragraph]
        verbs = self.lexicon.verbs
        if candidate.words[-1].possessive:
            return False
        if candidate.stop < len(words):
            follower = words[candidate.stop]
            if follower.text in verbs and follower.gap.strip(" \n") in {"", ","}:
                return True
        previous = candidate.before[-1] if candidate.before else None
        return (
            previous is not None
            and previous.text in {"said", "says", "added", "asked", "replied"}
            and (self.text[previous.end : candidate.outer.start].isspace())
        )

    def _precedes_verb(self, candidate: Candidate) -> bool:
        words = self.words[candidate.paragraph]
        if candidate.stop >= len(words) or candidate.words[-1].possessive or not words[candidate.stop].gap.isspace():
            return False
        token = self.tokens.get(words[candidate.stop].start)
        return token is not None and token.tag_ in {"VBD", "VBZ", "MD"}

    def _recogniser(self, candidate: Candidate) -> float:
        """What the entity recogniser and the gazetteers say."""
        score = 0.0
        label = self.label(candidate)
        if label == "PERSON":
            score += 1.5
        elif label in _PLACE_LABELS:
            score -= 1.0
        elif label in _THING_LABELS:
            score -= 0.5
        exact = self.exact.get((candidate.start, candidate.end), 0)
        if exact and not candidate.title:
            score -= 3.0
        elif self.layers[candidate.start] & (_SEAT | _BODY | _OUTLET) and not candidate.title:
            score -= 1.0
        return score


def is_heading(text: str, words: list[Word]) -> bool:
    """Whether a paragraph is a title-cased or all-caps line: its capitals tell nothing."""
    if len(words) < 2:
        return bool(words) and words[0].text.isupper()
    end = words[-1].end
    if all(word.text.isupper() for word in words if len(word.text) > 2):
        return True
    stop = text[end : end + 1]
    if stop == "." or (stop in {"!", "?"} and len(words) > 15):
        return False
    if sum(text.count(mark, words[0].start, end) for mark in ";(") > 1:
        return False  # a list of candidates
    long = [word for word in words if len(word.text) > 3]
    capitals = sum(word.capital for word in long)
    return len(long) >= 5 and capitals >= 0.75 * len(long)
