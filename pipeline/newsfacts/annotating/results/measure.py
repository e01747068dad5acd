"""What each number of a sentence counts: votes, a share, a change, a majority, a turnout, or something else.

    >>> # "She polled 12,615 votes on a turnout of 51.3%"  ->  votes, turnout
    >>> # "a majority of 2,147"                            ->  majority

The unit behind the number decides first, then the noun that governs it ("a majority of"), then the verb. A bare
number stays `bare`: only its recipient can say more.
"""

from __future__ import annotations

from newsfacts.annotating.results.governing import Governors
from newsfacts.annotating.results.items import Item, Sentence, after_modifiers
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.number_roles import GOVERNORS, Measure, Role, by, pair
from newsfacts.annotating.results.numbers import Number
from newsfacts.annotating.results.percentages import PercentageReader, than_before

_DASHES = frozenset("-–—")
_BETWEEN_TRANSFERS = frozenset([",", "and", "with", "to", "went", "some", "going"])


def _is_year(number: Number | None) -> bool:
    return number is not None and number.form == "plain" and number.whole and 1832 <= number.value <= 2100


class Measurer:
    """Decides the role of one number from the items around it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.governors = Governors(lexicon)
        self.percentages = PercentageReader(lexicon, self.governors, self._verbish)
        verbs = lexicon.verbs
        self._no_nouns = (
            verbs.favour
            | verbs.oppose
            | verbs.standing
            | verbs.poll_weak
            | verbs.up
            | verbs.down
            | lexicon.cues["function_words"]
        )
        self._compared = lexicon.cues["lower"] | lexicon.cues["higher"]
        self._stances = (verbs.favour | verbs.oppose | verbs.given_to) - {"for", "against"}
        self._sides = verbs.favour | verbs.oppose | {"in favour", "in favor"}

    def measure(self, sentence: Sentence, index: int) -> Measure:
        """The role of the number at `index`."""
        items = sentence.items
        number = items[index].number
        assert number is not None
        after = index + 1
        if number.form == "compound":
            return self._compound(sentence, index, number)
        if number.form != "plain" or items[index].quoted or sentence.blocked:
            return Measure("other", after)
        if number.sign and number.unit is None and number.value <= 100:
            return Measure("change", after, direction=number.sign)
        before = {item.low for item in items[max(0, index - 5) : index]}
        required = before & {"must", "needs", "to"} and before & {"be", "exceed"}
        if required and (number.qualifier or items[index - 1].low in {"above", "exceed", "least", "over"}):
            return Measure("quota", after)  # "turnout has to be above 50 per cent"
        if number.unit:
            return self.percentages.read(sentence, index, number)
        unit = self._unit(sentence, index)
        stated = index > 1 and items[index - 1].low == "of" and items[index - 2].low in self.words.counted["majority"]
        if stated and unit.role == "other":
            return Measure(
                "majority", after
            )  # "her majority of 2,512 wipes out", whatever the tagger makes of the verb
        governor = self.governors.governor(sentence, index)
        if unit.role not in {"bare", "votes"}:
            return unit
        if governor == "spoilt" and by(items, index) and pair(sentence, index, unit.end) is not None:
            governor = None  # "rejected by 357 votes to 214": a motion
        if governor in GOVERNORS or governor == "total":
            return Measure(governor, unit.end)
        if governor == "share":
            return Measure(
                "change" if self.governors.direction(sentence, index) else "percent",
                unit.end,
                False,
                self.governors.direction(sentence, index),
            )
        if unit.role == "votes":
            return unit if unit.voters else self._votes(sentence, index, unit)
        if governor == "vote_total":
            return (
                Measure("votes", unit.end, direction=self.governors.direction(sentence, index))
                if not by(items, index)
                else Measure("other", unit.end)
            )
        return self._bare(sentence, index)

    def _compound(self, sentence: Sentence, index: int, number: Number) -> Measure:
        """12-vote majority; anything else hyphenated to a number is no count."""
        items = sentence.items
        nouns = [item.low for item in items[index + 1 : index + 4]]
        if number.compound in {"vote", "votes"} and set(nouns) & self.words.counted["majority"]:
            return Measure("majority", index + 2)
        return Measure("other", index + 1)

    def _unit(self, sentence: Sentence, index: int) -> Measure:
        """The noun behind the number, past the modifiers that votes can have."""
        items, counted = sentence.items, self.words.counted
        k = index + 1
        while k < len(items) and items[k].word and k - index <= 5:
            low = items[k].low
            if low in _DASHES and items[k].start > items[k - 1].end:
                return Measure("bare", index + 1, False)
            if low in counted["spoilt"]:
                return Measure("spoilt", k + 1)
            if low in counted["postal"]:
                return Measure("postal", k + 1)
            if low in counted["majority"]:
                score = index > 1 and items[index - 1].low in {"-", "–"} and items[index - 2].number is not None
                return Measure("seats" if score else "majority", k + 1)  # a 219-214 majority is one of seats
            if low in self.words.majority["ahead"]:
                return Measure("majority" if low in {"ahead", "clear"} else self._more(items, k), k + 1)
            if low == "vote" and k == index + 1 and _is_year(items[index].number):
                return Measure("other", k + 1)  # "her 2005 vote for the bill"
            if low == "electoral":
                return Measure("seats", k + 1)  # of a college that elects
            if low in counted["votes"]:
                if k + 1 < len(items) and items[k + 1].low in counted["votes"]:
                    k += 1
                    continue
                return Measure("votes", k + 1)
            if low in self.cues["persons"]:
                stance = self._stance(sentence, k + 1)
                return Measure("votes" if stance else "other", k + 1, voters=stance)
            if low in counted["seats"]:
                return Measure("seats", k + 1)
            if low in counted["electorate"]:
                return Measure("electorate", k + 1)
            if low in counted["transfer"] or low in self.cues["short_of"]:
                return Measure("other", k + 1)
            if low not in self.words.votes["modifiers"]:
                noun = (
                    items[k].tag in {"NN", "NNS", "NNP", "NNPS", "JJ", "CD"}
                    and low[:1].isalpha()
                    and not self._verbish(items[k])
                )
                return Measure(
                    "other" if noun and not (items[k].capital and items[k].tag == "NNP") else "bare",
                    k if not noun else k + 1,
                    noun,
                )
            k += 1
        if k == index + 1 + 5 or (k > index + 1 and items[k - 1].low == "preferences"):
            return Measure("votes", k)
        return Measure("bare", index + 1, False)

    @staticmethod
    def _more(items: list[Item], k: int) -> Role:
        """ "87 more than X" is a gap between two candidates, "87 more than last time" is nothing here."""
        if k + 1 < len(items) and items[k + 1].low == "than":
            k = after_modifiers(items, k + 2)
            if k < len(items) and items[k].who is not None:
                return "gap"
        return "other"

    def _verbish(self, item: Item) -> bool:
        """Whether a noun's place behind the number is taken by a verb or a function word."""
        return item.low in self._no_nouns

    def _stance(self, sentence: Sentence, index: int) -> bool:
        """Whether the people counted are said to have voted one way: backed, voted for, were against."""
        items = sentence.items
        if index < len(items) and items[index].low in {"who", "had", "have"}:
            index += 1
        if sentence.phrase(index, self._stances):
            return True
        chosen = items[index + 1].who if index + 1 < len(items) and items[index].low in {"voted", "said"} else None
        if chosen is not None and chosen.option:
            return True  # "9,200 people had voted No"
        being = index < len(items) and items[index].low in {"were", "was", "are", "came"}
        return being and bool(sentence.phrase(index + 1, self._sides))

    def _votes(self, sentence: Sentence, index: int, unit: Measure) -> Measure:
        """Votes, but not a lead, a gap, all votes cast, or votes that were moved or spoilt."""
        items = sentence.items
        following = [item.low for item in items[unit.end : unit.end + 4]]
        if following[:2] == ["more", "than"]:
            return Measure(self._more(items, unit.end), unit.end)
        if following[:1] and following[0] in self.words.votes["comparisons"]:
            ahead = following[0] in self.words.majority["ahead"] and following[0] != "more"
            return Measure("majority" if ahead else "gap", unit.end)
        if (
            any(word in self.words.counted["spoilt"] | self.words.counted["postal"] for word in following[:4])
            and items[unit.end : unit.end + 1]
            and items[unit.end].low
            in {"were", "was", "had", "still", "have", "are", "remain", "remained", "mailed", "that"}
        ):
            return Measure("spoilt", unit.end)
        if "of" in {item.low for item in items[max(0, index - 2) : index]} and not any(
            item.low in self.words.counted["vote_total"] for item in items[max(0, index - 5) : index]
        ):
            return Measure("total", unit.end)
        if following[:2] in (["were", "cast"], ["had", "been"], ["cast", "in"], ["have", "been"]) and not {
            "for",
            "favour",
            "favor",
        } & {item.low for item in items[unit.end : unit.end + 5]}:
            return Measure("total", unit.end)
        if "valid" in {item.low for item in items[index + 1 : unit.end]} and following[:1] in (
            ["were"],
            ["had"],
            ["cast"],
        ):
            return Measure("total", unit.end)
        if items[index - 1].low == "combined":
            return Measure("total", unit.end)
        if self._of_somebodys_votes(items, index):
            return Measure("transfer", unit.end)
        if following[:2] == ["of", "the"] and len(following) > 2 and items[unit.end + 2].who:
            return Measure("transfer", unit.end)
        if by(items, index) and not pair(sentence, index, unit.end):
            return Measure("majority", unit.end)
        if self._left_word(items, index) in self.cues["need"]:
            return Measure("quota", unit.end)
        return Measure("votes", unit.end, direction=self.governors.direction(sentence, index))

    def _of_somebodys_votes(self, items: list[Item], index: int) -> bool:
        """ "Of her votes 2,753 went to X and 2,504 to Y": papers that move on."""
        k = index - 1
        while k >= 0 and (items[k].number or items[k].who or items[k].low in _BETWEEN_TRANSFERS):
            k -= 1
        moved = k >= 1 and items[k].low in self.words.counted["votes"] | self.words.counted["transfer"]
        return moved and "of" in {item.low for item in items[max(0, k - 4) : k]}

    def _bare(self, sentence: Sentence, index: int) -> Measure:
        items = sentence.items
        if self._of_somebodys_votes(items, index):
            return Measure("transfer", index + 1)
        if self._ratio(sentence, index):
            return Measure("other", index + 1)
        following = [item.low for item in items[index + 1 : index + 4]]
        than = following[:1] and following[0] in self._compared and following[1:2] == ["than"]
        number = items[index].number
        if than and number is not None and number.value <= 100 and than_before(items, index + 3):
            return Measure("change", index + 1, direction=-1 if following[0] in self.cues["lower"] else 1)
        if following[:1] and following[0] in {"needed", "required"}:
            return Measure("quota", index + 1)
        if following[:1] == ["of"] and following[1:2] and index + 2 < len(items):
            k = after_modifiers(items, index + 2)
            who = items[k].who if k < len(items) else None
            if who is None or who.possessive:
                return Measure("transfer" if who else "other", index + 1)
        direction = self.governors.direction(sentence, index)
        if by(items, index) and not direction and not pair(sentence, index, index + 1):
            return Measure("majority" if self._margin_verb(sentence, index) else "other", index + 1)
        if self._left_word(items, index) in {"in", "since", "another", "aged"}:
            return Measure("other", index + 1)
        if self._is_age(items, index):
            return Measure("other", index + 1)
        return Measure("bare", index + 1, False, direction)

    @staticmethod
    def _ratio(sentence: Sentence, index: int) -> bool:
        """ "by more than four to one"."""
        number, other = sentence.items[index].number, pair(sentence, index, index + 1)
        second = sentence.items[other].number if other is not None else None
        to = second is not None and sentence.items[index + 1].low == "to"
        return to and number is not None and number.value < 20 and second is not None and second.value == 1

    @staticmethod
    def _is_age(items: list[Item], index: int) -> bool:
        """ ", 44," or "(44)" behind a name."""
        number = items[index].number
        if number is None or not 17 < number.value < 100 or index < 2:
            return False
        after = items[index + 1].low if index + 1 < len(items) else ""
        before = items[index - 1].low
        who = items[index - 2].who
        commas = before == "," and after in {",", "."}
        # A list of candidates has several numbers in brackets.
        alone = before == "(" and after == ")" and sum(item.low == "(" for item in items) == 1
        return (commas or alone) and who is not None and who.person is not None

    def _margin_verb(self, sentence: Sentence, index: int) -> bool:
        return any(
            item.low in self.words.majority["margin_verbs"] for item in sentence.items[max(0, index - 12) : index]
        )

    @staticmethod
    def _left_word(items: list[Item], index: int) -> str:
        k = index - 1
        while k >= 0 and items[k].low in {"the", "a", "an", "just", "only", "another"} and items[k].low != "another":
            k -= 1
        return items[k].low if k >= 0 and items[k].word else ""
