"""Places that only hint at a poll: believed where no better words name one.

>>> # "was returned to the Dáil for Higham", "on the fifth count in Higham", a headline that ends "in Higham"
"""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.place_names import PlaceNames

_NEAR = 10  # items between a verb of election and its place


class PlaceHints:
    """Finds hints in sentences that report a result."""

    def __init__(self, lexicon: Lexicon, names: PlaceNames) -> None:
        self.cues = lexicon.cues
        self.names = names

    def find(self, sentence: Sentence, known: dict[int, int], first: bool) -> Iterator[tuple[int, int]]:
        """Offsets of names; `first` tells that the sentence is the article's first."""
        items = sentence.items
        for i, item in enumerate(items):
            if item.low not in {"in", "for"} or item.quoted or not item.word:
                continue
            before = {x.low for x in items[max(0, i - _NEAR) : i]}
            elected = before & self.cues["seating"] and not before & {",", ";"}
            counted = i and items[i - 1].low in self.cues["stage_nouns"] and item.low == "in"
            if (elected or counted or first) and (span := self.names.right(items, i + 1, known)):
                ends = first and items[-1].start < span[1]
                if elected or counted or ends:
                    yield span
