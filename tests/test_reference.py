"""The reference article comes out exactly as annotated, record by record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import pytest

from newsfacts.extraction import Extractor
from newsfacts.reading import find_inputs, read_source
from newsfacts.records import (
    ArticleRecord,
    ContestRecord,
    PartyRecord,
    PersonRecord,
    QuoteRecord,
    Record,
    VoteCountRecord,
    VoteShareRecord,
)
from newsfacts.validation import spans_of

NAME = "copeland-stoke"
RecordT = TypeVar("RecordT")


@pytest.fixture(scope="module")
def gold(articles: Path) -> dict[str, Any]:
    annotation: dict[str, Any] = json.loads((articles / f"{NAME}.gold.json").read_text("utf-8"))
    return annotation


@pytest.fixture(scope="module")
def records(extractor: Extractor, articles: Path) -> list[Record]:
    (source,) = find_inputs([str(articles / f"{NAME}.txt")]).sources
    return extractor.extract(read_source(source))


def of(records: list[Record], record_type: type[RecordT]) -> list[RecordT]:
    return [record for record in records if isinstance(record, record_type)]


def offsets(value: Any) -> Any:
    """A span's offsets, of a record or of gold; None for none."""
    if value is None:
        return None
    return (value["start"], value["end"]) if isinstance(value, dict) else (value.start, value.end)


def test_article(records: list[Record], articles: Path) -> None:
    article = records[0]
    assert isinstance(article, ArticleRecord)
    assert article.article_id == NAME
    assert article.source == f"{NAME}.txt"
    assert article.text == (articles / f"{NAME}.txt").read_text("utf-8")
    assert article.encoding == "utf-8"


def test_people(records: list[Record], gold: dict[str, Any]) -> None:
    found = {p.name: (set(p.aliases), p.party, set(p.roles)) for p in of(records, PersonRecord)}
    assert found == {p["name"]: (set(p["aliases"]), p["party"], set(p["roles"])) for p in gold["people"]}
    assert len(of(records, PersonRecord)) == 12


def test_people_are_mentioned_by_their_names_only(records: list[Record]) -> None:
    for person in of(records, PersonRecord):
        forms = {person.name, *person.aliases}
        assert {mention.text for mention in person.mentions} == forms, person.name


def test_parties(records: list[Record], gold: dict[str, Any]) -> None:
    found = {p.name: set(p.aliases) for p in of(records, PartyRecord)}
    assert found == {p["name"]: set(p["aliases"]) for p in gold["parties"]}
    identifiers = {
        p.name: (p.identifiers.electoral_commission, p.identifiers.wikidata) for p in of(records, PartyRecord)
    }
    # registrations in Great Britain
    assert identifiers == {"Labour": ("PP53", "Q9630"), "Conservative": ("PP52", "Q9626"), "UKIP": ("PP85", "Q10647")}


def test_contests(records: list[Record], gold: dict[str, Any]) -> None:
    fields = [key for key in gold["contests"][0] if key != "majority"]
    found = [{key: getattr(c, key) for key in fields} for c in of(records, ContestRecord)]
    expected = [{key: c[key] for key in fields} for c in gold["contests"]]
    assert sorted(found, key=lambda c: c["place"]) == sorted(expected, key=lambda c: c["place"])


def test_majorities_are_derived(records: list[Record]) -> None:
    found = {c.place: (c.majority, c.majority_source) for c in of(records, ContestRecord)}
    assert found == {"Copeland": (2147, "derived"), "Stoke-on-Trent Central": (2620, "derived")}


def test_contests_have_evidence_for_every_field(records: list[Record]) -> None:
    fields = {"place", "kind", "winner", "winner_party", "outcome", "from_party", "majority"}
    for contest in of(records, ContestRecord):
        assert set(contest.evidence) == {field for field in fields if getattr(contest, field) is not None}
        assert contest.warnings == []


def test_votes(records: list[Record], gold: dict[str, Any]) -> None:
    keys = ("contest", "candidate", "party", "option", "votes")
    found = [(*(getattr(v, key) for key in keys), offsets(v.evidence)) for v in of(records, VoteCountRecord)]
    assert found == [(*(v[key] for key in keys), offsets(v)) for v in gold["vote_counts"]]


def test_shares(records: list[Record], gold: dict[str, Any]) -> None:
    keys = ("contest", "party", "percent", "change")
    shares = of(records, VoteShareRecord)
    found = [(*(getattr(s, key) for key in keys), s.evidence.start) for s in shares]
    assert found == [(*(s[key] for key in keys), s["start"]) for s in gold["vote_shares"]]
    assert [s.evidence.text for s in shares] == ["8", "5"]  # without the sign, as the records promise
    assert [s.qualifier for s in shares] == ["more than", "nearly"]
    for share, expected in zip(shares, gold["vote_shares"], strict=True):
        assert share.candidate in (None, expected["candidate"])


def test_quotes(records: list[Record], gold: dict[str, Any]) -> None:
    def fields(quote: Any, get: Any) -> tuple[Any, ...]:
        spans = [offsets(span) for span in get(quote, "content")]
        parts = (offsets(get(quote, "speaker_mention")), offsets(get(quote, "cue")))
        return (*(get(quote, key) for key in ("kind", "speaker", "speaker_kind", "outlet")), spans, *parts)

    found = [fields(quote, getattr) for quote in of(records, QuoteRecord)]
    expected = [fields(quote, dict.__getitem__) for quote in gold["quotes"]]
    assert len(expected) == 24
    denials = [fields(quote, getattr) for quote in of(records, QuoteRecord) if quote.polarity == "denied"]
    assert [quote for quote in found if quote not in denials] == expected
    # the only quote beside them is what Downing Street denies: a noun-phrase report, which the gold leaves open
    ((_, speaker, _, _, ((start, end),), _, _),) = denials
    assert speaker == "Downing Street"
    assert any(span["start"] <= start and end <= span["end"] for q in gold["quotes_ignore"] for span in q["content"])


def test_records_refer_to_people_and_contests(records: list[Record]) -> None:
    names = {p.id: p.name for p in of(records, PersonRecord)}
    places = {c.id: c.place for c in of(records, ContestRecord)}
    for contest in of(records, ContestRecord):
        assert names[contest.winner_id or ""] == contest.winner
    for vote in (*of(records, VoteCountRecord), *of(records, VoteShareRecord)):
        assert places[vote.contest_id or ""] == vote.contest
        assert names.get(vote.candidate_id or "") == vote.candidate
    for quote in of(records, QuoteRecord):
        assert (names.get(quote.speaker_id or "") == quote.speaker) is (quote.speaker_kind == "person")


def test_every_span_is_a_slice_of_the_text(records: list[Record], articles: Path) -> None:
    text = (articles / f"{NAME}.txt").read_text("utf-8")
    for record in records:
        for path, span in spans_of(record):
            assert span.text == text[span.start : span.end], f"{record.type} {path}"


def test_ids_are_unique_and_repeatable(records: list[Record], extractor: Extractor) -> None:
    assert len({record.id for record in records}) == len(records)
    article = records[0]
    assert isinstance(article, ArticleRecord)
    (source,) = find_inputs([str(Path(__file__).parent.parent / "corpus/articles" / article.source)]).sources
    assert extractor.extract(read_source(source)) == records
