"""JSON-LD: schema.org for what is said, W3C Web Annotation for where it stands.

A quote is a schema:Quotation, a vote count or share a schema:Claim, a contest a schema:Event; each has an oa:Annotation
whose target selects its characters in the article by position and by their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encode

import orjson

from newsfacts.records import (
    ArticleRecord,
    ContestRecord,
    PartyRecord,
    PersonRecord,
    QuoteRecord,
    Record,
    Span,
    VoteCountRecord,
    VoteShareRecord,
)
from newsfacts.writing import open_output

FILE_NAME = "facts.jsonld"
CONTEXT = {"schema": "https://schema.org/", "oa": "http://www.w3.org/ns/oa#"}
_OF_CONTEST = ("winner", "winner_party", "outcome", "from_party", "majority", "turnout_percent", "swing_percent")
_OF_VOTES = ("contest", "candidate", "party", "option", "votes", "percent", "change", "qualifier", "stage")
_OF_QUOTE = ("kind", "polarity", "outlet", "occasion", "addressee")
_AROUND = 32  # characters before and after that tell repeated words apart
Node = dict[str, Any]


def write_jsonld(records: Iterable[Record], folder: Path) -> None:
    """One document with a graph of all facts."""
    with open_output(folder / FILE_NAME) as output:
        output.write(b'{"@context":' + orjson.dumps(CONTEXT) + b',"@graph":[')
        between = b"\n"
        for node in to_nodes(records):
            # so that no text ends the <script> of a page that the document is put into
            output.write(between + orjson.dumps(node).replace(b"<", b"\\u003c"))
            between = b",\n"
        output.write(b"\n]}\n")


def to_nodes(records: Iterable[Record]) -> Iterator[Node]:
    """The nodes of the graph; facts follow their article."""
    article: ArticleRecord | None = None
    for record in records:
        if isinstance(record, ArticleRecord):
            article = record
            yield _article(record)
            continue
        yield _without_nulls(_fact(record))
        for span in _spans(record):
            yield _annotation(record, span, article.text if article else None)


def _article(record: ArticleRecord) -> Node:
    return _without_nulls(
        {
            "@id": _article_id(record.article_id),
            "@type": "schema:NewsArticle",
            "schema:identifier": record.article_id,
            "schema:headline": record.title,
            "schema:url": record.url,
            "schema:datePublished": record.published,
            "schema:inLanguage": record.language,
            "schema:publisher": {"@type": "schema:Organization", "schema:name": record.publisher}
            if record.publisher
            else None,
        }
    )


def _article_id(article_id: str) -> str:
    return f"urn:newsfacts:article:{percent_encode(article_id, safe='')}"


def _record_id(record_id: str) -> str:
    return f"urn:newsfacts:record:{record_id}"


def _reference(record_id: str | None) -> Node | None:
    return {"@id": _record_id(record_id)} if record_id else None


def _without_nulls(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [])}


def _fact(record: Record) -> Node:
    node: Node = {"@id": _record_id(record.id)}
    match record:
        case PersonRecord():
            party = {"@type": "schema:Organization", "schema:name": record.party} if record.party else None
            return node | {
                "@type": "schema:Person",
                "schema:name": record.name,
                "schema:alternateName": record.aliases,
                "schema:jobTitle": record.roles,
                "schema:affiliation": party,
            }
        case PartyRecord():
            wikidata = record.identifiers.wikidata
            return node | {
                "@type": "schema:Organization",
                "schema:name": record.name,
                "schema:alternateName": record.aliases,
                "schema:identifier": record.identifiers.electoral_commission,
                "schema:sameAs": {"@id": f"http://www.wikidata.org/entity/{wikidata}"} if wikidata else None,
            }
        case ContestRecord():
            return node | {
                "@type": "schema:Event",
                "schema:name": f"{record.place}: {record.kind}",
                "schema:startDate": record.date,
                "schema:location": {"@type": "schema:Place", "schema:name": record.place},
                "schema:identifier": [value for _, value in record.identifiers if value],
                "schema:additionalProperty": _properties(record, _OF_CONTEST),
            }
        case VoteCountRecord() | VoteShareRecord():
            return node | {
                "@type": "schema:Claim",
                "schema:text": record.sentence.text,
                "schema:appearance": {"@id": _article_id(record.article_id)},
                "schema:about": [
                    reference
                    for reference in (_reference(record.contest_id), _reference(record.candidate_id))
                    if reference
                ],
                "schema:additionalProperty": _properties(record, _OF_VOTES),
            }
        case QuoteRecord():
            return node | {
                "@type": "schema:Quotation",
                "schema:text": record.text,
                "schema:creator": _reference(record.speaker_id) or _named(record),
                "schema:isPartOf": _reference(record.parent_id) or {"@id": _article_id(record.article_id)},
                "schema:additionalProperty": _properties(record, _OF_QUOTE),
            }
    raise TypeError(f"no fact: {record.type}")


def _named(record: QuoteRecord) -> Node | None:
    if record.speaker is None:
        return None
    kind = "schema:Organization" if record.speaker_kind == "organisation" else "schema:Person"
    return {"@type": kind, "schema:name": record.speaker}


def _properties(record: Record, names: tuple[str, ...]) -> list[Node]:
    values = {name: getattr(record, name, None) for name in names}
    return [
        {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": value}
        for name, value in values.items()
        if value is not None
    ]


def _spans(record: Record) -> Iterable[Span]:
    match record:
        case PersonRecord() | PartyRecord():
            return record.mentions
        case ContestRecord():
            return dict.fromkeys(record.evidence.values())
        case VoteCountRecord() | VoteShareRecord():
            return [record.evidence]
        case QuoteRecord():
            return record.content
    return []


def _annotation(record: Record, span: Span, text: str | None) -> Node:
    words: Node = {"@type": "oa:TextQuoteSelector", "oa:exact": span.text}
    if text is not None:
        words["oa:prefix"] = text[max(0, span.start - _AROUND) : span.start]
        words["oa:suffix"] = text[span.end : span.end + _AROUND]
    position = {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end}
    return {
        "@id": f"{_record_id(record.id)}:{span.start}-{span.end}",
        "@type": "oa:Annotation",
        "oa:hasBody": {"@id": _record_id(record.id)},
        "oa:hasTarget": {
            "@type": "oa:SpecificResource",
            "oa:hasSource": {"@id": _article_id(record.article_id)},
            "oa:hasSelector": [position, words],
        },
    }
