"""Whose each number of votes is: one walk over the clause, whatever the phrasing.

    >>> # "Ms Oak polled 12,615 votes to 10,432 for Labour's Ann Lee"
    >>> # 12,615: subject of "polled"; 10,432: "for" what follows

A number that nobody in the sentence can own yields nothing; a bare number needs a reason to be votes at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from newsfacts.annotating.results.items import Item, Sentence, Who, after_modifiers, is_modifier
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.measure import Measure, Measurer
from newsfacts.annotating.results.numbers import Number

Kind = Literal["votes", "percent", "change"]
_DASHES = frozenset("-–—−")
REACH = 80  # items that a verb or a number looks back for its subject: long lists stay linear
_ORDINALS = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "runner-up",
        "runners-up",
        "bottom",
        "last",
    ]
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sentences around say of a number: what its list counts, and what its paragraph is about."""

    header: str = ""
    in_results: bool = False
    seats: bool = False
    delegates: bool = False
    spoken_of: Who | None = None


_NOWHERE = Surroundings()


@dataclass(slots=True)
class Finding:
    """A number that a candidate, party or option polled. `stands_for` tells the pair's side when nobody is named."""

    kind: Kind
    number: Number
    index: int
    whos: list[Who] = field(default_factory=list)
    option: Literal["favour", "oppose"] | str | None = None
    stands_for: Literal["", "leader", "runner-up"] = ""
    pair: bool = False
    listed: bool = False
    sure: bool = True
    sign: int = 0


