"""What a number with % or points measures: a share, its change, a turnout, a swing, a margin, or something else."""

from __future__ import annotations

from collections.abc import Callable

from newsfacts.annotating.results.governing import Governors
from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.number_roles import Measure, Role, by, pair
from newsfacts.annotating.results.numbers import Number

_WON_OR_LOST = frozenset(["lost", "won"])


class PercentageReader:
    """Reads percentages; `behind` tells whether what follows a number is no noun that it counts."""

    def __init__(self, lexicon: Lexicon, governors: Governors, behind: Callable[[Item], bool]) -> None:
        self.words = lexicon.contests
        self.cues = lexicon.cues
        self.governors = governors
        self._behind = behind
        self._compared = lexicon.cues["lower"] | lexicon.cues["higher"]

    def read(self, sentence: Sentence, index: int, number: Number) -> Measure:
        """A number with % or points."""
        items, after = sentence.items, index + 1
        counted = self.words.counted
        low = [item.low for item in items[after : after + 6]]
        role: Role | None = None
        if low[:2] and low[0] in self._compared and low[1:2] == ["than"] and than_before(items, after + 2):
            return Measure("change", after, direction=-1 if low[0] in self.cues["lower"] else 1)
        if low[:1] and low[0] in {"fewer", "more", "less", "higher", "lower"}:
            return Measure("other", after)
        if low[:1] and low[0] in counted["swing"]:
            return Measure("swing", after + 1)
        if low[:1] and low[0] in counted["turnout"]:
            return Measure("turnout", after + 1)
        governor = self.governors.governor(sentence, index)
        if governor in {"turnout", "swing"}:
            return Measure(governor, after)
        extreme = index > 1 and items[index - 1].low == "at" and items[index - 2].low in self.cues["extremes"]
        if extreme and not sentence.words.isdisjoint(counted["turnout"]):
            return Measure("turnout", after)  # "the highest turnout at 64.1% and Higham the lowest at 49.8%"
        leads = items[0].low in counted["turnout"] or (index > 1 and items[1].low in counted["turnout"])
        first = not any(item.number and item.number.unit for item in items[:index])
        if leads and first and items[index - 1].low in {"at", "is", "of", "reached", "was"}:
            return Measure("turnout", after)  # "Turnout among the 131,680 members was 72.8%"
        if index > 1 and items[index - 1].low == "was" and items[index - 2].low == "it":
            before = sentence.items[: index - 2]
            if any(item.low in counted["turnout"] for item in before) and not any(item.who for item in before):
                return Measure("turnout", after)  # "Turnout in X was 34%, while in Y it was 29%"
        if items[0].low == "polling" and items[index - 1].low in {"at", "was"}:
            return Measure("turnout", after)  # "Polling in X stood at 64.1%"
        if low[:1] and low[0] in counted["majority"] | self.words.majority["ahead"] | {"behind"}:
            return Measure("margin", after + 1)
        if low[:1] == ["of"]:
            k = 1
            while k < len(low) and low[k] in self.cues["before_whole"]:
                k += 1
            phrase = set(low[1 : k + 1])
            rest = set(low[k:])
            if rest & self.words.share_of["progress"] or (
                low[k : k + 1] and low[k] in {"precincts", "polls", "stations"}
            ):
                return Measure("other", after)
            if (phrase | rest) & self.words.share_of["people"] and self._about_turnout(items, index):
                return Measure("turnout", after)
            if phrase & self.words.share_of["people"] and rest & self.cues["taking_sides"]:
                return Measure("percent", after + k + 1, voters=True)
            if phrase & self.words.share_of["people"]:
                turned_out = rest & self.cues["turned_out"] and not sentence.words & self.cues["taking_sides"]
                return Measure("turnout" if turned_out else "other", after)
            if phrase & self.words.share_of["whole"]:
                if sentence.words & self.cues["flowing"]:
                    return Measure("transfer", after)  # "79% of those cast for the Greens flowing to"
                role = "percent"
            elif k < len(low):
                return Measure("other", after)
        if governor == "majority" or governor in {"quota", "seats", "transfer", "spoilt", "electorate"}:
            return Measure("margin" if governor == "majority" else "other", after)
        if by(items, index) and any(item.low in _WON_OR_LOST for item in items[max(0, index - 6) : index]):
            return Measure("margin", after)  # "lost the popular vote by three points"
        if role is None and by(items, index) and pair(sentence, index, after) is None:
            direction = number.sign or self.governors.direction(sentence, index)
            return Measure("change" if direction else "margin", after, direction=direction)
        direction = number.sign or self.governors.direction(sentence, index)
        if direction and role is None:
            return Measure("change", after, direction=direction)
        if number.unit == "points":
            if by(items, index) or governor is None:
                return Measure("margin" if not direction else "change", after, direction=direction)
            return Measure("points", after)
        if (
            role is None
            and low[:1]
            and items[after].word
            and items[after].tag in {"NN", "NNS"}
            and low[0] not in {"share", "vote", "votes", "support", "backing", "last", "this"}
            and not self._behind(items[after])
        ):
            return Measure("other", after)
        if governor == "share" or (low[:1] and low[0] in {"share", "vote", "votes"}):
            role = "percent"
        return Measure("percent", after, role is not None)

    def _about_turnout(self, items: list[Item], index: int) -> bool:
        """ "Turnout in the mayor's race was 53.2 percent of": the number before is none."""
        for item in reversed(items[max(0, index - 12) : index]):
            if item.number:
                return False
            if item.low in self.words.counted["turnout"]:
                return True
        return False


def than_before(items: list[Item], k: int) -> bool:
    """Whether what a figure is compared with is of an earlier election."""
    return any(item.previous or (item.number and item.number.form == "year") for item in items[k : k + 9])
