"""What governs a number from the left: the noun of "a majority of", the verb that says by how much something rose."""

from __future__ import annotations

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.number_roles import GOVERNORS, Role, pair


class Governors:
    """Reads the words before a number."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self._moves = lexicon.verbs.up | lexicon.verbs.down
        self._wins = lexicon.verbs.win | lexicon.verbs.beat  # "winning by ten points" is no rise

    def direction(self, sentence: Sentence, index: int) -> int:
        """+1 or -1 where the number says how much something rose or fell, 0 where it says where it stands."""
        items = sentence.items
        by = False
        if _makes_a_whole(sentence, index):
            return 0  # "backed the plan to lower the age by 51.3% to 48.7%"
        for k in range(index - 1, max(-1, index - 7), -1):
            item = items[k]
            if not item.word or item.low in self._wins:
                return 0
            if item.low == "by":
                by = True
            elif item.low in {"to", "at", "from", "of", "with", "on", "for"} or (
                item.low == "up" and k and items[k - 1].low in {"picked", "picking", "pick", "picks"}
            ):
                return 0
            elif (item.low in {"up", "down"} and (k == index - 1 or by)) or item.low in self._moves:
                if item.low in self.cues["moves_only_with_by"] and not by:
                    return self._sign(item.low) if self._explicit_points(items, index) else 0
                return self._sign(item.low)
            elif item.low in {",", ";", ":", "(", ")"}:
                return 0
            elif item.low in {"share", "vote", "support"} and by:
                return self._verb_before(items, k)
        return 0

    def _sign(self, low: str) -> int:
        return -1 if low in self.verbs.down else 1

    @staticmethod
    def _explicit_points(items: list[Item], index: int) -> bool:
        number = items[index].number
        return number is not None and number.unit == "points"

    def _verb_before(self, items: list[Item], index: int) -> int:
        """Direction of "increasing the X vote share by N": the verb stands before its object."""
        for k in range(index - 1, max(-1, index - 8), -1):
            if items[k].low in {",", ";"}:
                return 0
            if items[k].low in self._moves | self.cues["pushing"]:
                return self._sign(items[k].low) if items[k].low in self._moves else 0
        return 0

    def governor(self, sentence: Sentence, index: int) -> Role | None:
        """The role of the noun that governs the number from the left, as in "a majority of"."""
        items = sentence.items
        if index > 3 and items[index - 1].low == "to" and items[index - 2].number and items[index - 3].low == "from":
            return self.governor(sentence, index - 2)
        for k in range(index - 1, max(-1, index - 10), -1):
            item = items[k]
            if not item.word:
                return None
            if item.low == "," and k == index - 1:
                continue  # "the margin, 543 votes, is"
            if item.low == "," and k and any(items[k - 1].low in self.words.counted[role] for role in GOVERNORS):
                continue  # "the swing, at 19.9 points,"
            for role in GOVERNORS:
                if item.low in self.words.counted[role] and not (role == "spoilt" and k < index - 2):
                    return role
            if item.low in self.words.counted["share"] and index - k > 1:
                return "share"
            if item.low in self.words.counted["vote_total"] and index - k > 1:
                if any(items[j].low in self.words.counted["share"] for j in range(max(0, k - 4), k)):
                    return "share"
                whole = k > 1 and items[k - 1].low in self.cues["whole"] and items[k - 2].low in {"the", "a"}
                return "total" if whole else "vote_total"
            swing = {x.low for x in items[max(0, k - 6) : k]} & self.words.counted["swing"]
            if swing and item.low in self.cues["swinging"]:
                continue  # "a swing against the party of 4.8%"
            if item.low not in self.cues["before_number"] and not (
                item.tag == "RB"
                or item.low in {"in", "and"}
                or (item.capital and k)
                or item.low in {"the", "vote", "almost", "nearly"}
                or item.low in self.cues["polls"]
            ):
                return None
        return None


def _makes_a_whole(sentence: Sentence, index: int) -> bool:
    """Whether the percentage and the one behind "to" are those of two sides."""
    number, other = sentence.items[index].number, pair(sentence, index, index + 1)
    second = sentence.items[other].number if other is not None else None
    if number is None or second is None or number.unit != "percent":
        return False
    return 99 <= number.value + second.value <= 101
