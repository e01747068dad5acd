"""The place that an article's figures are most likely about, where no words name one outright.

    >>> # "X was returned for Higham", "clung on to Higham in a by-election", "a by-election in Higham"

Each mention of a name adds what its surroundings are worth; the best name is taken if it is worth enough and no other
comes near. One article, one place: an article about several polls names each of them outright.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.place_names import PlaceNames

Name = tuple[int, int]
_NEAR = 10  # items between a verb of election and its place
_LEAD = 3  # sentences of an article that say what it is about
_LINKS = frozenset(["in", "for", "of", "at"])
# Points of a mention. A name needs as many as one clear hint and a place in the lead, or two clear hints.
_CLEAR, _FAIR, _SLIGHT = 3.0, 1.5, 0.5
_ENOUGH = 4.0


class PlaceHints:
    """Finds the likeliest place of an article that reports a result."""

    def __init__(self, lexicon: Lexicon, names: PlaceNames) -> None:
        self.cues = lexicon.cues
        self.words = lexicon.contests
        self.names = names
        verbs = lexicon.verbs
        self.outcomes = verbs.hold | verbs.gain | verbs.win | verbs.lose
        self.beaten = verbs.beat - self.outcomes

    def find(self, sentences: list[Sentence], known: dict[int, int], resultful: set[int], text: str) -> list[Name]:
        """All mentions of the likeliest place, by offset; none if nothing is likely."""
        points: dict[str, float] = defaultdict(float)
        mentions: dict[str, list[Name]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for k, name in self._names(sentence.items, known):
                place = " ".join(text[slice(*name)].split()).casefold()
                in_lead = number < _LEAD and not mentions[place]
                mentions[place].append(name)
                points[place] += self._worth(sentence, k, name, number in resultful)
                points[place] += _FAIR * (name[0] in known) + _FAIR * in_lead
        ranked = sorted(points, key=lambda place: -points[place])
        if not ranked or points[ranked[0]] < _ENOUGH:
            return []
        if len(ranked) > 1 and points[ranked[1]] > points[ranked[0]] - _CLEAR / 2:
            return []
        return mentions[ranked[0]]

    def _names(self, items: list[Item], known: dict[int, int]) -> Iterator[tuple[int, Name]]:
        """Names that could be places, with the index of their first word."""
        behind = -1
        for k in [k for k, item in enumerate(items) if item.start in known or item.capital]:
            item = items[k]
            if item.start < behind or item.quoted or not (item.start in known or self.names.is_name(items, k)):
                continue
            if (name := self.names.right(items, k, known, joined=True)) is not None:
                behind = name[1]
                if not any(x.low in self.words.seat["containers"] for x in items[k:] if x.start < name[1]):
                    yield k, name

    def _worth(self, sentence: Sentence, k: int, name: Name, resultful: bool) -> float:
        items = sentence.items
        first = k - (k > 0 and items[k - 1].low == "the")
        before = [item.low for item in items[max(0, first - 1) : first]]
        after = next((n for n in range(k, len(items)) if items[n].start >= name[1]), len(items))
        following = [item.low for item in items[after : after + 1]]
        if following and following[0] in self.words.seat["containers"]:
            return 0.0
        if self._ends_before(sentence, first, self.beaten):
            return -_CLEAR  # somebody
        if following and following[0] in self.words.seat["before"] | self.cues["seat_nouns"]:
            return _CLEAR
        turned = not first and following and following[0] in self.cues["turning"]
        sided = after + 1 < len(items) and (who := items[after + 1].who) is not None and bool(who.party)
        if (turned and (resultful or sided)) or self._ends_before(sentence, first, self.outcomes):
            return _CLEAR
        if not before or before[0] not in _LINKS:
            return _SLIGHT / 2
        near = {item.low for item in items[max(0, first - _NEAR) : first - 1]}
        noun = {item.low for item in items[max(0, first - 3) : first - 1]}
        if noun & (self.words.seat["after"] | self.cues["stage_nouns"] | self.cues["result_nouns"]):
            return _CLEAR
        if resultful and before[0] == "in" and noun & (self.cues["margin_nouns"] | self.cues["electors"]):
            return _CLEAR
        if resultful and before[0] == "in" and sentence.words & self.cues["incumbents"]:
            return _CLEAR
        if before[0] in {"in", "for"} and near & self.cues["seating"] and not near & {",", ";"}:
            return _CLEAR
        if before[0] == "in" and first == 1 and resultful:
            return _CLEAR
        return _FAIR if before[0] == "in" and resultful else _SLIGHT

    @staticmethod
    def _ends_before(sentence: Sentence, k: int, verbs: frozenset[str]) -> bool:
        """Whether one of the verbs stands right before `k`: "clung on to Higham"."""
        stop = k - (k > 0 and sentence.items[k - 1].low == "to")
        return any(sentence.phrase(i, verbs) == stop - i for i in range(max(0, stop - 4), stop))