class RecipientFinder:
    """Reads the findings of one sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self._moves = lexicon.verbs.up | lexicon.verbs.down
        self.words = lexicon.contests
        self.measurer = Measurer(lexicon)

    def find(self, sentence: Sentence, around: Surroundings = _NOWHERE) -> tuple[list[Finding], dict[int, Measure]]:
        """Findings in order, and what every number measures."""
        measures = {i: self.measurer.measure(sentence, i) for i, item in enumerate(sentence.items) if item.number}
        findings: list[Finding] = []
        taken: dict[int, Finding] = self._respectively(sentence, measures) if "respectively" in sentence.words else {}
        last: tuple[int, Finding | None, str] = (-1, None, "")
        for i, measure in measures.items():
            item = sentence.items[i]
            if item.number is not None and item.number.form not in {"plain", "compound"}:
                continue
            if item.previous and measure.role != "change":
                last = (i, None, "previous")
                continue
            finding = taken.get(i) or self._read(sentence, i, measure, last, around)
            if finding is not None:
                findings.append(finding)
                self._pair(sentence, i, measure, finding, measures, taken)
            last = (i, finding, finding.kind if finding else measure.role)
        return findings, measures

    def _read(
        self,
        sentence: Sentence,
        i: int,
        measure: Measure,
        last: tuple[int, Finding | None, str],
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
            if not self._speaks_of_shares(sentence) or number.value > 100:
                return None
            kind = "change"
        other = self.measurer.pair(sentence, i, measure.end)
        if (
            kind == "votes"
            and other is not None
            and (second := sentence.items[other].number)
            and second.unit == "percent"
            and number.value <= 100
        ):
            kind, measure = "percent", Measure("percent", measure.end)
        if kind == "votes" and not number.whole:
            if last[2] != "percent":
                return None
            kind = "percent"
        if sentence.words & {"nationally", "nationwide"}:
            return None
        if around.delegates and kind == "votes" and not sentence.words & {"vote", "votes"}:
            return None
        if kind != "change" and self._divides(sentence, i, measure):
            return Finding(kind, number, i)
        if kind == "percent" and last[1] is None and i > 1 and sentence.items[i - 1].low in _DASHES:
            return None  # "72-75 percent"
        option = self._stance(sentence, i, measure)
        finding = Finding(kind, number, i, option=option, sign=number.sign or measure.direction)
        finding.sure = kind == "votes" or measure.explicit or option is not None
        if option:
            counted = measure.explicit or kind == "percent" or around.in_results or last[2] == "votes"
            return finding if counted or self._passed(sentence, i) else None
        if same := self._same_as_last(sentence, i, kind, last):
            finding.whos, finding.option, finding.stands_for = same.whos, same.option, same.stands_for
            return finding
        if kind == "change" or self.measurer.governor(sentence, i) == "share":
            if kind == "change" and not self._of_votes(sentence, i, last, around):
                return None
            finding.whos = self._owner_of_share(sentence, i)
            return finding if finding.whos else None
        owner, reason = self._owner(sentence, i, measure, around.header == "votes")
        if not owner and (spoken_of := around.spoken_of) and sentence.items[0].low in {"she", "he"} and i < 8:
            owner = [spoken_of] if self._first_verb(sentence, i) else []
        finding.whos = owner
        finding.sure = finding.sure or any(who.option for who in owner)
        finding.listed = around.header == "votes" or reason == "row"
        if kind == "percent":
            return finding if owner and self._share_is_sure(measure, reason, last, around, other is not None) else None
        if not owner:
            if measure.explicit and (self._tally(sentence, i) or (other is not None and reason == "weak")):
                finding.stands_for = "leader"
                return finding
            return None
        option_named = number.value >= 100 and any(who.option for who in owner)
        if (
            measure.explicit
            or option_named
            or around.header == "votes"
            or self._counts(sentence, i, reason, last, around)
        ):
            return finding
        return None

    def _first_verb(self, sentence: Sentence, i: int) -> bool:
        """Whether the number belongs to the sentence's first verb: "She received 9,200 votes"."""
        k = next((n for n in range(1, i) if sentence.items[n].word and sentence.items[n].tag.startswith("VB")), i)
        between = sentence.items[k + 1 : i]
        verb = self.verbs.poll_strong | self.verbs.poll_weak | self.verbs.standing
        return bool(sentence.phrase(k, verb)) and all(item.word and item.low not in {",", ";"} for item in between)

    def _respectively(self, sentence: Sentence, measures: dict[int, Measure]) -> dict[int, Finding]:
        """ "Ms Oak and Mr Bell had 10,020 and 9,876 votes respectively": one number each, in order."""
        items = sentence.items
        end = next(i for i, item in enumerate(items) if item.low == "respectively")
        numbers = [
            i
            for i in measures
            if i < end and measures[i].role in {"votes", "bare", "percent"} and not items[i].previous
        ]
        run = numbers[-1:]
        for i in reversed(numbers[:-1]):
            if all(
                item.low in {",", "and"} or item.low in self.words.counted["votes"] for item in items[i + 1 : run[0]]
            ):
                run.insert(0, i)
        people = (
            [
                item.who
                for item in items[: run[0]]
                if item.who and item.who.person and item.who.named and not item.who.possessive
            ]
            if run
            else []
        )
        roles = {measures[i].role for i in run}
        if len(run) < 2 or len(people) != len(run) or roles == {"bare"}:
            return {}
        kind: Kind = "percent" if "percent" in roles else "votes"
        return {i: Finding(kind, items[i].number, i, [who]) for i, who in zip(run, people, strict=True)}  # type: ignore[arg-type]  # run holds numbers

    # -- what a bare number is ------------------------------------------------

    def _counts(
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
        if (
            reason == "for pair"
            and self.measurer.pair(sentence, i, i + 1) is None
            and last[1] is None
            and not around.in_results
        ):
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
        if self.measurer.pair(sentence, i, i + 1) is not None and reason in {"weak", "on", "possessive", "with"}:
            return number.value >= 20
        if reason in {"on", "with", "weak"}:
            return around.in_results or number.value >= 100
        if reason in {"bracket", "row", "possessive"}:
            return around.in_results or number.value > 110
        return False

    def _share_is_sure(
        self, measure: Measure, reason: str, last: tuple[int, Finding | None, str], around: Surroundings, paired: bool
    ) -> bool:
        if measure.explicit:
            return True
        return reason in {"strong", "weak", "on", "with", "bracket", "row", "possessive", "share", "for pair"} and (
            around.in_results
            or last[2] in {"votes", "percent"}
            or around.header == "votes"
            or reason in {"strong", "share", "bracket"}
            or paired
        )

    def _speaks_of_shares(self, sentence: Sentence) -> bool:
        return bool(sentence.words & (self.words.counted["share"] | {"points"})) or any(
            item.number is not None and item.number.unit for item in sentence.items
        )

    def _of_votes(
        self, sentence: Sentence, i: int, last: tuple[int, Finding | None, str], around: Surroundings
    ) -> bool:
        """Whether what rose or fell can be a share of votes: not crime, not prices."""
        number = sentence.items[i].number
        if last[1] is not None or sentence.words & (self.words.counted["share"] | {"vote", "votes"}):
            return True
        return around.in_results and (number is None or number.unit != "percent" or around.header == "votes")

    def _passed(self, sentence: Sentence, i: int) -> bool:
        """ "It passed with N in favour and M opposed"."""
        return any(
            sentence.items[k].word and sentence.phrase(k, self.verbs.carried | self.verbs.rejected)
            for k in range(max(0, i - 3), i)
        )

    def _tally(self, sentence: Sentence, i: int) -> bool:
        """ "The tally stood at N to M": both sides are known from before."""
        before = [item.low for item in sentence.items[max(0, i - 2) : i]]
        return self.measurer.governor(sentence, i) == "vote_total" or before in (
            ["amounted", "to"],
            ["translated", "to"],
        )

    def _divides(self, sentence: Sentence, i: int, measure: Measure) -> bool:
        """A pair in a division or referendum: carried by N to M."""
        items = sentence.items
        if self.measurer.pair(sentence, i, measure.end) is None:
            return False
        subject_matter = sentence.words & (
            frozenset(self.words.chambers["objects"])
            | frozenset(self.words.chambers["voters"])
            | self.cues["question_matters"]
            | (self.cues["governing"] if i < 9 else frozenset())
        )
        k = next(
            (
                k
                for k in range(i - 1, max(-1, i - 10), -1)
                if items[k].word and sentence.phrase(k, self.verbs.carried | self.verbs.rejected)
            ),
            None,
        )
        if k is None or not subject_matter:
            return False
        between = items[k:i]
        return not any(item.who and item.who.person for item in between) and not any(item.number for item in between)

    # -- who has it -----------------------------------------------------------

    def _same_as_last(
        self, sentence: Sentence, i: int, kind: Kind, last: tuple[int, Finding | None, str]
    ) -> Finding | None:
        """The number says the same thing in another measure: "1,641, or 5.1 per cent", "45% (+3.1)", "6.2 to 31.9%"."""
        where, finding, _ = last
        if finding is None or (finding.kind == kind and kind != "change") or i - where > 10:
            return None
        between = sentence.items[where + 1 : i]
        if [item.low for item in between] in (["amounted", "to"], ["votes", "amounted", "to"]):
            return finding
        somebody_elses = any(x.low == "for" and y.who for x, y in pairwise(sentence.items[i + 1 : i + 4]))
        if somebody_elses or ("to" in {item.low for item in between} and finding.kind != "change"):
            return None
        if any(not item.word for item in between):
            return None
        words = [item.low for item in between if item.low not in self.cues["share_words"]]
        joined = set(words) <= self.cues["same_figure"]
        return finding if joined and (words or kind != finding.kind) else None

    def _stance(self, sentence: Sentence, i: int, measure: Measure) -> str | None:
        """For or against, where the number counts people or votes for an option."""
        items = sentence.items
        number = items[i].number
        k = measure.end
        near = [item.low for item in items[k : k + 3]]
        if any(item.who and item.who.option for item in items[max(0, i - 2) : i]):
            return None
        if (
            number is not None
            and number.unit == "percent"
            and i >= 2
            and items[i - 1].low in {"with", "by"}
            and items[i - 2].low in self.verbs.carried
            and sentence.words & (frozenset(self.words.chambers["objects"]) | self.cues["questions"])
        ):
            return "favour"
        if near[:2] in (["in", "favour"], ["in", "favor"]) or near[:3] in (
            ["vote", "in", "favour"],
            ["vote", "in", "favor"],
        ):
            return "favour"
        if measure.voters or (number is not None and number.unit):
            position = next((k + n for n in range(3) if sentence.phrase(k + n, self.verbs.oppose)), None)
            if position is not None and not any(items[n].who for n in range(k, min(position + 7, len(items)))):
                bare = items[position].low == "against" and not measure.voters
                closed = position + 1 >= len(items) or items[position + 1].low in {".", ",", ";", ")", "and"}
                return "oppose" if "," not in near[: position - k] and (closed or not bare) else None
            position = next((k + n for n in range(3) if sentence.phrase(k + n, self.verbs.favour)), None)
            if (
                position is not None
                and not any(items[n].who for n in range(k, min(position + 4, len(items))))
                and "of" not in near
            ):
                return "favour"
        if near[:2] in (["were", "against"], ["voted", "against"], ["voting", "against"]) or (
            near[:1] == ["against"] and (k + 1 >= len(items) or items[k + 1].low in {".", ",", ";", ")"})
        ):
            return "oppose"
        if near[:1] == ["opposed"] and (k + 1 >= len(items) or items[k + 1].low in {".", ",", ";", ")"}):
            return "oppose"
        if near[:1] == ["for"] and (k + 1 >= len(items) or items[k + 1].low in {"and", ",", ";", ")", "to"}):
            return "favour"
        if near[:2] in (["voted", "for"], ["voting", "for"], ["voted", "in"]) and not (
            k + 2 < len(items) and any(x.who for x in items[k + 2 : k + 5])
        ):
            return "favour"
        return None

    def _owner(self, sentence: Sentence, i: int, measure: Measure, listed: bool) -> tuple[list[Who], str]:
        """The recipients of the number and how it was seen."""
        if right := self._right_owner(sentence, i, measure):
            if right.party and not right.person and self.measurer.pair(sentence, i, measure.end) is None:
                subject, reason = self._subject_owner(sentence, i, measure.end)
                if subject and subject[0].person and subject[0].party in {right.party, None}:
                    return subject, reason
            return [right], "for pair"
        if rival := self._beats(sentence, i, measure):
            return rival, "strong"
        if left := self._left_owner(sentence, i, listed):
            return left
        if self._level_of_share(sentence, i) and (owners := self._owner_of_share(sentence, i)):
            return owners, "share"
        if self.measurer.governor(sentence, i) == "vote_total" and (owner := self._owner_of_total(sentence, i)):
            return [owner], "possessive"
        return self._subject_owner(sentence, i, measure.end)

    def _beats(self, sentence: Sentence, i: int, measure: Measure) -> list[Who]:
        """ "X beat Y N to M", "X is ahead of Y N to M": the first number is the subject's."""
        items = sentence.items
        k = i - 1
        while k >= 0 and i - k < REACH and (items[k].low in {"by", ",", "(", "with"} or items[k].number):
            k -= 1
        nearest = next((items[n] for n in range(i - 1, max(-1, i - REACH), -1) if not items[n].word), None)
        if (
            nearest is not None
            and nearest.who
            and nearest.who.option
            and not nearest.who.possessive
            and self.measurer.pair(sentence, i, measure.end) is not None
        ):
            return [nearest.who]
        begin = k
        while begin > 0 and k - begin < 8 and items[begin].word and items[begin].low != "," and items[k + 1].low == ",":
            begin -= 1
        if begin < k and items[begin].low == "," and items[begin - 1].who:
            k = begin - 1  # "beat Y, a trauma nurse, N to M"
        loser = items[k].who if k > 0 else None
        if loser is None or loser.possessive or self.measurer.pair(sentence, i, measure.end) is None:
            return []
        k -= 1
        while k >= 0 and is_modifier(items[k]):
            k -= 1
        for length in (3, 2, 1):
            if k - length + 1 >= 0 and sentence.phrase(k - length + 1, self.verbs.beat) == length:
                return self.subjects(sentence, k - length + 1)
        return []

    def _level_of_share(self, sentence: Sentence, i: int) -> bool:
        """ "while Labour's halved to 34.5%"."""
        items = sentence.items
        number = items[i].number
        if i < 2 or items[i - 1].low != "to" or number is None or number.unit != "percent":
            return False
        return any(item.low in self._moves for item in items[max(0, i - 4) : i])

    def _owner_of_total(self, sentence: Sentence, i: int) -> Who | None:
        """ "X's primary vote of N", "the Labour vote fell to N"."""
        items = sentence.items
        k = i - 1
        while k >= 0 and items[k].word and items[k].low not in self.words.counted["vote_total"]:
            k -= 1
        owner = self._possessor(sentence, k) if k >= 0 and items[k].word else None
        return owner if owner and (owner.possessive or not owner.person) else None

    def _right_owner(self, sentence: Sentence, i: int, measure: Measure) -> Who | None:
        """ "N for X", "N votes went to X", "the N of X"."""
        items = sentence.items
        k = measure.end
        if k + 2 < len(items) and items[k].low == "(" and items[k + 1].number and items[k + 2].low == ")":
            k += 3
        if k >= len(items):
            return None
        if (option := items[k].who) and option.option and not option.possessive:
            return option  # "9,200 No, 4,100 Yes"
        length = sentence.phrase(k, self.verbs.given_to)
        polled = sentence.phrase(k, self.verbs.poll_strong | self.verbs.poll_weak)
        if polled and items[k + polled : k + polled + 1] and items[k + polled].low == "by":
            length = polled + 1  # "the 9,400 secured by X"
        if items[k].low == "of" and i and items[i - 1].low == "the":
            length = 1
        if not length:
            return None
        k += length
        k = after_modifiers(items, k)
        if k + 1 < len(items) and items[k].low == "," and items[k - 1].who is None and items[k + 1].who:
            k += 1
        if (
            k < len(items)
            and (who := items[k].who)
            and not (who.possessive and k + 1 < len(items) and items[k + 1].number)
        ):
            return who if not who.possessive else None
        return None

    def _left_owner(self, sentence: Sentence, i: int, listed: bool = False) -> tuple[list[Who], str] | None:
        """ "X's N", "X (N)", "X N", "X on N", "X, who was eliminated, N", "with X third on N"."""
        items = sentence.items
        k = i - 1
        gap: list[str] = []
        if k > 1 and items[k].low == "whose" and (owner := items[k - 1].who or items[k - 2].who):
            return [owner], "possessive"
        if (
            k > 0
            and items[k].low in {"was", "is"}
            and (owner := items[k - 1].who)
            and owner.possessive
            and sentence.words & self.words.counted["share"]
        ):
            return [owner], "share"  # "Labour's share was 35%, while the SNP's was 29.8%"
        if (
            k > 1
            and items[k].low == ","
            and items[k - 1].low in self.words.counted["share"]
            and (owner := self._possessor(sentence, k - 1))
        ):
            return [owner], "share"  # "Reform's share, 43.6%, was up"
        if (
            k > 2
            and items[k].low == ")"
            and (party := items[k - 1].who)
            and items[k - 2].low == "("
            and not party.person
        ):
            return [party], "row"  # "L White (LD) 1,410", where the name was not recognised
        while (
            k >= 0
            and items[k].word
            and (items[k].low in self.cues["gap"] | _ORDINALS | self.cues["standing_words"])
            and len(gap) < 6
        ):
            gap.append(items[k].low)
            k -= 1
        if gap[-1:] == [","] and (k < 0 or items[k].who is None):
            start = next(
                (
                    n
                    for n in range(k, max(0, k - 12), -1)
                    if items[n].low in {"who", "which"} and items[n - 1].low in {",", "who"}
                ),
                None,
            )
            if start is not None and all(item.word for item in items[start:i]) and start >= 2 and items[start - 2].who:
                return [items[start - 2].who], "on" if "on" in gap else "row"  # type: ignore[list-item]  # checked in the condition
            return None
        if k < 0:
            return None
        if (who := items[k].who) is None:
            if gap and {"on", "at", "("} & set(gap) and items[k].capital and items[k].tag in {"NNP", "NNPS"}:
                return self._unknown_name(items, k)
            return None
        ahead = any(item.low in {"ahead", "clear", "front"} for item in items[max(0, k - 5) : k])
        seen = any(item.number and not item.previous for item in items[max(0, k - 14) : k])
        if self.cues["standing_words"] & set(gap) and not {"on", "at", "with"} & set(gap):
            return None
        words = [word for word in gap if word not in {"just", "only", "some", "a", "another"}]
        if who.possessive:
            if not words:
                return [who], "possessive"
            return None
        if (
            who.preposition in {"of", "than", "behind", "over"}
            and words
            and words[-1] in {"on", "at"}
            and seen
            and (ahead or who.preposition != "of")
        ):
            return [who], "on"
        if "by" in words or "having" in words or (words in ([","], ["-"]) and not who.named and not who.party):
            return None
        if (
            words == ["with"]
            and who.slot == "object"
            and not any(item.low in self.cues["showing"] for item in items[max(0, k - 3) : k])
        ):
            return None
        if (
            who.slot == "oblique"
            and words
            and words[-1] in {"with", "at", "on", "in"}
            and who.preposition not in {"with", "by", "including"}
        ):
            return None
        if (
            not listed
            and who.slot in {"oblique", "object"}
            and not words
            and who.preposition not in {"with", "by", "including"}
            and who.option is None
        ):
            return None
        reason = (
            "bracket" if "(" in words else "on" if {"on", "at"} & set(words) else "with" if "with" in words else "row"
        )
        return [who], reason

    @staticmethod
    def _unknown_name(items: list[Item], k: int) -> tuple[list[Who], str]:
        """Nobody, or the party of somebody whose name was not recognised: "Labor's Bree Hall third on 8,012"."""
        while k >= 0 and items[k].word and items[k].capital:
            k -= 1
        party = items[k].who if k >= 0 else None
        return ([party] if party is not None and party.party and not party.person else []), "on"

    def _subject_owner(self, sentence: Sentence, i: int, end: int) -> tuple[list[Who], str]:
        """The subject of the verb that has the number as its object, or as its "with", "on", "at"."""
        items = sentence.items
        k = i - 1
        while (
            k >= 0
            and items[k].word
            and (items[k].low in self.cues["adverbs"] or items[k].tag == "RB" or items[k].low in {"total", "tally"})
            and items[k].low not in {"had", "has", "have"}
        ):
            k -= 1
        if k < 0 or not items[k].word:
            return [], ""
        verb, reason = self._verb(sentence, k)
        if items[k].low == "by" and self.measurer.pair(sentence, i, end) is not None:
            verb, reason = k, "with"
        if not reason or self._unreal(sentence, verb):
            return [], ""
        if items[k].low in self.cues["vote_nouns"] and (owner := self._possessor(sentence, k)):
            return [owner], "possessive"
        return self.subjects(sentence, verb, i), reason

    def _unreal(self, sentence: Sentence, verb: int) -> bool:
        """Whether the verb is only hoped for: "would win with 9,000 votes"."""
        before = {item.low for item in sentence.items[max(0, verb - 4) : verb + 1] if item.word}
        return bool(before & self.cues["hopes"])

    def _verb(self, sentence: Sentence, k: int) -> tuple[int, str]:
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
            if k and (items[k - 1].low in self.verbs.standing or low == "with" or items[k - 1].low in _ORDINALS):
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
            verb, reason = self._verb(sentence, before) if before >= 0 and items[before].word else (k, "")
            return verb, reason
        return k, ""

    def _level(self, sentence: Sentence, k: int) -> bool:
        """ "took Mr Bell to 5,216", "brought her to 512"."""
        return any(item.low in self.cues["lifting"] for item in sentence.items[max(0, k - 3) : k])

    def _possessor(self, sentence: Sentence, k: int) -> Who | None:
        items = sentence.items
        k -= 1
        while k >= 0 and is_modifier(items[k]):
            k -= 1
        return items[k].who if k >= 0 and items[k].who else None

    def subjects(self, sentence: Sentence, verb: int, number: int = -1) -> list[Who]:
        """The subject of the verb at `verb`: the nearest eligible name to its left, or all that "each" joins."""
        items = sentence.items
        for k in range(verb - 1, max(-1, verb - REACH), -1):
            if items[k].low == ";":
                return []
            if items[k].low in {"who", "which", "that"} and items[k].tag in {"WP", "WDT", "WP$"} and k:
                antecedent = (
                    items[k - 1] if items[k - 1].who else items[k - 2] if k > 1 and items[k - 1].low == "," else None
                )
                if antecedent is not None and antecedent.who:
                    return [antecedent.who]
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
            if self._party_modifier(items, k):
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

    def _party_modifier(self, items: list[Item], k: int) -> bool:
        """A party that only describes a noun: "Labour voters polled", "the Tory vote"."""
        who = items[k].who
        if who is None or who.person or k + 1 >= len(items):
            return False
        following = items[k + 1]
        return (
            following.word
            and following.tag in {"NN", "NNS"}
            and following.low not in self.cues["candidate_nouns"]
            and following.low not in self.verbs.poll_weak | self.verbs.poll_strong
        )

    def _owner_of_share(self, sentence: Sentence, i: int) -> list[Who]:
        """Whose share rose or fell: the nearest possessive or party before the number."""
        items = sentence.items
        for k in range(i - 1, max(-1, i - REACH), -1):
            if items[k].low == ";":
                return []
            who = items[k].who
            if who is None or who.option:
                continue
            following = [item.low for item in items[k + 1 : k + 5]]
            shares = bool(set(following) & (self.words.counted["share"] | {"vote", "party"}))
            if who.possessive and (shares or not following or k + 1 < len(items)):
                return [who]
            if shares or (who.slot == "subject" and not self._party_modifier(items, k)):
                of_party = {"whose", "party"} <= set(following)  # "X, whose party doubled its share"
                return [Who(party=who.party)] if of_party and who.party else [] if of_party else [who]
        return []

    # -- pairs ----------------------------------------------------------------

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
        other = self.measurer.pair(sentence, i, measure.end)
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
        right = self._right_owner(sentence, other, measures[other])
        left = None if right else self._left_owner(sentence, other)
        if right or left:
            made.whos = [right] if right else left[0]  # type: ignore[index]  # one of the two is set
        elif finding.whos:
            loser = self._loser(sentence, i, finding.whos[0])
            made.whos, made.stands_for = ([loser], "") if loser else ([], "runner-up")
        else:
            made.stands_for = "runner-up"
        taken[other] = made

    def _loser(self, sentence: Sentence, i: int, winner: Who) -> Who | None:
        """The object of beat, oust, edge out ... before the number."""
        items = sentence.items
        for k in range(i - 1, max(-1, i - REACH), -1):
            who = items[k].who
            if (
                who is not None
                and who is not winner
                and not who.possessive
                and who.slot in {"object", "oblique", "subject"}
            ):
                if who.person is not None and who.person is winner.person:
                    continue
                before = k - 1
                while before >= 0 and is_modifier(items[before]):
                    before -= 1
                for length in (3, 2, 1):
                    if before - length + 1 >= 0 and sentence.phrase(before - length + 1, self.verbs.beat) == length:
                        return who
        return None
