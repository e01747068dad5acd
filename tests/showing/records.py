"""Records to show, made by hand."""

from __future__ import annotations

from typing import Any

from newsfacts.records import (
    ArticleRecord,
    ContestIdentifiers,
    ContestRecord,
    Cue,
    PartyIdentifiers,
    PartyRecord,
    PersonRecord,
    QuoteRecord,
    Record,
    Span,
    VoteCountRecord,
    VoteShareRecord,
    record_id,
)

TEXT = 'Labour\'s Ida Oake took Ayton with 9,840 votes (51.5%) to 7,693 for Bo Ash. "We did it," Ms Oake said.'


def span(words: str, text: str = TEXT) -> Span:
    """Where the words first stand."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def article(article_id: str = "a", text: str | None = TEXT, **fields: Any) -> ArticleRecord:
    """An article record."""
    unknown = dict.fromkeys(("title", "url", "publisher", "published", "language", "duplicate_of"))
    known = {"source": "a.txt", "encoding": "utf-8", "sha256": "0" * 64, "text": text}
    made = {"schema_version": "1.0", "newsfacts": "0", "model": "none"}
    fields = {**unknown, **known, **made, **fields}
    return ArticleRecord(id=record_id(article_id, "article"), article_id=article_id, **fields)


def person(name: str, article_id: str = "a", **fields: Any) -> PersonRecord:
    """A person who is mentioned once, by the name."""
    fields = {"aliases": [], "party": None, "roles": [], "mentions": [span("Ida Oake")], **fields}
    return PersonRecord(id=record_id(article_id, "person", name), article_id=article_id, name=name, **fields)


def facts(article_id: str = "a", **of_article: Any) -> list[Record]:
    """One of each record, as the text says."""
    ids = {"article_id": article_id}
    none = PartyIdentifiers(electoral_commission=None, wikidata=None)
    contest = record_id(article_id, "contest")
    unknown = dict.fromkeys(("from_party", "date", "swing_percent", "swing_from", "swing_to", "turnout_percent"))
    vote = {
        **ids,
        **dict.fromkeys(("option", "qualifier", "stage", "stage_kind", "candidate_id")),
        "contest": "Ayton",
        "contest_id": contest,
        "sentence": span(TEXT[: TEXT.index('"') - 1]),
    }
    counts = [("Ida Oake", "Labour", 9840, "9,840"), ("Bo Ash", None, 7693, "7,693")]
    return [
        article(**ids, **of_article),
        person("Ida Oake", party="Labour", **ids),
        person("Bo Ash", mentions=[span("Bo Ash")], **ids),
        PartyRecord(
            id=record_id(article_id, "p"), name="Labour", aliases=[], identifiers=none, mentions=[span("Labour")], **ids
        ),
        ContestRecord(
            id=contest,
            place="Ayton",
            kind="by-election",
            winner="Ida Oake",
            winners=[],
            winner_id=None,
            winner_party="Labour",
            outcome=None,
            majority=2147,
            majority_source="derived",
            **unknown,
            **ids,
            identifiers=ContestIdentifiers(gss=None, ballot_paper_id=None),
            evidence={"place": span("Ayton"), "winner": span("took")},
            warnings=["the shares come to 101%"],
        ),
        *(
            VoteCountRecord(
                id=record_id(article_id, name), candidate=name, party=party, votes=votes, evidence=span(words), **vote
            )
            for name, party, votes, words in counts
        ),
        VoteShareRecord(
            id=record_id(article_id, "share"),
            candidate="Ida Oake",
            party="Labour",
            percent=51.5,
            change=None,
            evidence=span("51.5"),
            **vote,
        ),
        QuoteRecord(
            id=record_id(article_id, "quote"),
            kind="direct",
            text="We did it,",
            content=[span("We did it,")],
            speaker="Ida Oake",
            speaker_id=record_id(article_id, "person", "Ida Oake"),
            speaker_kind="person",
            speaker_mention=span("Ms Oake"),
            resolved_by="alias",
            cue=Cue(**span("said").model_dump(), lemma="say"),
            polarity="asserted",
            outlet=None,
            occasion=None,
            addressee=None,
            parent_id=None,
            sentence=span(TEXT[TEXT.index('"') :]),
            **ids,
        ),
    ]
