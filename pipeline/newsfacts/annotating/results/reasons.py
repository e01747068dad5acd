"""Why a number without a unit is votes, and a percentage a share of them: how its owner has it, what came before."""

from __future__ import annotations

from newsfacts.annotating.results.findings import Finding, Surroundings
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.measure import Measurer
from newsfacts.annotating.results.number_roles import Measure, pair

_SPELLS = frozenset(["days", "fortnight", "month", "months", "week", "weeks", "year"])
_STANDING = 500  # what somebody "has" below is no poll's count
_A_VOTE = 20  # a pair below is the score of a match


class Reasons:
    """Judges the evidence."""

    def __init__(self, lexicon: Lexicon, measurer: Measurer) -> None:
        self.words = lexicon.contests
        self.cues = lexicon.cues
        self.measurer = measurer

    def counts(
        self,
        sentence: Sentence,
        i: int,
        reason: str,
        last: tuple[int, Finding | None, str],
        around: Surroundings,
    ) -> bool:
        """Whether a number without a unit is votes, by how its owner has it and what came before."""
        number = sentence.items[i].number
        assert number is not None
        if number.value < 5 and reason != "strong":
            return False
        other = pair(sentence, i, i + 1)
        second = sentence.items[other].number if other is not None else None
        if second is not None and max(number.value, second.value) < _A_VOTE:
            return False  # "beat X 6-4"
        if sentence.items[i - 1].low in {"has", "have"} and number.value < _STANDING:
            return False  # "needs 60 and has 54": support, seats
        if reason == "for pair" and pair(sentence, i, i + 1) is None and last[1] is None and not around.in_results:
            return False
        if reason in {"bracket", "row", "possessive"} and around.seats and last[2] != "votes":
            return False
        if sentence.words & self.words.counted["seats"] and number.value < 700 and last[2] not in {"votes"}:
            return False
        if last[2] in {"seats", "other", "electorate", "spoilt"} and reason != "strong":
            return False
        if reason in {"strong", "for pair"}:
            return True
        if last[2] == "votes":
            return True
        if pair(sentence, i, i + 1) is not None and reason in {"weak", "on", "possessive", "with"}:
            return number.value >= 20
        if reason in {"on", "with", "weak"}:
            return around.in_results or number.value >= 100
        if reason in {"bracket", "row", "possessive"}:
            return around.in_results or number.value > 110
        return False

    def share_is_sure(
        self,
        sentence: Sentence,
        i: int,
        measure: Measure,
        reason: str,
        last: tuple[int, Finding | None, str],
        around: Surroundings,
        paired: bool,
    ) -> bool:
        if measure.explicit:
            return True
        if sentence.items[i - 1].low in self.cues["owning"]:
            return False
        return reason in {"strong", "weak", "on", "with", "bracket", "row", "possessive", "share", "for pair"} and (
            around.in_results
            or last[2] in {"votes", "percent", "change"}
            or around.header == "votes"
            or reason in {"strong", "share", "bracket"}
            or (reason in {"weak", "with"} and bool(sentence.words & self.cues["polls"]))
            or paired
        )

    def speaks_of_shares(self, sentence: Sentence) -> bool:
        return bool(sentence.words & (self.words.counted["share"] | {"points"})) or any(
            item.number is not None and item.number.unit for item in sentence.items
        )

    def of_votes(self, sentence: Sentence, i: int, last: tuple[int, Finding | None, str], around: Surroundings) -> bool:
        """Whether what rose or fell can be a share of votes: not crime, not prices."""
        number = sentence.items[i].number
        following = [item.low for item in sentence.items[i + 1 : i + 4]]
        if following[:1] == ["in"] and following[-1] in {
            "days",
            "fortnight",
            "month",
            "months",
            "week",
            "weeks",
            "year",
        }:
            return False  # "gained 20 points in a month": in surveys
        if last[1] is not None or sentence.words & (self.words.counted["share"] | {"vote", "votes"}):
            return True
        return around.in_results and (number is None or number.unit != "percent" or around.header == "votes")

    def tally(self, sentence: Sentence, i: int) -> bool:
        """ "The tally stood at N to M": both sides are known from before."""
        before = [item.low for item in sentence.items[max(0, i - 2) : i]]
        return self.measurer.governors.governor(sentence, i) == "vote_total" or before in (
            ["that", "is"],
            ["that", "was"],
            ["amounted", "to"],
            ["translated", "to"],
        )
