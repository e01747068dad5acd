"""Which poll each number and each statement is about: one walk from top to bottom of the article.

A place in the sentence decides; else a candidate whose poll is known; else the poll spoken of last.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsfacts.annotating.results.facts import Fact
from newsfacts.annotating.results.findings import Finding
from newsfacts.annotating.results.items import Sentence, Who
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.outcomes import OutcomeFinder
from newsfacts.annotating.results.polls import LEAD, Binder, Bound, Poll, tells_of_a_nomination
from newsfacts.annotating.results.readings import Reading
from newsfacts.annotating.results.stages import Stage, StageFinder
from newsfacts.annotating.results.subjects import SubjectFinder
from newsfacts.annotating.types import Person

_NOMINATING = frozenset(["caucus", "caucuses", "primaries", "primary"])
_WON = frozenset(["winner", "hold", "gain"])


class PollBinder:
    """Gives the polls of a reading their findings and facts."""

    def __init__(self, lexicon: Lexicon, subjects: SubjectFinder) -> None:
        self.cues = lexicon.cues
        self.outcomes = OutcomeFinder(lexicon, subjects)
        self.stages = StageFinder(lexicon)

    def bind(self, reading: Reading) -> None:
        binder = reading.binder
        assert binder is not None
        by_place = [poll for poll in reading.polls if poll not in reading.poll_at.values()]
        last_party: Who | None = None
        dead = {id(person) for sentence in reading.sentences for person in self._dead(sentence)}
        for n, sentence in enumerate(reading.sentences):
            places = [span for span, _ in binder.in_sentence(sentence.start, sentence.end)]
            facts = self.outcomes.find(sentence, last_party, places)
            reading.facts.append([f for f in facts if f.kind not in _WON or id(f.who.person) not in dead])
            if sentence.items[0].low not in {"they", "it"} and len(reading.findings[n]) < 3:
                last_party = next(
                    (i.who for i in sentence.items if i.who and i.who.party and not i.who.person and not i.quoted),
                    last_party,
                )
        self._learn_explicit(reading, binder)
        stage_paragraph, stage = -1, None
        away = -1  # the paragraph that goes on about a primary of another state
        only = by_place[0] if len(by_place) == 1 else None
        binder.current = only
        for n, sentence in enumerate(reading.sentences):
            if sentence.paragraph != stage_paragraph and not (sentence.items[0].who and len(sentence.items) < 12):
                stage_paragraph, stage = sentence.paragraph, None
            stages = self.stages.find(sentence, reading.text) if reading.findings[n] else []
            binder.current = self._numbered_poll(sentence, binder, by_place) or binder.current
            if self._held_elsewhere(sentence, binder):
                away = sentence.paragraph
            fallback = None if away == sentence.paragraph else binder.current
            self._party_of_its_candidate(sentence, fallback)
            binder.current_at.append(fallback)
            before_named = (
                fallback is only
                and only is not None
                and only.seed is not None
                and sentence.end <= only.seed.mentions[0][0]
            )
            for position, finding in enumerate(reading.findings[n]):
                offset = sentence.items[finding.index].start
                poll = (
                    reading.poll_at.get(n)
                    or binder.explicit(sentence.start, sentence.end, offset, sentence)
                    or self._by_people(reading, n, position, finding, binder)
                    or (
                        fallback
                        if not before_named or (any(w.person for w in finding.whos) and self._early(only))
                        else None
                    )
                )
                before = [s for i, s in stages if i < finding.index]
                after = [
                    s for i, s in stages if 0 < i - finding.index <= 6 or (i - finding.index <= 30 and len(stages) == 1)
                ]
                stage = before[-1] if before else after[0] if after else stage
                if poll is not None and not self._of_a_nomination(sentence, poll, reading):
                    self._attach(poll, n, finding, stage, binder)
            for fact in reading.facts[n]:
                poll = self._object_place(sentence, fact, binder) or binder.explicit(
                    sentence.start, sentence.end, fact.start
                )
                people = [w.person for w in (fact.who, fact.from_who) if w and w.person]
                poll = poll or binder.known(people) or (fallback if not before_named or self._early(only) else None)
                listed = [
                    p
                    for span, p in binder.in_sentence(sentence.start, sentence.end)
                    if p.seed and p.seed.listed and span[0] > fact.start
                ]
                for target in listed if len(listed) > 1 and fact.kind != "holder" else [poll] if poll else []:
                    other_party = target.party and fact.who.party and fact.who.party != target.party
                    if target.kind == "legislative vote" or (target.kind == "leadership election" and other_party):
                        continue
                    target.facts.append((n, fact))
                    if fact.kind != "holder":
                        binder.learn(target, fact.who.person, fact.who.party)
            mentions = binder.in_sentence(sentence.start, sentence.end)
            active = [poll for _, poll in mentions if self._active(poll, n, reading)]
            if active:  # the lead that names two polls goes on about the first
                binder.current = active[0] if n < LEAD and len(set(map(id, active))) > 1 else active[-1]

    @staticmethod
    def _held_elsewhere(sentence: Sentence, binder: Binder) -> bool:
        """ "X won caucuses in Utah", where none of the article's polls is: what follows there is about those."""
        items = sentence.items
        if binder.in_sentence(sentence.start, sentence.end):
            return False
        return any(
            held.low in _NOMINATING and behind.low == "in" and place.word and place.capital and place.tag == "NNP"
            for held, behind, place in zip(items, items[1:], items[2:], strict=False)
        )

    @staticmethod
    def _dead(sentence: Sentence) -> Iterator[Person]:
        """ "X, who has died aged 88,", "the death of X": X won some other time."""
        items = sentence.items
        for i, item in enumerate(items):
            if item.who is None or item.who.person is None or item.who.possessive:
                continue
            low = [other.low for other in items[i + 1 : i + 5]]
            if low[:2] == [",", "who"]:
                low = low[2:]
            died = low[:1] == ["died"] or low[:2] in (["has", "died"], ["had", "died"])
            if died or [other.low for other in items[max(0, i - 2) : i]] == ["death", "of"]:
                yield item.who.person

    def _of_a_nomination(self, sentence: Sentence, poll: Poll, reading: Reading) -> bool:
        """ "In the December primary he squeaked past X by 211 votes", in an article about the election after it."""
        about = (
            poll.nomination
            or poll.question
            or reading.about_a_nomination
            or (poll.seed is not None and "primary" in poll.seed.nouns)
        )
        return not about and tells_of_a_nomination(sentence, self.cues)

    def _active(self, poll: Poll, n: int, reading: Reading) -> bool:
        """Whether naming the place here makes it what the article goes on about."""
        seed = poll.seed
        return seed is None or bool(seed.nouns - {"constituency"}) or bool(poll.findings or poll.facts) or seed.heading

    @staticmethod
    def _early(poll: Poll | None) -> bool:
        """Whether the article's only poll is named early enough to be what its first sentences are about."""
        return poll is not None and poll.seed is not None and min(poll.seed.licensed, default=99) <= 5

    @staticmethod
    def _party_of_its_candidate(sentence: Sentence, poll: Poll | None) -> None:
        """ "Labour took X. Its candidate, Y": the party that won where only a party was named."""
        low = [item.low for item in sentence.items[:2]]
        if low != ["its", "candidate"] or poll is None:
            return
        won = {f.who.party for _, f in poll.facts if f.kind in {"winner", "gain", "hold"} and f.who.party}
        who = next((item.who for item in sentence.items[2:4] if item.who and item.who.person), None)
        if len(won) == 1 and who is not None and who.party is None:
            who.party = won.pop()

    @staticmethod
    def _object_place(sentence: Sentence, fact: Fact, binder: Binder) -> Poll | None:
        """The place right behind the verb: of two places in a sentence, the one that was won."""
        for item in sentence.items[fact.index + 1 : fact.index + 12]:
            if item.low in {",", ";", "when", "while", "but", "after", "as"}:
                return None
            if mentions := binder.in_sentence(item.start, item.end):
                return mentions[0][1]
        return None

    def _numbered_poll(self, sentence: Sentence, binder: Binder, polls: list[Poll]) -> Poll | None:
        """ "The first by-election", "the other contest": one of two, in the order in which they were named."""
        low = [item.low for item in sentence.items[:5]]
        for a, b in pairwise(low):
            if b in self.cues["polls"] and len(polls) == 2 and not binder.in_sentence(sentence.start, sentence.end):
                if a in {"first", "second"}:
                    return polls[a == "second"]
                if a == "other" and binder.current in polls:
                    return polls[polls.index(binder.current) == 0]
        return None

    def _by_people(self, reading: Reading, n: int, position: int, finding: Finding, binder: Binder) -> Poll | None:
        own = binder.known([w.person for w in finding.whos if w.person])
        if own is not None:
            return own
        found = reading.findings[n]
        near = range(max(0, position - 4), min(len(found), position + 5))
        beside: list[Person] = [
            w.person for k in near if found[k].pair or k == position for w in found[k].whos if w.person
        ]
        if (poll := binder.known(beside)) is not None:
            return poll
        polls = {id(p): p for k in near for w in found[k].whos if w.person and (p := binder.known([w.person]))}
        return next(iter(polls.values())) if len(polls) == 1 else None

    def _learn_explicit(self, reading: Reading, binder: Binder) -> None:
        """Who stands where, from the sentences that name the place."""
        for n, sentence in enumerate(reading.sentences):
            mentions = binder.in_sentence(sentence.start, sentence.end)
            if not mentions or n in reading.poll_at:
                continue
            for finding in reading.findings[n]:
                poll = binder.explicit(sentence.start, sentence.end, sentence.items[finding.index].start)
                for who in finding.whos:
                    if poll is not None:
                        binder.learn(poll, who.person, who.party)
            for fact in reading.facts[n]:
                poll = self._object_place(sentence, fact, binder) or binder.explicit(
                    sentence.start, sentence.end, fact.start
                )
                if poll is not None and fact.kind != "holder":
                    binder.learn(poll, fact.who.person, fact.who.party)
        for sentence in reading.sentences:
            polls = {id(poll): poll for _, poll in binder.in_sentence(sentence.start, sentence.end)}
            if len(polls) == 1:
                for item in sentence.items:
                    if item.who and item.who.person and not item.quoted:
                        binder.suspect(next(iter(polls.values())), item.who.person)

    def _attach(self, poll: Poll, n: int, finding: Finding, stage: Stage | None, binder: Binder) -> None:
        words, kind = stage if stage and poll.kind not in {"legislative vote", "referendum"} else (None, None)
        if finding.whos:
            for who in finding.whos:
                bound = Bound(n, finding, words, kind, who.person, who.party, who.option)
                poll.findings.append(bound)
                if who.person is not None:
                    binder.learn(poll, who.person, who.party)
        else:
            poll.findings.append(Bound(n, finding, words, kind, option=finding.option))
