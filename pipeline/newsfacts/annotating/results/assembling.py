"""From polls with findings to contests, vote counts and vote shares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsfacts.annotating.results.arithmetic import add_warnings, decisive, derive_majority, leading
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.outcomes import Fact
from newsfacts.annotating.results.polls import Bound, Poll
from newsfacts.annotating.results.reading import Reading
from newsfacts.annotating.results.recipients import REACH
from newsfacts.annotating.types import Contest, TextSpan, VoteCount, VoteShare

_OPPOSITES = {"Yes": "No", "No": "Yes", "Leave": "Remain", "Remain": "Leave", "Ayes": "Noes", "Noes": "Ayes"}
Results = tuple[list[Contest], list[VoteCount], list[VoteShare]]


class Assembler:
    """Turns a reading into results."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues

    def assemble(self, reading: Reading) -> Results:
        """Contests in order of their first mention, counts and shares in text order."""
        if not reading.polls:
            return [], [], []
        margins = list(self._margins(reading))
        contests: dict[int, Contest] = {}
        counts: list[VoteCount] = []
        shares: list[VoteShare] = []
        for poll in reading.polls:
            self._settle(poll, reading)
        for poll in reading.polls:
            if not self._has_result(poll):
                continue
            contest = Contest(poll.place, poll.kind, evidence={"place": poll.evidence, "kind": poll.evidence})
            contest.mentions = [TextSpan(*span) for span in poll.seed.mentions] if poll.seed else [poll.evidence]
            contests[id(poll)] = contest
            self._outcome(contest, poll)
            self._spread_party(contest, poll)
            for bound in poll.findings:
                self._record(contest, bound, reading, counts, shares)
            self._winner_by_count(contest, poll)
        self._turnout_and_swing(reading, contests)
        self._majorities(reading, contests, margins)
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

    # -- who -------------------------------------------------------------------

    def _settle(self, poll: Poll, reading: Reading) -> None:
        """Resolve what the sentences left open: the pair's sides, options, candidates of parties."""
        for bound in poll.findings:
            if bound.option in {"favour", "oppose"} or (
                bound.option is None
                and not bound.finding.whos
                and bound.finding.stands_for == ""
                and bound.finding.pair
            ):
                bound.option = self._option(poll, bound, reading)
        for bound in list(poll.findings):
            if bound.finding.stands_for and bound.person is None and bound.party is None and bound.option is None:
                self._stand_in(poll, bound, reading)
        for bound in poll.findings:
            if bound.person is None and bound.option is None and bound.party:
                bound.person = poll.candidate_of(bound.party)
            if bound.person is not None and bound.party is None:
                bound.party = bound.person.party or poll.party
        poll.findings = [b for b in poll.findings if b.person or b.party or b.option]

    def _option(self, poll: Poll, bound: Bound, reading: Reading) -> str | None:
        yes, no = ("Ayes", "Noes") if poll.kind == "legislative vote" else ("Yes", "No")
        if bound.option:
            return yes if bound.option == "favour" else no
        sentence = reading.sentences[bound.sentence]
        rejected = self._rejected(sentence, bound.finding.index)
        pair = [b for b in poll.findings if b.sentence == bound.sentence and b.finding.pair]
        if rejected is None or len(pair) != 2:
            return None
        other = next(b for b in pair if b is not bound)
        if sentence.words & self.cues["thresholds"]:  # it failed with more Ayes than Noes
            return yes if bound.finding.index < other.finding.index else no
        higher = bound.finding.number.value > other.finding.number.value
        return no if higher == rejected else yes

    def _rejected(self, sentence: Sentence, index: int) -> bool | None:
        for i in range(index - 1, max(-1, index - REACH), -1):
            if sentence.items[i].word:
                if sentence.phrase(i, self.verbs.rejected):
                    return True
                if sentence.phrase(i, self.verbs.carried):
                    return False
        for i in range(index, min(index + REACH, len(sentence.items))):
            if sentence.phrase(i, self.verbs.carried | {"in favour", "in favor"}):
                return False
            if sentence.phrase(i, self.verbs.rejected | {"against"}):
                return True
        return None

    def _stand_in(self, poll: Poll, bound: Bound, reading: Reading) -> None:
        """ "The tally stood at N to M": the leader and the runner-up as the figures before have them."""
        if poll.question:
            pair = [b for b in poll.findings if b.sentence == bound.sentence and b.finding.pair]
            named = next((b.option for b in pair if b.option), None)
            if len(pair) == 2:
                bound.option = _OPPOSITES.get(named) if named else self._option(poll, bound, reading)
            return
        before = [
            b
            for b in poll.findings
            if b.sentence <= bound.sentence and (b.person or b.party) and b.finding.kind != "change" and b is not bound
        ]
        partner = next(
            (
                b
                for b in poll.findings
                if b.sentence == bound.sentence and b.finding.pair and b is not bound and b.person
            ),
            None,
        )
        ranked = leading([b for b in before if b.finding.kind == "percent"]) or leading(
            [b for b in before if b.finding.kind == "votes"]
        )
        if bound.finding.stands_for == "leader" and len(ranked) >= 2:
            chosen = ranked[0]
        elif bound.finding.stands_for == "runner-up" and len(ranked) >= 2:
            chosen = ranked[1]
        else:
            others = [p for p in poll.candidates.values() if partner is None or p is not partner.person]
            if bound.finding.stands_for == "runner-up" and partner is not None and len(others) == 1:
                bound.person, bound.party = others[0], others[0].party
            return
        if partner is not None and partner.person is chosen.person:
            won = {id(f.who.person): f.who for _, f in poll.facts if f.kind == "winner" and f.who.person}
            if bound.finding.stands_for == "leader" and len(won) == 1:
                who = next(iter(won.values()))
                if who.person is not partner.person:
                    bound.person, bound.party = who.person, who.party
            return
        bound.person, bound.party = chosen.person, chosen.party

    @staticmethod
    def _spread_party(contest: Contest, poll: Poll) -> None:
        """The winner's counts carry the party that the result gives the winner."""
        for bound in poll.findings:
            if bound.person is not None and bound.person is contest.winner and bound.party is None:
                bound.party = contest.winner_party

    # -- contests ----------------------------------------------------------------

    def _has_result(self, poll: Poll) -> bool:
        return any(bound.finding.sure for bound in poll.findings) or any(
            fact.kind in {"winner", "gain", "hold"} for _, fact in poll.facts
        )

    def _outcome(self, contest: Contest, poll: Poll) -> None:
        """Winner, gain or hold, and from whom, by what is stated."""
        facts = [fact for _, fact in poll.facts]
        wins = [f for f in facts if f.kind in {"gain", "hold", "winner"}]
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
        self._changed_hands(contest, poll, [f for f in wins if f.who.party in {party, None}], facts)

    def _changed_hands(self, contest: Contest, poll: Poll, wins: list[Fact], facts: list[Fact]) -> None:
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

    def _winner_by_count(self, contest: Contest, poll: Poll) -> None:
        """The highest count of a complete list wins; so does the option with more votes."""
        if contest.winner is not None or contest.winner_party is not None or poll.seats > 1:
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
        listed = [b for b in poll.findings if b.finding.listed and b.finding.kind == "votes" and b.stage_kind is None]
        ranked = leading(listed)
        if len(ranked) < 2 or ranked[0].finding.number.value == ranked[1].finding.number.value:
            return
        top = ranked[0]
        if top.person is not None:
            contest.winner = top.person
            contest.evidence["winner"] = _number(top)
        if top.party:
            contest.winner_party = top.party
            contest.evidence["winner_party"] = _number(top)
        self._changed_hands(
            contest,
            poll,
            [f for _, f in poll.facts if f.kind in {"gain", "hold"} and f.who.party == top.party],
            [f for _, f in poll.facts],
        )

    # -- numbers about the whole poll ------------------------------------------------

    def _poll_for(self, reading: Reading, n: int, offset: int) -> Poll | None:
        """The poll that a figure about a whole poll belongs to, among those with a result."""
        sentence = reading.sentences[n]
        binder = reading.binder
        assert binder is not None
        if (poll := binder.explicit(sentence.start, sentence.end, offset)) and self._has_result(poll):
            return poll
        if poll := reading.poll_at.get(n):
            return poll
        people = [i.who.person for i in sentence.items if i.who and i.who.person]
        if poll := binder.known(people):
            return poll
        questions = [p for p in reading.polls if p.kind == "referendum"]
        if questions and len(questions) == len(reading.polls):
            return questions[0]
        if len(reading.polls) == 2 and (current := binder.current_at[n]) is not None and self._has_result(current):
            return current
        nearest = None
        for k in range(n, -1, -1):
            mentions = [
                m
                for m in binder.in_sentence(reading.sentences[k].start, reading.sentences[k].end)
                if self._has_result(m[1])
            ]
            if mentions:
                nearest = mentions[-1][1]
                break
            if k in reading.poll_at:
                nearest = reading.poll_at[k]
                break
        sole = reading.polls[0] if len(reading.polls) == 1 else None
        return nearest or (sole if sole is not None and sole.kind not in {"general election", "other"} else None)

    def _turnout_and_swing(self, reading: Reading, contests: dict[int, Contest]) -> None:
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
                    or item.previous
                    or item.quoted
                ):
                    continue
                if sentence.words & several or (measure.role == "swing" and sentence.words & unreal):
                    continue
                poll = self._poll_for(reading, n, item.start)
                contest = contests.get(id(poll)) if poll else None
                if contest is None or number.qualifier:
                    continue
                span = TextSpan(number.start, number.end)
                if measure.role == "turnout" and contest.turnout_percent is None and number.value <= 100:
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

    def _margins(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Exact majorities of this poll: sentence and item."""
        first = self.cues["early"]
        for n, sentence in enumerate(reading.sentences):
            for i, measure in reading.measures[n].items():
                item = sentence.items[i]
                number = item.number
                if (
                    measure.role != "majority"
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
                if sentence.words & first and sentence.words & self.cues["early_nouns"]:
                    continue
                if any(a == "had" and b in self.cues["tenure"] for a, b in pairwise(_clause_before(sentence, i))):
                    continue
                if {x.low for x in sentence.items[i + 1 : i + 7]} & self.cues["left_behind"]:
                    continue
                by = "by" in near and not set(left) & self.cues["margin_nouns"]
                said = set(left[-3:]) & self.cues["margin_nouns"] and left[-1:] == ["of"]  # "from X with a majority of"
                behind = bool(set(left) & self.cues["trailing_by"]) and "to" not in left[-2:] and not said
                if not (by or behind) or set(left) & self.words.majority["margin_verbs"]:
                    yield n, i

    def _majorities(self, reading: Reading, contests: dict[int, Contest], margins: list[tuple[int, int]]) -> None:
        for n, i in margins:
            item = reading.sentences[n].items[i]
            number = item.number
            assert number is not None
            poll = self._poll_for(reading, n, item.start)
            named = poll is not None and (len(reading.polls) == 1 or self._certain(reading, n, poll))
            if not named:
                fitting = [p for p in reading.polls if id(p) in contests and _gap(p) == number.value]
                poll = fitting[0] if len(fitting) == 1 else poll if not fitting else None
            contest = contests.get(id(poll)) if poll else None
            if contest is not None and contest.majority is None:
                contest.majority = int(number.value)
                contest.majority_source = "stated"
                contest.evidence["majority"] = TextSpan(number.start, number.end)
                if poll is not None and _gap(poll) == number.value:
                    self._winner_by_margin(contest, poll)

    @staticmethod
    def _winner_by_margin(contest: Contest, poll: Poll) -> None:
        """The majority is the gap between two counts: the higher one won."""
        ranked = decisive(poll)
        if contest.winner is None and contest.winner_party is None and len(ranked) >= 2:
            contest.winner, contest.winner_party = ranked[0].person or ranked[0].option, ranked[0].party
            for name in ("winner", "winner_party"):
                if getattr(contest, name) is not None:
                    contest.evidence[name] = _number(ranked[0])

    def _certain(self, reading: Reading, n: int, poll: Poll) -> bool:
        """Whether the sentence itself names the poll or one of its candidates."""
        sentence, binder = reading.sentences[n], reading.binder
        assert binder is not None
        if binder.in_sentence(sentence.start, sentence.end) or n in reading.poll_at:
            return True
        return any(i.who and i.who.person and id(i.who.person) in poll.candidates for i in sentence.items)

    # -- records -------------------------------------------------------------------

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
        if bound.finding.kind == "percent" and number.value <= 100:
            share.percent = number.value
        elif bound.finding.kind == "change" and bound.finding.sign:
            share.change = bound.finding.sign * number.value
        else:
            return
        shares.append(share)


def _says_something(contest: Contest) -> bool:
    """Whether anything but the place is known of the contest."""
    figures = (contest.majority, contest.turnout_percent, contest.swing_percent)
    named = contest.winner or contest.winners or contest.winner_party or contest.outcome
    return bool(named) or any(figure is not None for figure in figures)


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


def _span(fact: Fact) -> TextSpan:
    return TextSpan(fact.start, fact.end)


def _number(bound: Bound) -> TextSpan:
    return TextSpan(bound.finding.number.start, bound.finding.number.end)
