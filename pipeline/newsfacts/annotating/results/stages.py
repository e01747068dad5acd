"""Stages of a count: first preferences, the sixth and last stage, two-party-preferred.

>>> # "In the opening round she polled 3,806": stage "opening round", kind first
"""

from __future__ import annotations

from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.types import StageKind

Stage = tuple[str, StageKind]


class StageFinder:
    """Finds the stages that a sentence names, with the item where each begins."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.contests.stages
        self.ordinals = lexicon.cues["ordinals"]
        self.nouns = frozenset(words["nouns"])
        self.first = frozenset(words["first"])
        self.final = frozenset(words["final"])
        self.phrases: dict[str, StageKind] = {}
        for kind, key in (("first", "first_phrases"), ("two_party", "two_party_phrases"), ("final", "final_phrases")):
            self.phrases |= dict.fromkeys(words[key], kind)  # type: ignore[arg-type]  # the kinds are StageKinds
        self._all = frozenset(self.phrases)

    def find(self, sentence: Sentence, text: str) -> list[tuple[int, Stage]]:
        """Stages in order."""
        items = sentence.items
        found: list[tuple[int, Stage]] = []
        kind: StageKind
        i = 0
        while i < len(items):
            length = 0
            if items[i].word and not items[i].quoted:
                if length := sentence.phrase(i, self._all, 3):
                    phrase = " ".join(item.low for item in items[i : i + length])
                    found.append((i, (text[items[i].start : items[i + length - 1].end], self.phrases[phrase])))
                elif items[i].low in self.ordinals | self.first | self.final:
                    end = i + 1
                    while end < len(items) and items[end].low in self.ordinals | self.first | self.final | {"and"}:
                        end += 1
                    if end < len(items) and items[end].low in self.nouns:
                        words = {item.low for item in items[i:end]}
                        kind = "final" if words & self.final else "first" if words & self.first else "intermediate"
                        found.append((i, (text[items[i].start : items[end].end], kind)))
                        length = end - i + 1
                elif items[i].low in {"stage", "count", "round"} and (number := _number_after(sentence, i)):
                    kind = "first" if number == 1 else "intermediate"
                    found.append((i, (text[items[i].start : items[i + 1].end], kind)))
            i += max(1, length)
        return found


def _number_after(sentence: Sentence, i: int) -> int | None:
    """The number of "stage five", "count 3"."""
    number = sentence.items[i + 1].number if i + 1 < len(sentence.items) else None
    return int(number.value) if number is not None and number.unit is None and 0 < number.value < 40 else None
