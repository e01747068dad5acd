"""From sentences to polls with everything that the article says about them.

The reader goes over the article twice: once for what each sentence says, once to tell which poll it is about.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from newsfacts.annotating.results.atoms import AtomFinder
from newsfacts.annotating.results.binding import PollBinder
from newsfacts.annotating.results.dates import day_of_writing
from newsfacts.annotating.results.findings import Finding, Surroundings
from newsfacts.annotating.results.items import Sentence, Who
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.lists import ListReader
from newsfacts.annotating.results.number_roles import Measure
from newsfacts.annotating.results.numbers import NumberFinder
from newsfacts.annotating.results.patterns import Pattern, PatternFinder
from newsfacts.annotating.results.poll_finder import PollFinder
from newsfacts.annotating.results.readings import Reading
from newsfacts.annotating.results.recipients import RecipientFinder
from newsfacts.annotating.results.scopes import mark_scopes, years_of_the_poll
from newsfacts.annotating.results.sentences import build_sentences
from newsfacts.annotating.view import view_of


class Reader:
    """Reads a document; holds the finders, which have no state of their own."""

    def __init__(self, lexicon: Lexicon, patterns: list[Pattern]) -> None:
        self.cues = lexicon.cues
        self.patterns = PatternFinder(patterns)
        self.numbers = NumberFinder(lexicon.numbers)
        self.atoms = AtomFinder(lexicon)
        self.recipients = RecipientFinder(lexicon)
        self.lists = ListReader(lexicon)
        self.polls = PollFinder(lexicon)
        self.binder = PollBinder(lexicon, self.recipients.subject)

    def read(self, doc: Doc) -> Reading:
        """Everything that the document says about polls."""
        view = view_of(doc)
        text = view.text
        numbers = self.numbers.find(text)
        sentences = build_sentences(doc, view, self.atoms.find(doc, view, numbers), self.cues["abbreviations"])
        paragraphs = doc.spans.get("newsfacts/paragraphs", [])
        scopes = [found for p in paragraphs for found in self.patterns.find(view, p.start, p.end)]
        mark_scopes(sentences, scopes, years_of_the_poll(text, numbers))
        reading = Reading(text, sentences, [], [], written=day_of_writing(text, numbers, doc._.newsfacts_published))
        self._find_numbers(reading)
        self.polls.find(doc, reading)
        if reading.polls:
            self.binder.bind(reading)
        return reading

    def _find_numbers(self, reading: Reading) -> None:
        headers = self.lists.headers(reading.sentences)
        seats: dict[int, bool] = {}
        delegates: dict[int, bool] = {}
        for sentence in reading.sentences:
            for told, cue in ((delegates, self.cues["delegates"]), (seats, self.cues["seats"])):
                told[sentence.paragraph] = told.get(sentence.paragraph, False) or not sentence.words.isdisjoint(cue)
        last_votes = -10
        for n, sentence in enumerate(reading.sentences):
            findings: list[Finding] = []
            measures: dict[int, Measure] = {}
            if sentence.numbers:  # most have none, and need no look around
                around = Surroundings(
                    headers[n],
                    sentence.paragraph - last_votes <= 2 and last_votes >= 0,
                    seats[sentence.paragraph],
                    delegates[sentence.paragraph],
                    self._spoken_of(reading.sentences[n - 1], reading.findings[n - 1]) if n else None,
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
    def _spoken_of(sentence: Sentence, findings: list[Finding]) -> Who | None:
        """Who the next "she" or "they" is when nothing else tells.

        Whoever was "declared elected"; the only person of the sentence, as its subject; of several the one who is its
        subject and has a number in it; where nobody is named, the party that is its subject.
        """
        items = [sentence.items[i] for i in sentence.whos]
        named = [i.who for i in items if i.who and (i.who.person or i.who.party) and not i.quoted]
        people = {id(who.person): who for who in named if who.person}
        for item, following in pairwise(sentence.items):
            if following.low == "elected" and item.who and item.who.person and len(people) > 1:
                return item.who
        first = named[0] if named and named[0].slot == "subject" and not named[0].possessive else None
        if first is None or len(people) == 1 or (first.person is None and not people):
            return first
        alone = sum(who.slot == "subject" and not who.possessive for who in people.values()) == 1
        counted = any(first is who for finding in findings for who in finding.whos)
        return first if first.person and alone and counted else None

    def _goes_on_about_then(self, reading: Reading, n: int) -> bool:
        """Whether the sentence before, in the same paragraph, gave votes of an earlier election only."""
        if n == 0 or reading.sentences[n - 1].paragraph != reading.sentences[n].paragraph or reading.findings[n - 1]:
            return False
        before, measures = reading.sentences[n - 1], reading.measures[n - 1]
        counted = [i for i, m in measures.items() if m.role in {"votes", "percent"}]
        then = any(before.items[i].previous for i in counted)
        now = any(not before.items[i].previous and before.items[i - 1].low == "to" for i in counted)  # from 50% to 34%
        return then and not now and not reading.sentences[n].words & self.cues["present"]

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
