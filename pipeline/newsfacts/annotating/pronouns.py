"""Whom third-person pronouns stand for.

>>> from newsfacts.annotating import load
>>> doc = load()("Ida Oake lost. She blamed Tom Fell.")
>>> [(mention.person.name, mention.kind) for mention in doc._.newsfacts_mentions if mention.kind == "pronoun"]
[('Ida Oake', 'pronoun')]

A pronoun goes to the most prominent person of its gender: subjects before others, this sentence before the last one,
this paragraph before the one above. Where two are as good, or somebody unnamed is better, it is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from spacy.tokens import Doc, Token

from newsfacts.annotating.events import Event, EventFinder
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.types import Gender, Mention, Person, TextSpan
from newsfacts.annotating.variations import Variation, VariationFinder

_PRONOUNS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
# Participles and prepositions that open a sentence whose subject, named only behind the comma, they speak of.
_CATAPHORIC = re.compile(
    r"^\W*(?:Asked|Pressed|Challenged|Questioned|Speaking|Fielding|Addressing|Interviewed|Writing|Taking|Having|Responding|Reacting|Announcing|In|At|On|After|Before|"
    r"During|Following|Despite|With|Since|As|When|While|Although|Though|Unlike|Like|Until|Throughout|From)\b"
)
_NICKNAMED = re.compile(r"\s+[\"“‘']")
_REACH = 3  # paragraphs with somebody in them
_MARGIN = 2.0
_LATEST = 3.0  # for the last subject, where it is of a paragraph above
_WIDE_MARGIN = 3.5  # between two of one sentence, for what tells an age and nothing else


class PronounResolver:
    """Resolves the third-person singular pronouns of one document, from left to right."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon, mentions: list[Mention]) -> None:
        self.doc = doc
        self.events = EventFinder(doc, lexicon, mentions)
        self.variations = VariationFinder(doc, lexicon, mentions)
        self.text = self.events.text
        self.paragraph_starts = self.events.paragraph_starts
        self.sentence_starts = self.events.sentence_starts
        self.quotations = [q for q in doc._.newsfacts_layout.quotations if q.depth == 0]
        self.quotation_starts = [q.outer.start for q in self.quotations]

    def resolve(self) -> list[Mention]:
        """The pronouns and descriptions whose person is certain enough."""
        events = self.events.find()
        starts = [event.start for event in events]
        outside: list[Event] = []
        inside: dict[int, list[Event]] = {}
        found: list[Mention] = []
        following = 0
        for offset, standing in self._standing_for_somebody():
            while following < len(events) and events[following].start < offset:
                event = events[following]
                quotation = self._quotation(event.start)
                (outside if quotation < 0 else inside.setdefault(quotation, [])).append(event)
                following += 1
            if isinstance(standing, Variation):
                person = self._varied(standing, outside)
                if person is not None:
                    if standing.speaks:
                        found.append(Mention(standing.span, person, "description"))
                    if following < len(events) and events[following].start == offset:
                        events[following] = self.events.event(standing.span, person, person.gender)
                    else:
                        outside.append(self.events.event(standing.span, person, person.gender))
                continue
            token, gender = standing
            quotation = self._quotation(token.idx)
            history = outside if quotation < 0 else inside.get(quotation, [])
            ahead = (
                (self._dubbed(token, events, starts) or self._cataphor(token, gender, events, starts))
                if quotation < 0
                else None
            )
            event_of = ahead or self._best(token, gender, history)
            new = self.events.event(TextSpan(token.idx, token.idx + len(token)), None, gender)
            if event_of is not None and event_of.person is not None:
                person = event_of.person
                new.person, new.key = person, person
                if person.gender is None:
                    person.gender = gender
                found.append(Mention(TextSpan(new.start, new.end), person, "pronoun"))
            elif event_of is not None:
                new.key = event_of.key
            (outside if quotation < 0 else inside.setdefault(quotation, [])).append(new)
        return found

    def _standing_for_somebody(self) -> list[tuple[int, Variation | tuple[Token, Gender]]]:
        """The pronouns and the descriptions, each with its offset, in text order."""
        pronouns = (
            (self.events.view.starts[index], (self.doc[index], gender))
            for index, word in enumerate(self.events.view.lowers)
            if (gender := _PRONOUNS.get(word)) is not None
        )
        descriptions = ((variation.span.start, variation) for variation in self.variations.find())
        return sorted([*pronouns, *descriptions], key=lambda standing: standing[0])

    def _varied(self, variation: Variation, history: list[Event]) -> Person | None:
        """Whom a description stands for: the one of that age, else the most prominent of those whom it fits."""
        told = self.variations.told(variation)
        if told is not None or variation.heading:
            return told
        if variation.office:
            return self._in_office(variation, history)
        fitting = [e for e in history if e.person is None or self.variations.meant(variation, e.person)]
        token = self.events.tokens[variation.span.start]
        best = self._best(token, variation.gender, fitting, ages=variation.noun.endswith("-old"))
        return best.person if best is not None else None

    def _in_office(self, variation: Variation, history: list[Event]) -> Person | None:
        """Whom readers know to hold an office that the article gives to nobody.

        The subject of this paragraph or the one above, if nobody else is in it; of the one above, only somebody of whom
        nothing at all has been said.
        """
        at = bisect_right(self.paragraph_starts, variation.span.start) - 1
        here = [e for e in history if e.paragraph == at]
        near = here or [e for e in history if e.paragraph == at - 1]
        people = {id(e.person): e.person for e in near if e.person is not None}
        if len(people) != 1 or not any(e.subject for e in near if e.person is not None):
            return None
        person = next(iter(people.values()))
        unknown = not person.roles and person.party is None
        return person if (here or unknown) and self.variations.meant(variation, person) else None

    def _quotation(self, offset: int) -> int:
        """Index of the outermost quotation around `offset`, -1 outside."""
        at = bisect_right(self.quotation_starts, offset) - 1
        return at if at >= 0 and offset < self.quotations[at].outer.end else -1

    # Whom it stands for

    def _dubbed(self, token: Token, events: list[Event], starts: list[int]) -> Event | None:
        """The one named in the nickname: `dubbed her "Tax-Hike Ida"`."""
        behind = _NICKNAMED.match(self.text, token.idx + len(token))
        if not behind:
            return None
        quotation = self._quotation(behind.end())
        named = events[bisect_left(starts, behind.end() - 1) :][:1]
        inside = quotation >= 0 and named and named[0].start < self.quotations[quotation].inner.end
        return (
            named[0]
            if inside and named[0].person is not None and self.quotations[quotation].inner.end - behind.end() < 40
            else None
        )

    def _cataphor(self, token: Token, gender: Gender, events: list[Event], starts: list[int]) -> Event | None:
        """The subject behind the comma: `Asked whether he would stand again, Tom Fell said`."""
        sentence = bisect_right(self.sentence_starts, token.idx) - 1
        start = self.sentence_starts[sentence]
        if not _CATAPHORIC.match(self.text[start : start + 24]):
            return None
        for event in events[bisect_left(starts, start) : bisect_left(starts, start) + 6]:
            if event.sentence != sentence:
                return None
            if event.start < token.idx:
                if event.person is not None and not event.possessive:
                    return None
                continue
            between = self.text[token.idx + len(token) : event.start]
            if event.person is None and not event.subject and "," not in between:
                continue  # Asked whether he would see his rival, Tom Fell said
            direct = len(between.split()) <= 3 and not re.search(r"[.;:]", between)
            if (
                event.person is not None
                and event.subject
                and ("," in between or direct)
                and not re.search(r"[\"“”]", between)
            ):
                fits = event.gender in (None, gender)
                return event if fits else None
            return None
        return None

    def _best(self, token: Token, gender: Gender | None, history: list[Event], *, ages: bool = False) -> Event | None:
        paragraph = max(0, bisect_right(self.paragraph_starts, token.idx) - 1)
        sentence = bisect_right(self.sentence_starts, token.idx) - 1
        scores: dict[object, float] = {}
        repeats: Counter[object] = Counter()
        best_event: dict[object, Event] = {}
        nearest: object = None
        latest: int | None = None  # the sentence of the last subject
        seen_paragraphs: list[int] = []
        for event in reversed(history[-40:]):
            if event.paragraph not in seen_paragraphs:
                seen_paragraphs.append(event.paragraph)
            above = seen_paragraphs.index(event.paragraph) + (0 if seen_paragraphs[0] == paragraph else 1)
            if above >= _REACH or paragraph - event.paragraph > 6:
                break
            told = event.person.gender if event.person is not None else event.gender
            if (gender is not None and told not in (None, gender)) or self._bars(token, event, sentence):
                continue
            if nearest is None:
                nearest = event.key
            if event.sentence == sentence:
                score = 11.5
            elif event.paragraph == paragraph:
                score = 9.5 - 1.5 * min(3, sentence - event.sentence)
            else:
                score = (3.5 if above == 1 else 0.5) - 0.5 * min(4, paragraph - event.paragraph - 1)
            score += 4.0 if event.sentence == sentence and event.subject else 3.0 if event.subject else 0.0
            score += 1.0 if event.speaks else 0.0
            score -= 2.0 if event.possessive and event.sentence != sentence else 0.0
            score -= 1.0 if told is None and event.person is not None and event.paragraph != paragraph else 0.0
            if event.person is None:
                score -= 1.0 if told is None else 0.0
                score -= 0.0 if event.subject else 2.0
            elif event.subject and latest in (None, event.sentence):
                score += _LATEST if event.paragraph != paragraph else 0.0
                latest = event.sentence
            repeats[event.key] += 1
            if event.key not in scores or score > scores[event.key]:
                scores[event.key], best_event[event.key] = score, event
        if not scores:
            return None
        for key, times in repeats.items():
            scores[key] += min(1.0, 0.5 * (times - 1))
        if token.tag_ == "PRP$" and nearest in scores and best_event[nearest].sentence == sentence:
            scores[nearest] += 2.5
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if len(ranked) > 1:
            together = ages and best_event[ranked[0][0]].sentence == best_event[ranked[1][0]].sentence
            if ranked[0][1] - ranked[1][1] < (_WIDE_MARGIN if together else _MARGIN):
                return None
        return best_event[ranked[0][0]]

    def _bars(self, token: Token, event: Event, sentence: int) -> bool:
        """An object is not its own clause's subject: in `Tom Fell accused him`, him is not Fell."""
        is_object = token.lower_ in {"him"} or (token.lower_ == "her" and token.tag_ == "PRP")
        if not is_object or event.sentence != sentence or not event.subject:
            return False
        if token.i and token.nbor(-1).tag_ == "VBG":
            return True  # Tom Fell praised Bob Toft, comparing him to Ida
        between = self.text[event.end : token.idx]
        return not re.search(
            r"\b(?:that|who|which|because|when|if|whether|after|before|and|but|as|while|to|would|had)\b|[,;:–—\"“”]",
            between,
        )
