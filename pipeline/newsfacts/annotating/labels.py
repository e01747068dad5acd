"""Parties printed as labels: "(Lab)", "LD 575, C 564", "R-Texas", "Con gain from Lab".

>>> import spacy
>>> from newsfacts.annotating.phrases import read
>>> doc = spacy.blank("en")("LD 575, C 564")
>>> before_number(Place(doc, read(doc), 0, 1))
True
"""

from __future__ import annotations

import re

from newsfacts.annotating.forms import LONGEST_NAME, Place
from newsfacts.annotating.knowledge import Contexts

_NUMBER = re.compile(r"\d[\d,.]*%?k?")
_SEPARATORS = frozenset([",", ":", "-", "–", "—", "=", "(", "on"])
_BRACKETS_OPEN = frozenset("([")
_AFTER_LABEL = frozenset([")", "]", ",", "/", ";", "-", "–", "—", ":"])


def is_labelled(place: Place, words: Contexts, *, single: bool) -> bool:
    """Whether the form stands where a party is printed as a label. `single` letters need more than a word does."""
    return (
        _is_bracketed(place, words, single)
        or _is_before_hyphen(place)
        or _is_before_outcome(place, words, single)
        or _is_swing(place, words)
    )


def _is_bracketed(place: Place, words: Contexts, single: bool) -> bool:
    after = place.after()
    hyphenated = bool(after) and place.reading.hyphenated[place.end]
    if after not in _AFTER_LABEL and not hyphenated and not _NUMBER.fullmatch(after):
        return False
    if place.before() in _BRACKETS_OPEN:
        if not single:
            return True
        name = place.start - 2
        return place.reading.capital(name) and place.before(2) not in words.numbered
    if place.before() not in {",", "/", ";"} or after not in {")", "]"} or single:
        return False
    return any(place.before(steps) in _BRACKETS_OPEN for steps in range(2, 2 * LONGEST_NAME))


def _is_before_hyphen(place: Place) -> bool:
    """R-Texas, D-Calif.: a label of up to three letters, a hyphen, a place; after a comma or in brackets."""
    reading, end = place.reading, place.end
    if not place.after() or not reading.hyphenated[end] or not reading.capital(end):
        return False
    return sum(map(len, reading.texts[place.start : end])) < 4 and place.before() in {",", "(", "[", "—", "–"}


def _is_before_outcome(place: Place, words: Contexts, single: bool) -> bool:
    return place.after() in words.outcomes and (not single or place.before() in {"", ".", ":", ";", "("})


def _is_swing(place: Place, words: Contexts) -> bool:
    """Con gain from Lab; a swing from C to LD; swing: 4% from Con to Lab."""
    near = [place.before(steps) for steps in range(2, 9)]
    if place.before() == "from":
        return place.before(2) in words.outcomes or "swing" in near
    if place.before() == "to":
        return "swing" in near and place.reading.capital(place.start - 2)
    return place.after() == "to" and place.reading.capital(place.end + 1) and "swing" in [place.before(), *near]


def before_number(place: Place) -> bool:
    """LD 575; Con: 1,234; Ind Andrews 160; Lab, Ann Lee, 240."""
    index = place.end + (place.after() in _SEPARATORS)
    run = len(place.capitals_from(index))
    for skip in {0, min(run, LONGEST_NAME)}:
        following = place.reading.key(index + skip, place.reading.paragraphs[place.start])
        separated = place.reading.key(index + skip + 1, place.reading.paragraphs[place.start])
        if _NUMBER.fullmatch(following) or (skip and following in _SEPARATORS and _NUMBER.fullmatch(separated)):
            return True
    return False
