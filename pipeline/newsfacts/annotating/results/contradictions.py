"""Figures that cannot be the poll's, by what the article says of it elsewhere.

    >>> # "X beat Y by 12,345 to 11,111. ¶ ... ¶ The board agreed by seven votes to four."  ->  not Y's four

Nobody is given a figure on a guess that differs from the one stated; a poll of thousands has no pair of single
figures; a poll of candidates has no Ayes.
"""

from __future__ import annotations

from newsfacts.annotating.results.polls import Bound, Poll

_ALIKE = 0.05  # share by which two figures for the same thing may differ, rounded or recounted
_THOUSANDS, _TINY = 2000, 0.005
_SEVERAL = 3  # shares of one option that no single vote has
_BESIDE = 6  # items between the two numbers of a pair


def drop_contradicted(poll: Poll) -> None:
    """Take the findings from `poll` that its other findings speak against, with the other half of their pair."""
    if poll.question:
        if any(len(_figures(poll, option)) >= _SEVERAL for option in ("Yes", "No", "Leave", "Remain")):
            poll.findings.clear()  # the history of several votes, told as if they were one
        return
    poll.findings = [bound for bound in poll.findings if bound.person or bound.party]
    votes = [bound.finding.number.value for bound in poll.findings if bound.finding.kind == "votes"]
    most = max(votes, default=0)
    staged = any(bound.stage for bound in poll.findings)  # figures grow from count to count
    out = {
        id(bound)
        for bound in poll.findings
        if (not staged and _unfounded(bound, poll)) or (most > _THOUSANDS and _tiny(bound, poll, most))
    }
    out |= {id(partner) for bound in poll.findings if id(bound) in out and (partner := _partner(bound, poll))}
    poll.findings = [bound for bound in poll.findings if id(bound) not in out]


def _figures(poll: Poll, option: str) -> set[float]:
    """The different shares of an option."""
    return {b.finding.number.value for b in poll.findings if b.option == option and b.finding.kind == "percent"}


def _unfounded(guess: Bound, poll: Poll) -> bool:
    """Whether a figure that names nobody stands alone, or another one is stated of whom it is guessed to be about."""
    if not guess.finding.stands_for:
        return False
    if _partner(guess, poll) is None:
        return True
    value = guess.finding.number.value
    return any(
        abs(known.finding.number.value - value) > _ALIKE * known.finding.number.value
        for known in poll.findings
        if known is not guess
        and not known.finding.stands_for
        and known.finding.kind == guess.finding.kind
        and (known.person is guess.person if guess.person else known.party == guess.party)
    )


def _tiny(bound: Bound, poll: Poll, most: float) -> bool:
    """Whether the number and the other of its pair are both nothing beside the poll's highest count."""
    if bound.finding.kind != "votes" or bound.finding.number.value > _TINY * most:
        return False
    partner = _partner(bound, poll)
    return partner is not None and partner.finding.number.value <= _TINY * most


def _partner(bound: Bound, poll: Poll) -> Bound | None:
    """The other half of "N to M"."""
    if not bound.finding.pair:
        return None
    return next(
        (
            other
            for other in poll.findings
            if other is not bound
            and other.finding.pair
            and other.sentence == bound.sentence
            and abs(other.finding.index - bound.finding.index) <= _BESIDE
        ),
        None,
    )
