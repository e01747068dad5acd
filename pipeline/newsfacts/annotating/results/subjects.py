"""Whose a verb is: its subject, and how strongly it says that votes follow."""

from __future__ import annotations

from newsfacts.annotating.results.findings import REACH
from newsfacts.annotating.results.items import Item, Sentence, Who, first_words, is_modifier
from newsfacts.annotating.results.lexicon import Lexicon

_PAST = ("ed", "eld", "ept", "ook", "ost", "ung")  # "Labour clung on", which the tagger takes for a noun


class SubjectFinder:
    """Finds subjects, possessors and the verbs that have a number as their object."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.words = lexicon.contests
        outcomes = lexicon.verbs.hold | lexicon.verbs.gain | lexicon.verbs.win | lexicon.verbs.beat | lexicon.verbs.lose
        self._past = frozenset(verb for verb in first_words(outcomes) if verb.endswith(_PAST))
        self._ranks = lexicon.cues["ordinals"] | lexicon.cues["ranks"]

    def subjects(self, sentence: Sentence, verb: int, number: int = -1) -> list[Who]:
        """The subject of the verb at `verb`: the nearest eligible name to its left, or all that "each" joins."""
        items = sentence.items
        for k in range(verb - 1, max(-1, verb - REACH), -1):
            if items[k].low == ";":
                return []
            if items[k].low in {"who", "which", "that"} and items[k].tag in {"WP", "WDT", "WP$"} and k:
                apart = k > 1 and items[k - 1].low == ","
                antecedent = items[k - 1].who or (self._before_apposition(items, k - 1) if apart else None)
                if antecedent is not None or apart:
                    return [antecedent] if antecedent is not None else []
                continue
            who = items[k].who
            if who is None or who.possessive:
                continue
            moved = items[verb].low == "to" and who.slot == "object"
            participle = items[verb].tag == "VBG" and items[verb - 1].low == ","
            agent = who.slot == "oblique" and who.preposition == "by" and not participle
            absolute = who.preposition == "with" and k == verb - 1 and items[verb].tag == "VBG"
            if who.slot not in {"subject"} and not moved and not agent and not absolute:
                continue
            if self.is_modifier(items, k):
                continue
            found = [who]
            if {items[n].low for n in range(k, max(verb, number))} & {"each", "both", "apiece"} or items[
                verb - 1
            ].low in {"each", "both"}:
                while k >= 2 and items[k - 1].low in {"and", ","} and items[k - 2].who:
                    k -= 2
                    found.insert(0, items[k].who)  # type: ignore[arg-type]  # checked in the loop
            return found
        return []

    @staticmethod
    def _before_apposition(items: list[Item], comma: int) -> Who | None:
        """Whom "Ann Lee, a poultry farmer," names, of the comma at its end; nobody if other things stand between."""
        k = comma - 1
        if items[k].who:
            return items[k].who
        while k > 0 and items[k].word and items[k].low != "," and not items[k].tag.startswith("VB"):
            k -= 1
        return items[k - 1].who if k > 0 and items[k].low == "," else None

    def is_modifier(self, items: list[Item], k: int) -> bool:
        """A party that only describes a noun: "Labour voters polled", "the Tory vote"."""
        who = items[k].who
        if who is None or who.person or k + 1 >= len(items):
            return False
        following = items[k + 1]
        return (
            following.word
            and following.tag in {"NN", "NNS"}
            and following.low not in self.cues["candidate_nouns"]
            and following.low not in self.verbs.poll_weak | self.verbs.poll_strong | self._past
        )

    def possessor(self, sentence: Sentence, k: int) -> Who | None:
        items = sentence.items
        k -= 1
        while k >= 0 and is_modifier(items[k]):
            k -= 1
        return items[k].who if k >= 0 and items[k].who else None

    def verb(self, sentence: Sentence, k: int) -> tuple[int, str]:
        """The verb phrase that ends at `k`: its first item, and how strongly it says that votes follow."""
        items = sentence.items
        for length in (3, 2, 1):
            begin = k - length + 1
            if begin < 0:
                continue
            if sentence.phrase(begin, self.verbs.poll_strong) == length:
                return begin, "strong"
        for length in (3, 2, 1):
            begin = k - length + 1
            if begin >= 0 and sentence.phrase(begin, self.verbs.poll_weak) == length:
                return begin, "weak"
        low = items[k].low
        if low in {"on", "at", "with"}:
            topping = self.cues["topping"] & {item.low for item in items[max(0, k - 10) : k]}
            standing = k and items[k - 1].low in self.verbs.standing | self._ranks
            if k and (standing or topping or low == "with"):
                return k, "with" if low == "with" else "on"
            return k, ""
        if (
            low == "to"
            and k
            and any(item.tag.startswith("VB") for item in items[max(0, k - 3) : k])
            and self._level(sentence, k)
        ):
            return k, "strong"
        if low == "of" and k and items[k - 1].low in self.words.counted["vote_total"]:
            before = k - 2
            while before >= 0 and is_modifier(items[before]):
                before -= 1
            owner = items[before].who if before >= 0 else None
            if owner is not None and owner.possessive:
                return before, ""
            if before >= 0 and items[before].low in {"on", "with"}:
                return before, "on"  # "won on primary votes of 38.1 per cent"
            verb, reason = self.verb(sentence, before) if before >= 0 and items[before].word else (k, "")
            return verb, reason
        return k, ""

    def unreal(self, sentence: Sentence, verb: int) -> bool:
        """Whether the verb is only hoped for: "would win with 9,000 votes"."""
        before = {item.low for item in sentence.items[max(0, verb - 4) : verb + 1] if item.word}
        return bool(before & self.cues["hopes"])

    def _level(self, sentence: Sentence, k: int) -> bool:
        """ "took Mr Bell to 5,216", "brought her to 512"."""
        return any(item.low in self.cues["lifting"] for item in sentence.items[max(0, k - 3) : k])
