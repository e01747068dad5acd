"""Which contests the article really reports.

    >>> # "Cruz won. ¶ ... ¶ In Higham, voters shrugged."  ->  nobody says that Cruz won Higham

A win that comes without any figure is believed only where its place is named in the same paragraph: what else links
the two is a guess, and in news that is not about a count the guess is mostly wrong. A person is no place.
"""

from __future__ import annotations

from newsfacts.annotating.types import Contest, Layout, Person, TextSpan, VoteCount, VoteShare

Results = tuple[list[Contest], list[VoteCount], list[VoteShare]]
_STATED = ("winner", "winners", "winner_party", "outcome")


def credible(results: Results, layout: Layout, people: list[Person]) -> Results:
    """The results without the contests that are not believed, and the votes in these."""
    contests, counts, shares = results
    counted = {id(count.contest) for count in counts} | {id(share.contest) for share in shares}
    names = {name for person in people for name in (person.name, person.name.split()[-1])}
    kept = [
        contest
        for contest in contests
        if contest.place not in names and (id(contest) in counted or _stands_together(contest, layout))
    ]
    dropped = {id(contest) for contest in contests} - {id(contest) for contest in kept}
    return (
        kept,
        [count for count in counts if id(count.contest) not in dropped],
        [share for share in shares if id(share.contest) not in dropped],
    )


def _stands_together(contest: Contest, layout: Layout) -> bool:
    """Whether a figure of its own or a paragraph joins the contest's place to what is said of it."""
    if contest.majority is not None or contest.turnout_percent is not None:
        return True
    said = {layout.paragraph_at(contest.evidence[name].start) for name in _STATED if name in contest.evidence}
    return not said.isdisjoint(layout.paragraph_at(mention.start) for mention in _mentions(contest))


def _mentions(contest: Contest) -> list[TextSpan]:
    return [contest.evidence["place"], *contest.mentions]
