"""What around a place says that a poll was held there, besides a noun for the poll or its seat.

>>> # "In X, Labour polled ...", "victory in X", "turnout in X", "X's new councillor", "The upset came in X."
"""

from __future__ import annotations

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.place_names import PlaceNames

OFFICES = frozenset(["councillor", "governor", "mayor", "member", "mp", "ms", "msp", "senator", "td"])
SPAN_END = frozenset([",", ".", ";"])


class PollSigns:
    """Reads the words around a place; `outcomes` are the verbs of a result."""

    def __init__(self, lexicon: Lexicon, names: PlaceNames, outcomes: frozenset[str]) -> None:
        self.words = lexicon.contests
        self.cues = lexicon.cues
        self.names = names
        self.outcomes = outcomes

    def hosts(self, sentence: Sentence, k: int, i: int, span: tuple[int, int]) -> bool:
        """ "In X, Labour polled ...", "victory in X", "in X, where it held off ...": X is where the poll was."""
        items = sentence.items
        after = next((n for n in range(k, len(items)) if items[n].start >= span[1]), len(items))
        if items[i].low in self.cues["results_in"]:
            return True
        verbs = (n for n in range(max(0, i - 3), i) if sentence.phrase(n, self.outcomes) == i - n)
        if any(not items[n].quoted and not items[n].low.startswith(("tak", "took")) for n in verbs):
            return True  # but not "the district takes in Higham"
        if items[i].low != "in":
            return False
        if (
            i > 1
            and items[i - 1].low == "poll"
            and self.cues["topping"] & {item.low for item in items[max(0, i - 4) : i]}
        ):
            return True
        if i == 0 and after < len(items) and (items[after].low in {"there", "the", "it"} or items[after].who):
            return True
        if i == 0 and after < len(items) and items[after].low in {"on", "in", "near"}:  # "In X on the coast, Y held"
            comma = next((n for n in range(after, min(after + 6, len(items) - 1)) if items[n].low == ","), None)
            if comma is not None and items[comma + 1].who:
                return True
        following = [item.low for item in items[after : after + 2]]
        clause = next((n for n in range(after + 2, len(items)) if items[n].low == ","), len(items))
        starts = i == 0 or (items[i - 1].low in {"over", "and", "but", "while", ",", ";"} and i <= 2)
        return (
            following[:2] == [",", "where"]
            and any(
                sentence.phrase(n, self.outcomes) or items[n].low in self.cues["overturning"]
                for n in range(after, clause)
            )
        ) or (starts and following[:1] == [","])

    def has_a_new_member(self, items: list[Item], i: int, known: dict[int, int]) -> tuple[int, int] | None:
        """ "X's new county councillor": whose seat somebody has won."""
        k = i - 1
        while k > 0 and items[k].low in self.cues["area_adjectives"] | {"city", "district", "town", "borough"}:
            k -= 1
        if items[i].low not in OFFICES or k < 2 or items[k].low not in {"new", "newest", "next"}:
            return None
        return self.names.left(items, k - 1, known) if items[k - 1].low in {"'s", "’s"} else None

    def measured(self, sentence: Sentence, i: int) -> bool:
        """ "turnout in X", "turnout was 41% in X and 56% in Y", "had 9,204 votes in X": where a figure comes from."""
        items = sentence.items
        if i == 0 or items[i].low != "in" or items[i].quoted:
            return False
        before = items[i - 1]
        votes = i > 1 and before.low in self.words.counted["votes"] and items[i - 2].number is not None
        turnouts = self.words.counted["turnout"]
        counted = before.number is not None or (before.low == "and" and any(item.number for item in items[:i]))
        return votes or (not turnouts.isdisjoint(sentence.words) and (counted or before.low in turnouts))

    def turns_to(self, sentence: Sentence, i: int, span: tuple[int, int]) -> bool:
        """ "The upset came in X." before a result: it is that of X."""
        after = next((item for item in sentence.items[i:] if item.start >= span[1]), None)
        closed = after is None or after.low in SPAN_END
        return closed and not sentence.items[i].quoted and bool(sentence.words & self.cues["transitions"])
