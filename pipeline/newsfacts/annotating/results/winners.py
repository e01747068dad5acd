"""Winner, gain or hold, and from whom: by what is stated, else by a complete list of counts."""

from __future__ import annotations

from newsfacts.annotating.results.arithmetic import decisive, leading
from newsfacts.annotating.results.facts import Fact
from newsfacts.annotating.results.polls import Bound, Poll
from newsfacts.annotating.types import Contest, TextSpan


def state_outcome(contest: Contest, poll: Poll) -> None:
    """Winner, gain or hold, and from whom, by what is stated."""
    facts = [fact for _, fact in poll.facts]
    across = {f.start for f in facts if poll.nomination and f.kind == "loser" and _of_another_party(f, facts)}
    wins = [f for f in facts if f.kind in {"gain", "hold", "winner"} and f.start not in across]
    if poll.nomination and len({id(f.who.person) for f in wins if f.who.person}) > 1:
        return  # each party, or each of several states, has a winner of its own
    together: dict[tuple[int, int], set[int]] = {}
    for fact in wins:
        if fact.kind == "winner" and fact.who.person:
            together.setdefault((fact.start, fact.index), set()).add(id(fact.who.person))
    if poll.seats > 1 or any(len(people) > 1 for people in together.values()):
        poll.seats = max(2, poll.seats)
        people = {id(f.who.person): f for f in wins if f.who.person and f.kind == "winner"}
        contest.winners = [f.who.person for f in people.values() if f.who.person]
        if people:
            contest.evidence["winners"] = _span(next(iter(people.values())))
        return
    losers = {id(f.who.person) for f in facts if f.kind == "loser" and f.who.person}
    wins = [
        f
        for f in wins
        if not (
            f.who.person
            and id(f.who.person) in losers
            and any(w is not f and w.who.person is not f.who.person for w in wins)
        )
    ]
    best = (
        next((f for f in wins if f.who.person and f.who.person_named), None)
        or next((f for f in wins if f.who.person), None)
        or next(iter(wins), None)
    )
    counted = {id(b.person) for b in poll.findings if b.person}
    heirs = {id(f.who.person): f for f in facts if f.kind == "successor" and id(f.who.person) in counted}
    if len(heirs) == 1 and (best is None or best.who.person is None):
        best = next(iter(heirs.values()))
    if best is None:
        return
    party_fact = next((f for f in wins if f.who.party), None)
    person = best.who.person
    party = best.who.party or (party_fact.who.party if party_fact else None)
    if person is None:
        person = poll.candidate_of(party)
    if person is not None and poll.parties.get(id(person)):
        party = poll.parties[id(person)]
    party = party or poll.party
    if person is not None and contest.kind != "referendum":
        contest.winner = person
        contest.evidence["winner"] = _span(best)
    if party:
        contest.winner_party = party
        contest.evidence["winner_party"] = _span(best)
    of_winner = [f for f in wins if f.who.party in {party, None} and f.who.person in {person, None}]
    _changed_hands(contest, poll, of_winner, facts)


def _of_another_party(loser: Fact, facts: list[Fact]) -> bool:
    """ "X (D) edged Y (R)", of two primaries: X had more votes than Y, and won nothing from Y."""
    sides = {f.who.party for f in facts if f.start == loser.start and f.who.party}
    return len(sides) > 1


def _changed_hands(contest: Contest, poll: Poll, wins: list[Fact], facts: list[Fact]) -> None:
    party = contest.winner_party
    if poll.nomination or contest.kind in {"leadership election", "referendum", "legislative vote"}:
        return
    gain = next((f for f in wins if f.kind == "gain"), None)
    hold = next((f for f in wins if f.kind == "hold"), None)
    source = next((f for f in wins if f.from_who and f.from_who.party and f.from_who.party != party), None)
    holder = next((f for f in facts if f.kind == "holder" and f.who.party), None)
    loser = next((f for f in facts if f.kind == "loser" and f.who.party and f.who.party != party), None)
    if source is not None:
        contest.outcome, contest.from_party = "gain", source.from_who.party if source.from_who else None
        contest.evidence |= {"outcome": _span(source), "from_party": _span(source)}
    elif hold is not None and not (gain and gain.index != hold.index):
        contest.outcome = "hold"
        contest.evidence["outcome"] = _span(hold)
    elif holder is not None and party is not None:
        contest.outcome = "hold" if holder.who.party == party else "gain"
        contest.evidence["outcome"] = _span(holder)
        if contest.outcome == "gain":
            contest.from_party = holder.who.party
            contest.evidence["from_party"] = _span(holder)
    elif gain is not None:
        contest.outcome = "gain"
        contest.evidence["outcome"] = _span(gain)
        if loser is not None and not loser.who.person:
            contest.from_party = loser.who.party
            contest.evidence["from_party"] = _span(loser)


