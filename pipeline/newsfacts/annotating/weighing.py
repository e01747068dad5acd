"""Evidence for and against a capitalised sequence being a person's name, weighed into one number.

    >>> from newsfacts.annotating.weighing import PERSON
    >>> PERSON
    2.0

A title or a known first name alone suffices where nothing speaks against it; the entity recogniser's word
does not.
"""

from __future__ import annotations

import re

from newsfacts.annotating.evidence import BODY, OUTLET, SEAT, Evidence
from newsfacts.annotating.names import Candidate

PERSON = 2.0
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
_OF_BODY = re.compile(
    r"\b[Tt]he\s+(?:[a-z]+\s+)?([A-Za-z-]+)\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w'’-]*\s+){0,3}[A-Z][\w'’-]*,\s+$"
)
_FOR_PLACE = re.compile(r"\b([A-Za-z-]+)\s+for\s+$")
_OF_UNLISTED = re.compile(r"\s+of\s+the\s+(?:[A-Z][\w'’-]+\s+){1,4}[Pp]arty\b")
_PARTY_LETTER = re.compile(r"\s*(?:\((?:[RDIL]|[A-Z][a-z]+)\)|\([RDIL][-–][A-Z]|,\s+[RDIL][-–][A-Z])")


class Weigher:
    """Weighs the candidates of one document by its evidence."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.text = evidence.text
        self.lexicon = evidence.lexicon

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
        if last in self.evidence.titled:
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
            if self.evidence.is_party(before.start) or (
                before.low in self.lexicon.role_nouns and not before.possessive
            ):
                score += 2.0
            elif before.text == "the" or before.text == "The":
                score -= 2.0
            elif before.text in self.lexicon.not_names.place_prepositions:
                score -= 1.0
            if before.text in self.lexicon.not_names.street_prepositions and self._is_street(candidate):
                score -= 3.0  # on Albert Street
        if candidate.text in self.evidence.placed and not candidate.title and not self.lexicon.first_name(first):
            score -= 1.0
        if candidate.text in self.evidence.polled and not candidate.title:
            score -= 4.0  # the by-election in Glen Shira, whatever Glen is elsewhere
        apposed = before is not None and self.text[before.end : start].strip() == "," and after.startswith(",")
        if apposed and before is not None and before.low in self.lexicon.role_nouns:
            score += 1.5  # her agent, Ida Oake,
        elif apposed and self._role_of_body(lead):
            score += 2.5  # the co-leader of Te Pāti Māori, Ida Oake,
        if not self.lexicon.first_name(first) and self._role_for_place(lead):
            score -= 4.0  # the MP for Higham Sands
        if _AGE.match(after) or _APPOSITION.match(after):
            score += 2.0 if self._has_role(after) else 1.0
        words = self.evidence.words[candidate.paragraph]
        follower = words[candidate.stop] if candidate.stop < len(words) else None
        if follower is not None and follower.gap.isspace() and not candidate.words[-1].possessive:
            score -= 3.0 if follower.text in self.lexicon.not_names.place_nouns else 0.0
        party = _OF_PARTY.match(after)
        if (party and self.evidence.is_party(min(candidate.end + party.end(), len(self.text)))) or _PARTY_LETTER.match(
            after
        ):
            score += 2.0
        elif _OF_UNLISTED.match(after):
            score += 2.5
        if self.does(candidate):
            score += 1.5
        elif self._precedes_verb(candidate):
            score += 0.5
        opening = self.evidence.tokens.get(candidate.start)
        if opening is not None and opening.is_sent_start and not opening.tag_.startswith("NNP") and len(first) > 2:
            score -= 0.0 if self.lexicon.first_name(first) else 1.5
        if (
            len(candidate.words) > 1
            and candidate.words[-1].text in self.evidence.speaking
            and candidate.words[-1].text not in self.evidence.familiar
        ):
            score += 2.0
        elif len(candidate.words) > 1 and self.evidence.alone[candidate.words[-1].text]:
            score += 0.5
        if candidate.text.isupper() and len(candidate.words[0].text) > 2 and not _BYLINE.search(lead):
            score -= 2.5
        if candidate.paragraph in self.evidence.headings and not candidate.title:
            followed = self.lexicon.first_name(first) and candidate.words[-1].text in self.evidence.speaking
            score -= 1.0 if followed else 2.5
        if (candidate.start, candidate.end) in self.evidence.quoted and not candidate.title:
            score -= 3.0
        return score

    def _is_street(self, candidate: Candidate) -> bool:
        return candidate.words[-1].text in self.lexicon.not_names.streets and not candidate.words[-1].possessive

    def _role_of_body(self, lead: str) -> bool:
        """`The leader of the Greens, `: a body that has a head ends before the comma."""
        body = _OF_BODY.search(lead)
        return body is not None and body[1].lower() in self.lexicon.roles.takes_of | self.lexicon.roles.takes_for

    def _role_for_place(self, lead: str) -> bool:
        place = _FOR_PLACE.search(lead)
        return place is not None and place[1].lower() in self.lexicon.roles.takes_for

    def _has_role(self, after: str) -> bool:
        """Whether a role is the next thing said: `, a spokesman for the council`."""
        apposed = _INDEFINITE.match(after)
        return apposed is not None and not self.lexicon.role_nouns.isdisjoint(apposed[1].lower().split())

    def does(self, candidate: Candidate) -> bool:
        """Whether a verb that people do stands directly behind the name, or an inverted one before it."""
        words = self.evidence.words[candidate.paragraph]
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
        words = self.evidence.words[candidate.paragraph]
        if candidate.stop >= len(words) or candidate.words[-1].possessive or not words[candidate.stop].gap.isspace():
            return False
        token = self.evidence.tokens.get(words[candidate.stop].start)
        return token is not None and token.tag_ in {"VBD", "VBZ", "MD"}

    def _recogniser(self, candidate: Candidate) -> float:
        """What the entity recogniser and the gazetteers say."""
        score = 0.0
        label = self.evidence.label(candidate)
        if label == "PERSON":
            score += 1.5
        elif label in _PLACE_LABELS:
            score -= 1.0
        elif label in _THING_LABELS:
            score -= 0.5
        exact = self.evidence.exact.get((candidate.start, candidate.end), 0)
        if exact and not candidate.title:
            score -= 3.0
        elif self.evidence.layers[candidate.start] & (SEAT | BODY | OUTLET) and not candidate.title:
            score -= 1.0
        return score
