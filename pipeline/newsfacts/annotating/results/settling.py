"""What the sentences left open, settled by the whole poll: the sides of a pair, options, candidates of parties."""

from __future__ import annotations

from newsfacts.annotating.results.arithmetic import leading
from newsfacts.annotating.results.findings import REACH
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.polls import Bound, Poll
from newsfacts.annotating.results.readings import Reading

_OPPOSITES = {"Yes": "No", "No": "Yes", "Leave": "Remain", "Remain": "Leave", "Ayes": "Noes", "Noes": "Ayes"}


class Settler:
    """Completes the findings of a poll."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues

    def settle(self, poll: Poll, reading: Reading) -> None:
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
            of_party = poll.seats > 1 and bound.finding.kind != "votes"  # of all its candidates
            if bound.person is None and bound.option is None and bound.party and not of_party:
                bound.person = poll.candidate_of(bound.party)
            if bound.person is not None and bound.party is None:
                bound.party = bound.person.party or poll.party
        self._beaten_party(poll)
        poll.findings = [b for b in poll.findings if b.person or b.party or b.option]

    @staticmethod
    def _beaten_party(poll: Poll) -> None:
        """ "X fended off Labour, with 900 votes to 800 for Y": Y is Labour's."""
        for n, fact in poll.facts:
            pair = [b for b in poll.findings if b.sentence == n and b.finding.pair and b.finding.kind == "votes"]
            if fact.kind != "loser" or fact.who.person or not fact.who.party or len(pair) != 2:
                continue
            beaten = min(pair, key=lambda b: b.finding.number.value)
            other = next(b for b in pair if b is not beaten)
            if beaten.person is not None and beaten.party is None and other.party not in {None, fact.who.party}:
                beaten.party = fact.who.party

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
                    # A government defeated over an amendment is defeated by those for it.
                    governing = sentence.items[i].low == "defeated" and sentence.words & self.cues["governing"]
                    return not (governing and "amendment" in sentence.words)
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
        beaten = {id(f.who.person): f.who for _, f in poll.facts if f.kind == "loser" and f.who.person}
        losers = [who for key, who in beaten.items() if partner is None or key != id(partner.person)]
        ranked = leading([b for b in before if b.finding.kind == "percent"]) or leading(
            [b for b in before if b.finding.kind == "votes"]
        )
        if bound.finding.stands_for == "leader" and len(ranked) >= 2:
            chosen = ranked[0]
        elif bound.finding.stands_for == "runner-up" and partner is not None and poll.seats > 1:
            beside = {id(w.person): w for i in reading.sentences[bound.sentence].items if (w := i.who) and w.person}
            rivals = [who for key, who in beside.items() if key != id(partner.person)]
            if len(rivals) == 1:
                bound.person, bound.party = rivals[0].person, rivals[0].party
            return
        elif bound.finding.stands_for == "runner-up" and len(losers) == 1 and partner is not None:
            bound.person, bound.party = losers[0].person, losers[0].party
            return
        elif bound.finding.stands_for == "runner-up" and len(ranked) >= 2:
            chosen = ranked[1]
        else:
            others = [p for p in poll.candidates.values() if partner is None or p is not partner.person]
            if bound.finding.stands_for in {"leader", "runner-up"} and partner is not None and len(others) == 1:
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