def winner_by_count(contest: Contest, poll: Poll) -> None:
    """The highest count of a complete list wins; so does the option with more votes, and "N to M" before fewer."""
    if contest.winner is not None or poll.seats > 1:
        return
    if poll.question:
        ranked = leading([b for b in poll.findings if b.option and b.finding.kind == "votes"])
        shares = leading([b for b in poll.findings if b.option and b.finding.kind == "percent"])
        if len(ranked) < 2 and shares and shares[0].finding.number.value > 50:
            contest.winner = shares[0].option
            contest.evidence["winner"] = _number(shares[0])
        elif len(ranked) >= 2 and ranked[0].finding.number.value > ranked[1].finding.number.value:
            contest.winner = ranked[0].option
            contest.evidence["winner"] = _number(ranked[0])
        return
    counts = [b for b in poll.findings if b.finding.kind == "votes" and b.stage_kind is None]
    ranked = leading([b for b in counts if b.finding.listed])
    if len(ranked) < 2 and (_paired(leading(counts)) or _left_over(leading(counts), contest.winner_party)):
        ranked = leading(counts)
    if len(ranked) < 2 or ranked[0].finding.number.value == ranked[1].finding.number.value:
        return
    top = ranked[0]
    if contest.winner_party is not None:  # stated, and with it whether the seat changed hands
        if top.person is not None and top.party in {None, contest.winner_party}:
            contest.winner, contest.evidence["winner"] = top.person, _number(top)
        return
    if top.person is not None:
        contest.winner = top.person
        contest.evidence["winner"] = _number(top)
    if top.party:
        contest.winner_party = top.party
        contest.evidence["winner_party"] = _number(top)
    _changed_hands(
        contest,
        poll,
        [f for _, f in poll.facts if f.kind in {"gain", "hold"} and f.who.party == top.party],
        [f for _, f in poll.facts],
    )


def _paired(ranked: list[Bound]) -> bool:
    """ "X polled 9,204 votes to 8,011 for Y; Z had 500": the two highest counts are told as a pair."""
    first_two = ranked[:2] if len(ranked) > 2 else []
    paired = bool(first_two) and all(b.finding.pair and not b.finding.partial for b in first_two)
    return paired and first_two[0].sentence == first_two[1].sentence and first_two[0].person is not None


def _left_over(ranked: list[Bound], winner_party: str | None) -> bool:
    """Whether the highest count is of somebody without a party, and all others are known not to be of the winner's."""
    others = [b.party for b in ranked[1:]]
    known = all(party not in {None, winner_party} for party in others)
    return winner_party is not None and len(others) > 1 and ranked[0].party is None and known


def winner_by_margin(contest: Contest, poll: Poll) -> None:
    """The majority is the gap between two counts: the higher one won."""
    ranked = decisive(poll)
    if contest.winner is None and contest.winner_party is None and len(ranked) >= 2:
        contest.winner, contest.winner_party = ranked[0].person or ranked[0].option, ranked[0].party
        for name in ("winner", "winner_party"):
            if getattr(contest, name) is not None:
                contest.evidence[name] = _number(ranked[0])


def spread_party(contest: Contest, poll: Poll) -> None:
    """The winner's counts carry the party that the result gives the winner."""
    for bound in poll.findings:
        if bound.person is not None and bound.person is contest.winner and bound.party is None:
            bound.party = contest.winner_party


def _span(fact: Fact) -> TextSpan:
    return TextSpan(fact.start, fact.end)


def _number(bound: Bound) -> TextSpan:
    return TextSpan(bound.finding.number.start, bound.finding.number.end)
