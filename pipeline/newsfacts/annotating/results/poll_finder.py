"""The polls that an article reports: by place, by question, by party."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from newsfacts.annotating.results.kinds import KindFinder, kind_of_house, kind_of_seat, nominations
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.places import PlaceFinder
from newsfacts.annotating.results.polls import LEAD, Binder, Poll, tells_of_a_nomination
from newsfacts.annotating.results.primaries import party_of_primaries
from newsfacts.annotating.results.questions import QuestionPolls
from newsfacts.annotating.results.readings import Reading
from newsfacts.annotating.results.special import SpecialPolls
from newsfacts.annotating.types import TextSpan


class PollFinder:
    """Finds the polls of a reading."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.cues = lexicon.cues
        self.places = PlaceFinder(lexicon)
        self.questions = QuestionPolls(lexicon)
        self.special = SpecialPolls(lexicon)
        self.kinds = KindFinder(lexicon)

    def find(self, doc: Doc, reading: Reading) -> None:
        outcomes = self.places.objects.outcomes
        resultful = {
            n
            for n, s in enumerate(reading.sentences)
            if reading.findings[n]
            or (s.words & self.cues["overturning"] and s.words & self.cues["held_majorities"])
            or (not s.blocked and any(not s.items[i].quoted and s.phrase(i, outcomes) for i in s.beginnings(outcomes)))
        }
        about_nominations = nominations(reading.text)
        reading.about_a_nomination = any(tells_of_a_nomination(s, self.cues) for s in reading.sentences[:LEAD])
        seeds = self.places.find(doc, reading.text, reading.sentences, resultful, about_nominations)
        ballots = self.questions.ballots(reading.text, reading.sentences, reading.findings)
        kind = self.kinds.article(reading.text, len(seeds)) if seeds else "other"
        by_place = [
            Poll(seed.place, kind_of_seat(kind, seed.nouns), TextSpan(*seed.mentions[0]), seed, said=kind != "other")
            for seed in seeds
        ]
        for poll in by_place:
            nouns = poll.seed.nouns if poll.seed else set()
            poll.nomination = ("primary" in nouns or about_nominations) and not nouns & self.cues["seat_licences"]
            if poll.nomination:
                poll.kind = "other"
        for poll in by_place:  # everybody in a party's primary is of that party
            if poll.seed and "primary" in poll.seed.nouns:
                poll.party = party_of_primaries([reading.sentences[n] for n in set(poll.seed.licensed)])
        for poll in by_place:
            for n in poll.seed.licensed if poll.seed else ():
                for item in reading.sentences[n].items:
                    if item.number and item.number.compound in {"seat", "seater", "member"}:
                        poll.seats = max(poll.seats, int(item.number.value))
        if any("quota" in s.words for s in reading.sentences) and self._several_seats(reading):
            for poll in by_place:
                poll.seats = max(poll.seats, 1 if poll.kind == "by-election" else 2)
                if poll.kind == "other" and poll.seats > 1:
                    poll.kind = kind_of_house(reading.text)
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

    def _several_seats(self, reading: Reading) -> bool:
        """ "elected to the third and final seat", in an article with a quota: several seats in one poll."""
        later = self.cues["ordinals"] - {"first", "1st"} | {"final", "last", "remaining"}
        return any(
            a.low in later and b.low in {"seat", "seats"} for s in reading.sentences for a, b in pairwise(s.items)
        )
