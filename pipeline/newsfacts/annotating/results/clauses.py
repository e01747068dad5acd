"""The clause around a verb of a result: its subject, its object, the seat, "from" whom and "by" whom."""

from __future__ import annotations

from typing import NamedTuple

from newsfacts.annotating.results.items import Item, Sentence, Who
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.subjects import SubjectFinder

PRONOUNS = frozenset(["it", "they"])
BE = frozenset(["was", "were", "been", "is", "are", "be", "being", "has", "have", "had", "'s"])
_DAYS = frozenset(["today", "yesterday", "tonight", "night", "week", "month", "year", "morning"])


class Complements(NamedTuple):
    """The verb's object, whether a seat is among its objects, and whom it has with "from", "by" and "for"."""

    object: Who | None
    seat: bool
    source: Who | None
    agent: Who | None
    party: Who | None


class ClauseReader:
    """Reads what stands before and behind a verb."""

    def __init__(self, lexicon: Lexicon, subjects: SubjectFinder, verbs: frozenset[str]) -> None:
        self.cues = lexicon.cues
        self.subjects = subjects
        self._verbs = verbs

    def subject(self, sentence: Sentence, i: int, last_party: Who | None) -> list[Who]:
        items = sentence.items
        k = i - 1
        while (
            k >= 0
            and items[k].word
            and (items[k].tag in {"RB", "MD", "VBZ", "VBP", "VBD", "TO"} or items[k].low in BE | {"also", "then"})
            and items[k].low not in PRONOUNS
        ):
            k -= 1
        if k >= 0 and items[k].low in PRONOUNS:
            parties = [who for item in items[:k] if (who := item.who) and who.party and not who.possessive]
            antecedent = parties[-1] if parties else last_party
            return [antecedent] if antecedent is not None else []
        return self.subjects.subjects(sentence, i)

    def complements(self, sentence: Sentence, k: int, places: list[tuple[int, int]]) -> Complements:
        """What the verb that ends before `k` has with it."""
        items = sentence.items
        found: Who | None = None
        roles: dict[str, Who] = {}
        seat = False
        something_else = self._wins_something_else(items, k, places)
        stop = min(len(items), k + 16)
        preposition = ""
        for n in range(k, stop):
            item = items[n]
            if item.low in {
                ";",
                "while",
                "whereas",
                "but",
                "after",
                "when",
                "until",
                "before",
                "because",
                "if",
                "since",
            }:
                break
            if item.word and n > k and item.low in self._verbs and item.tag.startswith("VB"):
                break
            if item.low in {"was", "were", "is", "are"}:
                break  # "the office that he has held was in X"
            if item.low == "off":
                preposition = "from"  # "took the seat off Labour"
            elif item.low in {"from", "by", "for", "with", "in", "on", "at", "to", "of", "as", "against", "during"}:
                preposition = item.low
            elif item.who:
                if preposition in {"from", "by", "for"} and not item.who.possessive:
                    roles.setdefault(preposition, item.who)
                elif not preposition and found is None and not item.who.possessive:
                    found = item.who
            else:
                seat_word = item.low in self.cues["seat_words"] and preposition in {"", "of"}
                poll = item.low in self.cues["polls"] and preposition == "in"
                place = any(a <= item.start < b for a, b in places) and preposition in {"", "of", "in"}
                seat = seat or seat_word or poll or place
        return Complements(found, seat and not something_else, roles.get("from"), roles.get("by"), roles.get("for"))

    def _wins_something_else(self, items: list[Item], k: int, places: list[tuple[int, int]]) -> bool:
        """ "holds a commanding lead", "takes questions in X", "won second place in X": the object is no seat."""
        nouns = False
        number = items[k].number if k < len(items) else None
        if number is not None and number.form != "ordinal":
            return any(item.low in self.cues["vote_nouns"] for item in items[k + 1 : k + 4])  # "took 900 primary votes"
        for item in items[k : k + 10]:
            if item.low == "of" and nouns:
                return True  # "taking advantage of the primary"
            if item.tag in {"IN", "CC", "TO", "WDT", "WP", "WRB"} and item.low not in {"of", "back"}:
                break
            if item.low in {",", ";", ".", ":", "(", "—", "–"} or item.tag in {"VBD", "VBZ", "VBG"}:
                break
            if item.who and not item.who.possessive and nouns is False and not item.who.party:
                return False
            if item.low in self.cues["seat_words"] | self.cues["victory"] | self.cues["won_as_well"]:
                return False
            if any(a <= item.start < b for a, b in places):
                return False
            nouns = nouns or (item.word and not item.capital and item.tag in {"NN", "NNS"} and item.low not in _DAYS)
        return nouns
