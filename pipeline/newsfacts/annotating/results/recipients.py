"""Whose each number of votes is: one walk over the clause, whatever the phrasing.

    >>> # "Ms Oak polled 12,615 votes to 10,432 for Labour's Ann Lee"
    >>> # 12,615: subject of "polled"; 10,432: "for" what follows

A number that nobody in the sentence can own yields nothing; a bare number needs a reason to be votes at all.
"""

from __future__ import annotations

from newsfacts.annotating.results.findings import Finding, Kind, Surroundings
from newsfacts.annotating.results.items import Sentence, Who, after_modifiers
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.measure import Measurer
from newsfacts.annotating.results.number_roles import Measure, pair
from newsfacts.annotating.results.owners import OwnerFinder
from newsfacts.annotating.results.reasons import Reasons
from newsfacts.annotating.results.series import (
    Last,
    elliptic,
    level_after_change,
    parallel,
    respectively,
    same_as_last,
    same_role,
)
from newsfacts.annotating.results.stances import StanceReader
from newsfacts.annotating.results.subjects import SubjectFinder

_DASHES = frozenset("-–—−")
_NOWHERE = Surroundings()


class RecipientFinder:
    """Reads the findings of one sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.words = lexicon.contests
        self.measurer = Measurer(lexicon)
        self.subject = SubjectFinder(lexicon)
        self.owners = OwnerFinder(lexicon, self.measurer, self.subject)
        self.stances = StanceReader(lexicon, self.measurer)
        self.reasons = Reasons(lexicon, self.measurer)
        self._preferred = frozenset(lexicon.contests.stages["two_party_phrases"])

    def find(self, sentence: Sentence, around: Surroundings = _NOWHERE) -> tuple[list[Finding], dict[int, Measure]]:
        """Findings in order, and what every number measures."""
        measures = {i: self.measurer.measure(sentence, i) for i in sentence.numbers}
        same_role(sentence, measures)
        findings: list[Finding] = []
        taken: dict[int, Finding] = {}
        if "respectively" in sentence.words:
            taken = respectively(sentence, measures, self.words.counted["votes"])
        last: Last = (-1, None, "")
        for i, measure in measures.items():
            item = sentence.items[i]
            if item.number is not None and item.number.form not in {"plain", "compound"}:
                continue
            if item.previous and measure.role != "change":
                last = (i, None, "previous")
                continue
            if measure.role == "bare" and last[2] == "seats":
                last = (i, None, "seats")  # "had 24 seats, the Conservatives 15"
                continue
            parallel(sentence, i, measure, findings, taken)
            finding = taken.get(i) or elliptic(sentence, i, last) or self._read(sentence, i, measure, last, around)
            if finding is not None and any(who.described and self._only_looks_on(who) for who in finding.whos):
                finding = None
            if finding is not None:
                findings.append(finding)
                self._pair(sentence, i, measure, finding, measures, taken)
            if finding is not None or measure.role != "other" or item.number is None or item.number.value >= 20:
                last = (i, finding, finding.kind if finding else measure.role)
        return findings, measures

    def _read(
        self,
        sentence: Sentence,
        i: int,
        measure: Measure,
        last: Last,
        around: Surroundings,
    ) -> Finding | None:
        number = sentence.items[i].number
        assert number is not None
        if measure.role not in {"votes", "bare", "percent", "change"} or around.header == "seats":
            return None
        kind: Kind = "votes"
        if measure.role in {"percent", "change"}:
            kind = measure.role
        elif measure.direction:
            if not self.reasons.speaks_of_shares(sentence) or number.value > 100:
                return None
            kind = "change"
        other = pair(sentence, i, measure.end)
        if (
            kind == "votes"
            and other is not None
            and (second := sentence.items[other].number)
            and second.unit == "percent"
            and number.value <= 100
        ):
            kind, measure = "percent", Measure("percent", measure.end)
        if kind == "votes" and level_after_change(sentence, i, last):
            kind = "percent"
        if kind == "votes" and not number.whole:
            if last[2] not in {"percent", "change"}:
                return None
            kind = "percent"
        if sentence.words & {"nationally", "nationwide"}:
            return None
        before = {item.low for item in sentence.items[max(0, i - 3) : i]}
        if measure.explicit and kind == "votes" and before & self.cues["future"]:
            return None  # "delegates will cast 42 votes for X"
        if around.delegates and kind == "votes" and not sentence.words & {"vote", "votes"}:
            return None
        if kind != "change" and self.stances.divides(sentence, i, measure):
            return Finding(kind, number, i)
        if kind == "percent" and last[1] is None and i > 1 and sentence.items[i - 1].low in _DASHES:
            return None  # "72-75 percent"
        option = self.stances.stance(sentence, i, measure)
        finding = Finding(kind, number, i, option=option, sign=number.sign or measure.direction)
        finding.sure = kind == "votes" or measure.explicit or option is not None
        if option:
            counted = measure.explicit or kind == "percent" or around.in_results or last[2] == "votes"
            return finding if counted or self.stances.passed(sentence, i) else None
        if same := same_as_last(sentence, i, kind, last, self.cues):
            finding.whos, finding.option, finding.stands_for = same.whos, same.option, same.stands_for
            return finding
        if kind == "change" or self.measurer.governors.governor(sentence, i) == "share":
            if kind == "change" and not self.reasons.of_votes(sentence, i, last, around):
                return None
            finding.whos = self.owners.of_share(sentence, i)
            return finding if finding.whos else None
        owner, reason = self.owners.owner(sentence, i, measure, around.header == "votes")
        if any(item.previous and item.who in owner for item in sentence.items if item.who):
            owner = []  # "a seat once held by X, with N votes"
        if (
            not owner
            and (spoken_of := around.spoken_of)
            and self._stands_for(sentence.items[0].low, spoken_of)
            and not self._only_looks_on(spoken_of)
            and i < 8
        ):
            owner = [spoken_of] if self._first_verb(sentence, i) else []
        finding.whos = owner
        finding.partial = bool(sentence.words & self.words.share_of["progress"]) and "all" not in sentence.words
        after_preferences = any(who.person for who in owner) and bool(sentence.words & self._preferred)
        counted = other is not None and (after_preferences or bool(sentence.words & self.words.share_of["progress"]))
        finding.sure = finding.sure or counted or any(who.option for who in owner)
        if kind == "percent" and other is not None and not counted and sentence.words & self.cues["leading"]:
            return None  # who leads before anything is counted leads in a poll
        finding.listed = around.header == "votes" or reason == "row"
        if kind == "percent":
            paired = other is not None
            sure = any(who.option for who in owner) or self.reasons.share_is_sure(
                sentence, i, measure, reason, last, around, paired
            )
            if not owner and measure.explicit and paired and self.reasons.tally(sentence, i):
                finding.stands_for = "leader"  # "That is 51% to 49%"
                return finding
            return finding if owner and sure else None
        if not owner:
            if measure.explicit and (self.reasons.tally(sentence, i) or (other is not None and reason == "weak")):
                finding.stands_for = "leader"
                return finding
            return None
        option_named = number.value >= 100 and any(who.option for who in owner)
        if (
            measure.explicit
            or option_named
            or around.header == "votes"
            or self.reasons.counts(sentence, i, reason, last, around)
        ):
            return finding
        return None

    def _only_looks_on(self, who: Who) -> bool:
        """Whether "she" counts the votes, or talks about them."""
        roles = who.person.roles if who.person else ()
        return any(role.lower().endswith(tuple(self.cues["onlookers"])) for role in roles)

    @staticmethod
    def _stands_for(pronoun: str, who: Who) -> bool:
        return pronoun in ({"she", "he"} if who.person else {"they", "it"})

    @staticmethod
    def _over(sentence: Sentence, end: int) -> Who | None:
        """ "won 54 percent to 46 percent over X": the loser behind the pair."""
        items = sentence.items
        if end >= len(items) or items[end].low not in {"over", "against"}:
            return None
        k = after_modifiers(items, end + 1)
        return items[k].who if k < len(items) else None

    def _first_verb(self, sentence: Sentence, i: int) -> bool:
        """Whether the number belongs to the sentence's first verb: "She received 9,200 votes"."""
        k = next((n for n in range(1, i) if sentence.items[n].word and sentence.items[n].tag.startswith("VB")), i)
        between = sentence.items[k + 1 : i]
        verb = self.verbs.poll_strong | self.verbs.poll_weak | self.verbs.standing
        return bool(sentence.phrase(k, verb)) and all(item.word and item.low not in {",", ";"} for item in between)

    def _pair(
        self,
        sentence: Sentence,
        i: int,
        measure: Measure,
        finding: Finding,
        measures: dict[int, Measure],
        taken: dict[int, Finding],
    ) -> None:
        """Give the other number of "N to M" to whom it belongs."""
        other = pair(sentence, i, measure.end)
        if other is None or finding.kind == "change" or other in taken:
            return
        second = sentence.items[other].number
        role = measures[other].role
        if second is None or role not in {"votes", "bare", "percent"} or sentence.items[other].previous:
            return
        if role != "percent" and finding.kind == "percent" and second.unit is None and second.value > 100:
            return
        finding.pair = True
        made = Finding(finding.kind, second, other, pair=True)
        named = sentence.items[other - 2].who if sentence.items[other - 1].low in {"on", "at"} else None
        right = named or self.owners.right(sentence, other, measures[other])
        right = right or self._over(sentence, measures[other].end)
        left = None if right else self.owners.left.find(sentence, other)
        if right or left:
            made.whos = [right] if right else left[0]  # type: ignore[index]  # one of the two is set
        elif finding.whos:
            loser = self.owners.loser(sentence, i, finding.whos[0])
            made.whos, made.stands_for = ([loser], "") if loser else ([], "runner-up")
        else:
            made.stands_for = "runner-up"
        taken[other] = made
