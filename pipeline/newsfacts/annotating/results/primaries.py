"""Where a party's primary was held, and whose it was.

>>> # "the Idaho Republican primary", "Idaho's Republican primary", "the Republican primary Tuesday in Idaho": Idaho
"""

from __future__ import annotations

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.place_names import PlaceNames

ROUNDS = frozenset(["primary", "runoff", "run-off"])


class PrimaryPlaces:
    """Reads the place beside "Republican primary"."""

    def __init__(self, lexicon: Lexicon, names: PlaceNames) -> None:
        self.cues = lexicon.cues
        self.names = names

    def find(self, items: list[Item], i: int, known: dict[int, int], resultful: bool) -> tuple[int, int] | None:
        """The place of the primary at `i`; the words "Republican primary" where a result names none."""
        compound = i + 1 < len(items) and items[i + 1].tag in {"NN", "NNS"}
        if party_of(items, i) is None or (compound and items[i + 1].low not in self.cues["polls"]):
            return None
        owned = i > 2 and items[i - 2].tag == "POS"
        if i > 1 and (before := self.names.left(items, i - 1 - owned, known)):
            return before
        k = i + 1
        while k < len(items) and k - i < 4 and items[k].low in self.cues["present"] | {"on"}:
            k += 1
        if k < len(items) and items[k].low in {"in", "for"} and (after := self.names.right(items, k + 1, known)):
            return after
        return (items[i - 1].start, items[i].end) if resultful else None


def party_of(items: list[Item], i: int) -> str | None:
    """The party named right before the primary at `i`."""
    who = items[i - 1].who if i and items[i].low in ROUNDS else None
    return who.party if who is not None and not (who.person or who.possessive) else None


def party_of_primaries(sentences: list[Sentence]) -> str | None:
    """The party whose primaries these sentences name, if it is one."""
    parties = {party_of(s.items, i) for s in sentences for i in range(1, len(s.items))} - {None}
    return parties.pop() if len(parties) == 1 else None
