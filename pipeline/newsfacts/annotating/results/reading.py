"""From sentences to polls with everything that the article says about them.

The reader goes over the article twice: once for what each sentence says, once to tell which poll it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from newsfacts.annotating.results.atoms import AtomFinder
from newsfacts.annotating.results.items import Sentence, Who
from newsfacts.annotating.results.kinds import KindFinder, nominations
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.lists import ListReader
from newsfacts.annotating.results.measure import Measure
from newsfacts.annotating.results.numbers import Number, NumberFinder
from newsfacts.annotating.results.outcomes import Fact, OutcomeFinder
from newsfacts.annotating.results.patterns import Pattern, PatternFinder
from newsfacts.annotating.results.places import PlaceFinder
from newsfacts.annotating.results.polls import Binder, Bound, Poll
from newsfacts.annotating.results.recipients import Finding, RecipientFinder, Surroundings
from newsfacts.annotating.results.scopes import mark_scopes, years_of_the_poll
from newsfacts.annotating.results.sentences import build_sentences
from newsfacts.annotating.results.special import SpecialPolls
from newsfacts.annotating.results.stages import Stage, StageFinder
from newsfacts.annotating.types import Person, TextSpan
from newsfacts.annotating.view import View, view_of


@dataclass(eq=False, slots=True)
class Reading:
    """An article read: its sentences, what was found in each, and the polls."""

    text: str
    sentences: list[Sentence]
    findings: list[list[Finding]]
    measures: list[dict[int, Measure]]
    facts: list[list[Fact]] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    binder: Binder | None = None
    poll_at: dict[int, Poll | None] = field(default_factory=dict)


class Reader:
    """Reads a document; holds the finders, which have no state of their own."""

    def __init__(self, lexicon: Lexicon, patterns: list[Pattern]) -> None:
        self.lexicon = lexicon
        self.cues = lexicon.cues
        self.patterns = PatternFinder(patterns)
        self.numbers = NumberFinder(lexicon.numbers)
        self.atoms = AtomFinder(lexicon)
        self.recipients = RecipientFinder(lexicon)
        self.lists = ListReader(lexicon)
        self.places = PlaceFinder(lexicon)
        self.outcomes = OutcomeFinder(lexicon, self.recipients)
        self.special = SpecialPolls(lexicon)
        self.stages = StageFinder(lexicon)
        self.kinds = KindFinder(lexicon)

    def read(self, doc: Doc) -> Reading:
        """Everything that the document says about polls."""
        view = view_of(doc)
        text = view.text
        numbers = self.numbers.find(text)
        sentences = build_sentences(doc, view, self.atoms.find(doc, view, numbers))
        mark_scopes(sentences, self._find_scopes(doc, view, numbers), years_of_the_poll(text, numbers))
        reading = Reading(text, sentences, [], [])
        self._find_numbers(reading)
        self._find_polls(doc, reading)
        if reading.polls:
            self._bind(reading)
        return reading

    def _find_scopes(self, doc: Doc, view: View, numbers: list[Number]) -> list[tuple[int, int, Pattern]]:
        """Scopes of the paragraphs with numbers; the others need none."""
        found = []
        position = 0
        for paragraph in doc.spans.get("newsfacts/paragraphs", []):
            while position < len(numbers) and numbers[position].start < paragraph.start_char:
                position += 1
            if position < len(numbers) and numbers[position].start < paragraph.end_char:
                found += self.patterns.find(view, paragraph.start, paragraph.end)
        return found

    def _find_numbers(self, reading: Reading) -> None:
        headers = self.lists.headers(reading.sentences)
        seats: dict[int, bool] = {}
        delegates: dict[int, bool] = {}
        for sentence in reading.sentences:
            delegates[sentence.paragraph] = delegates.get(sentence.paragraph, False) or bool(
                sentence.words & self.cues["delegates"]
            )
            seats[sentence.paragraph] = seats.get(sentence.paragraph, False) or bool(
                sentence.words & self.cues["seats"]
            )
        last_votes = -10
        for n, sentence in enumerate(reading.sentences):
            near = sentence.paragraph - last_votes <= 2 and last_votes >= 0
            around = Surroundings(
                headers[n],
                near,
                seats[sentence.paragraph],
                delegates[sentence.paragraph],
                self._spoken_of(reading.sentences[n - 1]) if n else None,
            )
            findings, measures = self.recipients.find(sentence, around)
            if any(finding.sure for finding in findings):
                last_votes = sentence.paragraph
            elif any(m.role in {"majority", "turnout", "swing", "margin"} for m in measures.values()):
                last_votes = max(last_votes, sentence.paragraph - 1)
            reading.findings.append(findings)
            reading.measures.append(measures)
            if findings and all(f.kind != "change" for f in findings) and self._goes_on_about_then(reading, n):
                findings.clear()
            if n and reading.sentences[n - 1].blocked == "withdrawn":
                self._correct(reading, n)

    @staticmethod
    def _spoken_of(sentence: Sentence) -> Who | None:
        """The only person of a sentence, as its subject: who the next "she" is when nothing else tells."""
        people = {id(i.who.person): i.who for i in sentence.items if i.who and i.who.person and not i.quoted}
        who = next(iter(people.values())) if len(people) == 1 else None
        return who if who is not None and who.slot == "subject" and not who.possessive else None

    def _goes_on_about_then(self, reading: Reading, n: int) -> bool:
        """Whether the sentence before, in the same paragraph, gave votes of an earlier election only."""
        if n == 0 or reading.sentences[n - 1].paragraph != reading.sentences[n].paragraph or reading.findings[n - 1]:
            return False
        before, measures = reading.sentences[n - 1], reading.measures[n - 1]
        earlier = any(before.items[i].previous and m.role in {"votes", "percent"} for i, m in measures.items())
        return earlier and not reading.sentences[n].words & self.cues["present"]

    def _correct(self, reading: Reading, n: int) -> None:
        """The figure after a withdrawn one: "It was 9,350." belongs to whom the wrong one was given."""
        sentence, withdrawn = reading.sentences[n], reading.sentences[n - 1]
        numbers = [i for i, item in enumerate(sentence.items) if item.number and item.number.form == "plain"]
        if (
            reading.findings[n]
            or len(numbers) != 1
            or sentence.paragraph != withdrawn.paragraph
            or any(i.who for i in sentence.items)
        ):
            return
        withdrawn.blocked = ""
        wrong, _ = self.recipients.find(withdrawn, Surroundings(in_results=True))
        withdrawn.blocked = "withdrawn"
        number = sentence.items[numbers[0]].number
        if len(wrong) == 1 and number is not None:
            reading.findings[n].append(
                Finding(wrong[0].kind, number, numbers[0], wrong[0].whos, wrong[0].option, sign=wrong[0].sign)
            )

    def _find_polls(self, doc: Doc, reading: Reading) -> None:
        verbs = self.lexicon.verbs
        outcomes = verbs.hold | verbs.gain | verbs.win | verbs.lose | verbs.beat
        resultful = {
            n
            for n, s in enumerate(reading.sentences)
            if reading.findings[n]
            or (
                not s.blocked
                and any(not s.items[i].quoted and s.phrase(i, outcomes) for i in s.beginnings(outcomes))
            )
        }
        about_nominations = nominations(reading.text)
        seeds = self.places.find(doc, reading.text, reading.sentences, resultful, about_nominations)
        ballots = self.special.ballots(reading.text, reading.sentences, reading.findings)
        kind = self.kinds.article(reading.text, len(seeds)) if seeds else "other"
        by_place = [Poll(seed.place, kind, TextSpan(*seed.mentions[0]), seed) for seed in seeds]
        for poll in by_place:
            nouns = poll.seed.nouns if poll.seed else set()
            poll.nomination = ("primary" in nouns or about_nominations) and not nouns & self.cues["seat_licences"]
            if poll.nomination:
                poll.kind = "other"
        for poll in by_place:  # everybody in a party's primary is of that party
            if poll.seed and "primary" in poll.seed.nouns:
                spans = {start for start, _ in poll.seed.mentions}
                poll.party = next(
                    (i.who.party for s in reading.sentences for i in s.items if i.who and i.start in spans), None
                )
        for poll in by_place:
            for n in poll.seed.licensed if poll.seed else ():
                for item in reading.sentences[n].items:
                    if item.number and item.number.compound in {"seat", "seater", "member"}:
                        poll.seats = max(poll.seats, int(item.number.value))
        if ballots and not any(f.whos and not f.whos[0].option for found in reading.findings for f in found):
            by_place = []
        if not any(seed.nouns - {"in", "seats"} for seed in seeds) and (
            leadership := self.special.leadership(reading.text, reading.sentences)
        ):
            by_place = [leadership]
        elif not by_place and (unplaced := self.special.unplaced(reading.text, reading.findings)):
            by_place = [unplaced]
        reading.polls = by_place + list(dict.fromkeys(ballots.values()))
        reading.poll_at = dict(ballots)
        reading.binder = Binder(by_place, [s.start for s in reading.sentences])

    def _bind(self, reading: Reading) -> None:
        binder = reading.binder
        assert binder is not None
        by_place = [poll for poll in reading.polls if poll not in reading.poll_at.values()]
        last_party: Who | None = None
        for n, sentence in enumerate(reading.sentences):
            places = [span for span, _ in binder.in_sentence(sentence.start, sentence.end)]
            reading.facts.append(self.outcomes.find(sentence, last_party, places))
            if sentence.items[0].low not in {"they", "it"} and len(reading.findings[n]) < 3:
                last_party = next(
                    (i.who for i in sentence.items if i.who and i.who.party and not i.who.person and not i.quoted),
                    last_party,
                )
        self._learn_explicit(reading, binder)
        stage_paragraph, stage = -1, None
        only = by_place[0] if len(by_place) == 1 else None
        binder.current = only
        for n, sentence in enumerate(reading.sentences):
            if sentence.paragraph != stage_paragraph and not (sentence.items[0].who and len(sentence.items) < 12):
                stage_paragraph, stage = sentence.paragraph, None
            stages = self.stages.find(sentence, reading.text) if reading.findings[n] else []
            binder.current = self._numbered_poll(sentence, binder, by_place) or binder.current
            fallback = binder.current
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
                    or binder.explicit(sentence.start, sentence.end, offset)
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
                if poll is not None:
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
                    if target.kind == "legislative vote":
                        continue
                    target.facts.append((n, fact))
                    if fact.kind != "holder":
                        binder.learn(target, fact.who.person, fact.who.party)
            mentions = binder.in_sentence(sentence.start, sentence.end)
            active = [poll for _, poll in mentions if self._active(poll, n, reading)]
            if active:  # the lead that names two polls goes on about the first
                binder.current = active[0] if n < 3 and len(set(map(id, active))) == 2 else active[-1]

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
