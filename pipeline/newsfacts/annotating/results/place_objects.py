"""Places that were won, held or lost: the objects of the verbs of a result, one or several, and passive subjects."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.place_names import PlaceNames

_WON_FROM = frozenset(["won", "wins", "win", "winning", "elected"])  # "won from Ramgarh", as Indian outlets put it
_SKIPPED = frozenset(["the", "a", "both", "and", ",", "of", "in", "neighbouring", "marginal", "control"])
_SPAN_END = frozenset([",", ".", ";", ":", ")", "(", "–", "—", "-"])


class PlaceObjects:
    """Finds the places that verbs of a result have."""

    def __init__(self, lexicon: Lexicon, names: PlaceNames) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.names = names
        verbs = lexicon.verbs
        self.outcomes = verbs.hold | verbs.gain | verbs.win | verbs.lose | verbs.beat
        self._surely = verbs.hold | verbs.gain
        self._over_people = verbs.beat - verbs.hold - verbs.gain - verbs.win - verbs.lose

    def find(
        self, sentence: Sentence, known: dict[int, int], resultful: bool, apart: bool
    ) -> Iterator[tuple[int, int, str, bool]]:
        """Places as objects of hold, gain, win and take, one or several; and as their passive subjects."""
        items = sentence.items
        behind = 0  # the objects of the verb before
        for i in sentence.beginnings(self.outcomes):
            length = sentence.phrase(i, self.outcomes) if i >= behind else 0
            if not length or items[i].quoted:
                continue
            if i + length < len(items) and items[i + length].low == "in" and items[i].low.startswith(("tak", "took")):
                continue  # the district takes in a town
            sure = bool(sentence.phrase(i, self._surely))
            k = i + length
            k += k < len(items) and items[k].low == "from" and items[i].low in _WON_FROM
            k += k < len(items) and items[k].low == "to" and items[k - 1].low == "on"  # "clung on to"
            if items[i].low in self.cues["depriving"] and (of := self._behind_somebody(items, k)):
                k = of
            over_somebody = sentence.phrase(i, self._over_people) == length
            found = [] if over_somebody else list(self._list(items, k, known))
            if (
                len(found) == 2
                and not apart  # "won Ohio and Texas" are two primaries
                and not sentence.words & self.cues["several_seats"]
                and self._only_and(items, found[0][0][1], found[1][0][0])
            ):
                found = [((found[0][0][0], found[1][0][1]), found[1][1])]
            if len(found) == 1:
                span, after = found[0]
                followed = items[after].low if after < len(items) else "."
                by_party = followed in {"from", "for"} and any(
                    x.who and x.who.party for x in items[after + 1 : after + 5]
                )
                begun = i == 0 and items[0].tag == "VBG"  # "Losing X leaves the party with"
                before = (x.who for x in items[max(0, i - 8) : i] if x.who)
                subject = begun or any(who.party or (sure and who.person) for who in before)
                if (
                    by_party
                    or span[0] in known
                    or (
                        (sure or resultful)
                        and subject
                        and (
                            followed
                            in _SPAN_END
                            | {
                                "with",
                                "by",
                                "after",
                                "in",
                                "on",
                                "at",
                                "for",
                                "from",
                                "and",
                                "during",
                                "despite",
                                "as",
                                "but",
                                "following",
                                "thanks",
                                "when",
                                "where",
                                "to",
                                "leaves",
                                "means",
                            }
                        )
                    )
                ):
                    yield *span, "won", False
            elif len(found) > 1 and (sure or resultful):
                for span, _ in found:
                    yield *span, "won", True
            passive = self._passive(items, i, known)
            if passive:
                yield *passive, "won", False
            behind = k

    @staticmethod
    def _behind_somebody(items: list[Item], k: int) -> int | None:
        """The index behind "the Conservatives of", if that stands at `k`."""
        k += k < len(items) and items[k].low == "the"
        return k + 2 if k + 2 < len(items) and items[k].who and items[k + 1].low == "of" else None

    @staticmethod
    def _only_and(items: list[Item], end: int, begin: int) -> bool:
        """Whether nothing but "and" stands between two names."""
        return [item.low for item in items if end <= item.start < begin] in (["and"], ["and", "the"])

    def _passive(self, items: list[Item], i: int, known: dict[int, int]) -> tuple[int, int] | None:
        """ "X was held by", "X, retained for the party by": the place stands before the verb."""
        if items[i].tag not in {"VBN", "VBD"} or not any(
            item.low in {"by", "for", "from"} for item in items[i + 1 : i + 5]
        ):
            return None
        k = i - 1
        while k >= 0 and items[k].low in {
            "was",
            "were",
            "been",
            "had",
            "comfortably",
            "narrowly",
            "also",
            ",",
            "easily",
            "has",
        }:
            k -= 1
        if k == i - 1 or k < 0 or not items[k].word:
            return None
        begin = k
        while begin > 0 and (self.names.is_name(items, begin - 1)):
            begin -= 1
        return self.names.right(items, begin, known) if self.names.is_name(items, k) else None

    def _list(self, items: list[Item], k: int, known: dict[int, int]) -> Iterator[tuple[tuple[int, int], int]]:
        """Places in a row: "A ward on B council, the C division of D, and E in F"; containers are passed over."""
        if any(item.low == ":" for item in items[k:]) and not self.names.begins(items, k):
            k = next(n for n in range(k, len(items)) if items[n].low == ":") + 1
        steps = 0
        listed = False
        while k < len(items):
            while (k < len(items) and items[k].low in _SKIPPED) or (
                k < len(items) and items[k].word and items[k].tag == "JJ" and not items[k].capital
            ):
                k += 1
                steps += 1
                if steps > 40:
                    return
            if k >= len(items):
                return
            span = self.names.right(items, k, known)
            if span is None or (k and items[k - 1].low in {"a", "an", "another"}):
                return  # "lost a Manitoba seat"
            joint = next((n for n in range(k, len(items)) if items[n].low == "and" and items[n].start < span[1]), None)
            if joint is not None and listed and items[k - 1].low == ",":
                span = span[0], items[joint - 1].end  # "A, B and North C" are three
            end = next((n for n in range(k, len(items)) if items[n].start >= span[1]), len(items))
            noun = end
            while noun < len(items) and items[noun].low in self.cues["seat_nouns"]:
                noun += 1
            if (
                noun < len(items)
                and noun > end
                and items[noun].low == "of"
                and (inner := self.names.right(items, noun + 1, known))
            ):
                span = inner
                noun = next((n for n in range(noun, len(items)) if items[n].start >= span[1]), len(items))
            if (
                noun < len(items)
                and items[noun].low in {"in", "on"}
                and (outer := self.names.right(items, noun + 1, known))
            ):
                after = next((n for n in range(noun, len(items)) if items[n].start >= outer[1]), len(items))
                while after < len(items) and items[after].low in self.cues["area_kinds"]:
                    after += 1
            else:
                after = noun
            yield span, after
            listed = True
            if after >= len(items) or items[after].low not in {",", "and", ";"}:
                return
            k = after + 1
