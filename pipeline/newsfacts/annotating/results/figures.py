"""Figures about a whole poll: turnout, swing and majority."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsfacts.annotating.results.arithmetic import leading
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.polls import Poll, tells_of_a_nomination
from newsfacts.annotating.results.readings import Reading
from newsfacts.annotating.results.winners import winner_by_margin
from newsfacts.annotating.types import Contest, TextSpan


class FigureReader:
    """Gives the polls the figures that the sentences state."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.cues = lexicon.cues

    def _poll_for(self, reading: Reading, n: int, offset: int) -> Poll | None:
        """The poll that a figure about a whole poll belongs to, among those with a result."""
        sentence = reading.sentences[n]
        binder = reading.binder
        assert binder is not None
        there = any(a.start == offset and b.low == "there" for a, b in pairwise(sentence.items))
        explicit = None if there else binder.explicit(sentence.start, sentence.end, offset, sentence)
        if explicit is not None and explicit.has_result:
            return explicit
        if poll := reading.poll_at.get(n):
            return poll
        people = [i.who.person for i in sentence.items if i.who and i.who.person]
        if poll := binder.known(people):
            return poll
        questions = [p for p in reading.polls if p.kind == "referendum"]
        if questions and len(questions) == len(reading.polls):
            return questions[0]
        if len(reading.polls) == 2 and (current := binder.current_at[n]) is not None and current.has_result:
            return current
        nearest = None
        for k in range(n, -1, -1):
            mentions = [
                m for m in binder.in_sentence(reading.sentences[k].start, reading.sentences[k].end) if m[1].has_result
            ]
            if mentions:
                nearest = mentions[-1][1]
                break
            if k in reading.poll_at:
                nearest = reading.poll_at[k]
                break
        sole = reading.polls[0] if len(reading.polls) == 1 else None
        return nearest or (sole if sole is not None and sole.kind not in {"general election", "other"} else None)

    def turnout_and_swing(self, reading: Reading, contests: dict[int, Contest]) -> None:
        several = self.cues["several_polls"]
        unreal = self.cues["not_yet_swing"]
        for n, sentence in enumerate(reading.sentences):
            for i, measure in reading.measures[n].items():
                item = sentence.items[i]
                number = item.number
                if (
                    measure.role not in {"turnout", "swing"}
                    or number is None
                    or number.unit is None
                    or number.value > 100
                    or item.previous
                    or item.quoted
                ):
                    continue
                stated = i > 0 and sentence.items[i - 1].low in {"the", "that", "this"}  # however the sentence goes on
                stated = stated or "on" in {x.low for x in sentence.items[max(0, i - 4) : i]}  # "on a swing of 12%"
                if sentence.words & several or (measure.role == "swing" and not stated and sentence.words & unreal):
                    continue
                poll = self._poll_for(reading, n, item.start)
                if poll is not None and poll.kind == "legislative vote":  # nobody turns out for a division
                    others = [p for p in reading.polls if p.kind != "legislative vote" and p.has_result]
                    poll = others[0] if len(others) == 1 else None
                contest = contests.get(id(poll)) if poll else None
                if contest is None or number.qualifier:
                    continue
                if contest.kind == "referendum" and sentence.words & self.cues["union_matters"]:
                    continue  # of the ballot on a strike beside it
                span = TextSpan(number.start, number.end)
                if measure.role == "turnout" and contest.turnout_percent is None:
                    contest.turnout_percent = number.value
                    contest.evidence["turnout_percent"] = span
                elif measure.role == "swing" and contest.swing_percent is None:
                    contest.swing_percent = number.value
                    contest.evidence["swing_percent"] = span
                    self._swing_direction(contest, sentence, i)

    @staticmethod
    def _swing_direction(contest: Contest, sentence: Sentence, i: int) -> None:
        preposition = ""
        for item in sentence.items[i + 1 : i + 9]:
            if item.low in {"from", "to", "against", "towards", "away", "behind"}:
                preposition = item.low
            elif item.who and item.who.party and not preposition:  # "12% Con to Lab"
                contest.swing_from = item.who.party
                contest.evidence["swing_from"] = TextSpan(item.start, item.end)
            elif item.low in {",", ";", "."}:
                return
            elif item.who and item.who.party and preposition:
                name = "swing_to" if preposition in {"to", "towards", "behind"} else "swing_from"
                if getattr(contest, name) is None:
                    setattr(contest, name, item.who.party)
                    contest.evidence[name] = TextSpan(item.start, item.end)

    def margins(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Exact majorities of this poll: sentence and item."""
        first = self.cues["early"]
        for n, sentence in enumerate(reading.sentences):
            for i, measure in reading.measures[n].items():
                item = sentence.items[i]
                number = item.number
                if (
                    measure.role not in {"majority", "gap"}
                    or number is None
                    or number.qualifier
                    or not number.whole
                    or item.previous
                    or item.quoted
                    or number.value < 1
                ):
                    continue
                left = [x.low for x in sentence.items[max(0, i - 7) : i]]
                joined = " ".join(left)
                if any(f" {p} " in f" {joined} " for p in self.words.majority["previous"]):
                    continue
                near = set(left[-4:])
                if near & self.words.majority["previous_adjectives"] and near & self.cues["margin_nouns"]:
                    continue
                of_seats = any(x.low in {"seat", "seats"} for x in sentence.items[i + 1 : i + 3])
                if near & self.words.majority["house"] or of_seats:
                    continue
                early = sentence.words & first and sentence.words & self.cues["early_nouns"]
                if early and not self._fits(reading, n, i):
                    continue  # a lead at a count that a later one replaced
                if any(a == "had" and b in self.cues["tenure"] for a, b in pairwise(_clause_before(sentence, i))):
                    continue
                if left[-1:] == ["from"] and [x.low for x in sentence.items[i + 1 : i + 2]] == ["to"]:
                    continue  # "increased the majority from 3,980 to 6,455"
                if {x.low for x in sentence.items[i + 1 : i + 7]} & self.cues["left_behind"]:
                    continue
                by = "by" in near and not set(left) & self.cues["margin_nouns"]
                said = set(left[-3:]) & self.cues["margin_nouns"] and left[-1:] == ["of"]  # "from X with a majority of"
                behind = bool(set(left) & self.cues["trailing_by"]) and "to" not in left[-2:] and not said
                verb = next((x.low for x in reversed(sentence.items[:i]) if x.word and x.tag.startswith("VB")), "")
                if not (by or behind) or {*left, verb} & self.words.majority["margin_verbs"]:
                    yield n, i

    def majorities(self, reading: Reading, contests: dict[int, Contest], margins: list[tuple[int, int]]) -> None:
        fitting_first = sorted(margins, key=lambda m: not self._fits(reading, *m))
        for n, i in fitting_first:
            item = reading.sentences[n].items[i]
            number = item.number
            assert number is not None
            poll = self._poll_for(reading, n, item.start)
            named = poll is not None and (len(reading.polls) == 1 or self._certain(reading, n, poll))
            if not named:
                fitting = [p for p in reading.polls if id(p) in contests and _gap(p) == number.value]
                poll = fitting[0] if len(fitting) == 1 else poll if not fitting else None
            if reading.measures[n][i].role == "gap" and (poll is None or _gap(poll) != number.value):
                continue  # between two of the losers
            if poll is not None and poll.kind == "referendum" and _gap(poll) not in {None, number.value}:
                continue  # of a part of the country
            if (
                poll is not None
                and not (poll.nomination or poll.question or reading.about_a_nomination)
                and tells_of_a_nomination(reading.sentences[n], self.cues)
            ):
                continue
            if poll is not None and poll.seats > 1:
                continue  # the last of several seats was won by so much
            contest = contests.get(id(poll)) if poll else None
            if contest is not None and contest.majority is None and not self._of_another(reading, n, i, contest):
                contest.majority = int(number.value)
                contest.majority_source = "stated"
                contest.evidence["majority"] = TextSpan(number.start, number.end)
                if poll is not None and _gap(poll) == number.value:
                    winner_by_margin(contest, poll)

    @staticmethod
    def _fits(reading: Reading, n: int, i: int) -> bool:
        """Whether the figure is the gap between the two highest counts of a poll."""
        number = reading.sentences[n].items[i].number
        return number is not None and any(_gap(poll) == number.value for poll in reading.polls)

    def _of_another(self, reading: Reading, n: int, i: int, contest: Contest) -> bool:
        """ "X, a former minister who won it by 5,218": somebody else's majority than the winner's."""
        items = reading.sentences[n].items
        for k in range(i - 1, max(0, i - 8), -1):
            if items[k].low in {",", ";"}:
                return False
            if items[k].low == "who" and set(_clause_before(reading.sentences[n], i)) & self.cues["tenure"]:
                who = next((x.who for x in reversed(items[max(0, k - 8) : k]) if x.who and x.who.person), None)
                return who is not None and who.person is not contest.winner
        return False

    def _certain(self, reading: Reading, n: int, poll: Poll) -> bool:
        """Whether the sentence itself names the poll or one of its candidates."""
        sentence, binder = reading.sentences[n], reading.binder
        assert binder is not None
        if binder.in_sentence(sentence.start, sentence.end) or n in reading.poll_at:
            return True
        return any(i.who and i.who.person and id(i.who.person) in poll.candidates for i in sentence.items)


def _gap(poll: Poll) -> float | None:
    for kind in ("final", "two_party", None):
        ranked = leading([b for b in poll.findings if b.finding.kind == "votes" and b.stage_kind == kind])
        if len(ranked) >= 2:
            return ranked[0].finding.number.value - ranked[1].finding.number.value
    return None


def _clause_before(sentence: Sentence, i: int) -> list[str]:
    """The words of the clause before item `i`."""
    words: list[str] = []
    for item in reversed(sentence.items[max(0, i - 16) : i]):
        if item.low in {",", ";", "—", "–", "but"}:
            break
        words.insert(0, item.low)
    return words
