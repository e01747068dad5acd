"""From polls with findings to contests, vote counts and vote shares."""

from __future__ import annotations

from newsfacts.annotating.results.arithmetic import add_warnings, derive_majority
from newsfacts.annotating.results.contradictions import drop_contradicted
from newsfacts.annotating.results.dates import DateFinder
from newsfacts.annotating.results.figures import FigureReader
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.polls import LEAD, Bound, Poll
from newsfacts.annotating.results.readings import Reading
from newsfacts.annotating.results.settling import Settler
from newsfacts.annotating.results.winners import spread_party, state_outcome, winner_by_count
from newsfacts.annotating.types import Contest, TextSpan, VoteCount, VoteShare

Results = tuple[list[Contest], list[VoteCount], list[VoteShare]]


class Assembler:
    """Turns a reading into results."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.settler = Settler(lexicon)
        self.figures = FigureReader(lexicon)
        self.dates = DateFinder(lexicon)

    def assemble(self, reading: Reading) -> Results:
        """Contests in order of their first mention, counts and shares in text order."""
        if not reading.polls:
            return [], [], []
        margins = list(self.figures.margins(reading))
        contests: dict[int, Contest] = {}
        counts: list[VoteCount] = []
        shares: list[VoteShare] = []
        for poll in reading.polls:
            self.settler.settle(poll, reading)
            drop_contradicted(poll)
        for poll in reading.polls:
            if not poll.has_result or _is_background(poll):
                continue
            contest = Contest(poll.place, poll.kind, evidence={"place": poll.evidence, "kind": poll.evidence})
            contest.mentions = [TextSpan(*span) for span in poll.seed.mentions] if poll.seed else [poll.evidence]
            contests[id(poll)] = contest
            state_outcome(contest, poll)
            spread_party(contest, poll)
            for bound in poll.findings:
                self._record(contest, bound, reading, counts, shares)
            winner_by_count(contest, poll)
        self.dates.set_dates(reading, contests)
        self.figures.turnout_and_swing(reading, contests)
        self.figures.majorities(reading, contests, margins)
        for poll in reading.polls:
            if finished := contests.get(id(poll)):
                if finished.majority is None:
                    derive_majority(finished, poll)
                add_warnings(finished, poll)
        counted = {id(c.contest) for c in counts} | {id(s.contest) for s in shares}
        told = [c for c in contests.values() if id(c) in counted or _says_something(c)]
        order = sorted(told, key=lambda c: c.evidence["place"].start)
        counts.sort(key=lambda v: v.evidence)
        shares.sort(key=lambda v: v.evidence)
        return order, counts, shares

    def _record(
        self, contest: Contest, bound: Bound, reading: Reading, counts: list[VoteCount], shares: list[VoteShare]
    ) -> None:
        number = bound.finding.number
        evidence = TextSpan(number.start, number.end)
        sentence = reading.sentences[bound.sentence].span
        qualifier = number.qualifier
        if bound.finding.kind == "votes":
            counts.append(
                VoteCount(
                    int(number.value),
                    evidence,
                    sentence,
                    contest,
                    bound.person,
                    bound.party,
                    bound.option,
                    qualifier,
                    bound.stage,
                    bound.stage_kind,
                )
            )
            return
        if number.value > 100:
            return
        share = VoteShare(
            evidence,
            sentence,
            None,
            None,
            contest,
            bound.person,
            bound.party,
            bound.option,
            qualifier,
            bound.stage,
            bound.stage_kind,
        )
        if bound.finding.kind == "percent":
            share.percent = number.value
        elif bound.finding.kind == "change" and bound.finding.sign:
            share.change = bound.finding.sign * number.value
        else:
            return
        shares.append(share)


def _is_background(poll: Poll) -> bool:
    """ "Mr Oak, who won Higham": primaries and other earlier polls that an article about a campaign mentions.

    Without a count of votes such a poll is believed only where the lead reports it.
    """
    counted = any(b.finding.kind == "votes" and b.finding.sure for b in poll.findings)
    if counted or poll.question or (poll.said and poll.seed is not None and not poll.nomination):
        return False
    reported = [b.sentence for b in poll.findings] + [n for n, f in poll.facts if f.kind in {"winner", "gain", "hold"}]
    return min(reported, default=LEAD) >= LEAD


def _says_something(contest: Contest) -> bool:
    """Whether anything but the place is known of the contest."""
    figures = (contest.majority, contest.turnout_percent, contest.swing_percent)
    named = contest.winner or contest.winners or contest.winner_party or contest.outcome
    return bool(named) or any(figure is not None for figure in figures)
