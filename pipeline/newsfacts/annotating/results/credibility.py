"""Which contests the article really reports.

    >>> # "Cruz won. ¶ ... ¶ In Higham, voters shrugged."  ->  nobody says that Cruz won Higham

A win that comes without any figure is believed only where its place is named in the same paragraph: what else links
the two is a guess, and in news that is not about a count the guess is mostly wrong. So are figures that stand far from
the place, in an article that names no election there. A person is no place; who wins where nobody votes wins a match.
"""

from __future__ import annotations

from collections import defaultdict

from newsfacts.annotating.types import Contest, Layout, Person, TextSpan, VoteCount, VoteShare

Results = tuple[list[Contest], list[VoteCount], list[VoteShare]]
_STATED = ("winner", "winners", "winner_party", "outcome")
_LEAD = 4  # paragraphs, with headline and by-line


def credible(results: Results, voted: bool, layout: Layout, people: list[Person]) -> Results:
    """The results without the contests that are not believed, and the votes in these.

    `voted` tells whether the article speaks of votes or elections at all.
    """
    contests, counts, shares = results
    names = {name for person in people for name in (person.name, person.name.split()[-1])}
    figures: dict[int, list[int]] = defaultdict(list)
    every: list[VoteCount | VoteShare] = [*counts, *shares]
    for figure in every:
        figures[id(figure.contest)].append(figure.evidence.start)
    kept = [
        contest
        for contest in contests
        if contest.place not in names
        and (voted or contest.winner_party or figures[id(contest)])
        and _stands_together(contest, figures[id(contest)], layout)
    ]
    dropped = {id(contest) for contest in contests} - {id(contest) for contest in kept}
    return (
        kept,
        [count for count in counts if id(count.contest) not in dropped],
        [share for share in shares if id(share.contest) not in dropped],
    )


def _stands_together(contest: Contest, figures: list[int], layout: Layout) -> bool:
    """Whether figures of its own or a paragraph join the contest's place to what is said of it."""
    places = {layout.paragraph_at(mention.start) for mention in _mentions(contest)}
    if figures:
        near = {layout.paragraph_at(start) + step for start in figures for step in (-1, 0, 1)}
        stated = contest.kind != "other" and any(getattr(contest, name) for name in _STATED)
        return stated or min(places) < _LEAD or not near.isdisjoint(places)
    if contest.majority is not None or contest.turnout_percent is not None:
        return True
    said = {layout.paragraph_at(contest.evidence[name].start) for name in _STATED if name in contest.evidence}
    return not said.isdisjoint(places)


def _mentions(contest: Contest) -> list[TextSpan]:
    return [contest.evidence["place"], *contest.mentions]
