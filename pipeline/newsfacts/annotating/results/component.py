"""Contests, vote counts and vote shares of an article.

>>> from newsfacts.annotating import load
>>> doc = load()("Labour's Ann Lee won the Higham by-election with 1,204 votes to 988 for the Tories' Bo Day.")
>>> [(v.votes, v.party) for v in doc._.newsfacts_vote_counts]
[(1204, 'Labour'), (988, 'Conservative')]
"""

from __future__ import annotations

import re
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsfacts.annotating.findings import declare
from newsfacts.annotating.knowledge_lines import Entry
from newsfacts.annotating.results.assembling import Assembler, Results
from newsfacts.annotating.results.credibility import credible
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.patterns import Pattern
from newsfacts.annotating.results.reading import Reader
from newsfacts.annotating.types import Contest
from newsfacts.annotating.view import view_of

for _name in (
    "newsfacts_contests",
    "newsfacts_vote_counts",
    "newsfacts_vote_shares",
    "newsfacts_people",
    "newsfacts_mentions",
):
    declare(_name, list)
declare("newsfacts_published", type(None))  # date of publication in ISO 8601, where whoever makes the Doc knows it

# An article with these is about a devolved parliament, whose seats share names with those at Westminster.
_DEVOLVED = re.compile(
    r"\b(?:Holyrood|MSPs?|Scottish Parliament|Senedd|Welsh (?:Assembly|Parliament)|Stormont|MLAs?)\b"
)


@Language.factory(
    "newsfacts_results",
    requires=["doc._.newsfacts_layout", "doc._.newsfacts_people", "doc._.newsfacts_mentions"],
    assigns=["doc._.newsfacts_contests", "doc._.newsfacts_vote_counts", "doc._.newsfacts_vote_shares"],
    default_config={
        "lexicon": {
            "@readers": "newsfacts.results_lexicon.v1",
            "numbers": "lexicon/numbers.toml",
            "verbs": "lexicon/result_verbs.toml",
            "contests": "lexicon/contest_words.toml",
            "cues": "lexicon/result_cues.toml",
        },
        "patterns": {"@readers": "newsfacts.result_patterns.v1", "path": "patterns/election_scopes.toml"},
    },
)
class ResultsFinder:
    """Writes the contests of a document with the votes and shares in them."""

    def __init__(
        self, nlp: Language, name: str = "newsfacts_results", *, lexicon: Lexicon, patterns: list[Pattern]
    ) -> None:
        self.name = name
        self.reader = Reader(lexicon, patterns)
        self.assembler = Assembler(lexicon)

    def find(self, doc: Doc) -> Results:
        """The contests, counts and shares of `doc`."""
        reading = self.reader.read(doc)
        voted = any(sentence.words & self.reader.cues["of_elections"] for sentence in reading.sentences)
        results = credible(self.assembler.assemble(reading), voted, doc._.newsfacts_layout, doc._.newsfacts_people)
        for contest in results[0]:
            identify(contest, doc, reading.written)
        return results

    def __call__(self, doc: Doc) -> Doc:
        doc._.newsfacts_contests, doc._.newsfacts_vote_counts, doc._.newsfacts_vote_shares = self.find(doc)
        return doc


def identify(contest: Contest, doc: Doc, written: date | None = None) -> None:
    """Add the constituency's code where the gazetteer and the date leave one possible."""
    if contest.kind not in {"by-election", "general election"} or not Span.has_extension("newsfacts_entries"):
        return
    starts = {span.start for span in contest.mentions}
    seats = [
        entry
        for span in doc.spans.get("newsfacts/constituencies", [])
        if span.start_char in starts
        for entry in span._.newsfacts_entries
        if _in_force(entry, contest.date, written)
    ]
    codes = {code for entry in seats for code in entry.identifiers.get("gss", ())}
    if len(codes) == 1 and not (
        any(seat.kind != "constituency" for seat in seats) and _DEVOLVED.search(view_of(doc).text)
    ):
        contest.identifiers["gss"] = codes.pop()


def _in_force(entry: Entry, day: str | None, written: date | None) -> bool:
    """Whether the seat can have existed on the day of the poll, which is none after that of writing."""
    if day is None:
        return written is None or (entry.valid_from or "") <= written.isoformat()
    return (entry.valid_from or "") <= day and (entry.valid_to is None or day < entry.valid_to)
