"""Label Studio: an article with its facts as predictions, to be corrected by hand.

Every span is a labelled region. What a record says beyond its words stands in text fields of its first region.
Relations join a quote to its further stretches, its cue, its speaker's mention and the quote that it is inside.
`newsfacts evaluate` reads the corrected export back as gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import orjson

from newsfacts.errors import NewsfactsError
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

TASKS, CONFIGURATION = "tasks.json", "label_config.xml"
CONTROL, TEXT = "label", "text"
# Each label with the fields that its first region carries; those of relations have none.
LABELS: dict[str, tuple[str, ...]] = {
    "Person": ("name", "aliases", "party", "roles"),
    "Party": ("name", "aliases"),
    "Contest": (
        *("place", "kind", "winner", "winner_party", "outcome", "from_party", "majority", "majority_source"),
        *("turnout_percent", "swing_percent"),
    ),
    "VoteCount": ("contest", "candidate", "party", "option", "votes"),
    "VoteShare": ("contest", "candidate", "party", "option", "percent", "change"),
    "Quote": ("kind", "speaker", "speaker_kind", "outlet"),
    "Cue": (),
    "Speaker": (),
}
RELATIONS = ("continues", "cue", "speaker", "inside")
Result = dict[str, Any]


def write_labelstudio(records: Iterable[Record], folder: Path) -> None:
    """The tasks to import, and the labelling configuration of their project.

    Raises:
        NewsfactsError: an article's record has no text.
    """
    with open_output(folder / TASKS) as output:
        output.write(b"[")
        between = b"\n"
        for task in to_tasks(records):
            output.write(between + orjson.dumps(task))
            between = b",\n"
        output.write(b"\n]\n")
    with open_output(folder / CONFIGURATION) as output:
        output.write(configuration().encode())


def configuration() -> str:
    """The labelling configuration: labels, relations, and the text fields of each label."""
    fields: dict[str, list[str]] = {}
    for label, names in LABELS.items():
        for name in names:
            fields.setdefault(name, []).append(label)
    lines = ["<View>", "  <Style>.htx-text{ white-space: pre-wrap; }</Style>"]
    lines += [f'  <Labels name="{CONTROL}" toName="{TEXT}">']
    lines += [f"    <Label value={quoteattr(label)}/>" for label in LABELS]
    lines += ["  </Labels>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(relation)}/>" for relation in RELATIONS]
    lines += ["  </Relations>", f'  <Text name="{TEXT}" value="$text"/>']
    for name, labels in fields.items():
        shown = f'visibleWhen="region-selected" whenTagName="{CONTROL}" whenLabelValue={quoteattr(",".join(labels))}'
        lines += [
            f"  <View {shown}>",
            f'    <Header value={quoteattr(name)} size="5"/>',
            f'    <TextArea name="{name}" toName="{TEXT}" perRegion="true" editable="true" maxSubmissions="50"/>',
            "  </View>",
        ]
    return "\n".join([*lines, "</View>", ""])


def to_tasks(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """A task for each article, its facts as one prediction."""
    article: ArticleRecord | None = None
    results: list[Result] = []
    for record in records:
        if isinstance(record, ArticleRecord):
            if article:
                yield _task(article, results)
            if record.text is None:
                raise NewsfactsError(
                    f"{record.article_id}: Label Studio needs the article's text; extract without --no-text"
                )
            article, results = record, []
        else:
            results += _results(record)
    if article:
        yield _task(article, results)


def _task(article: ArticleRecord, results: list[Result]) -> dict[str, Any]:
    return {
        "data": {"text": article.text, "article_id": article.article_id, "title": article.title, "url": article.url},
        "predictions": [{"model_version": f"newsfacts {article.newsfacts}, {article.model}", "result": results}],
    }


def _results(record: Record) -> Iterator[Result]:
    match record:
        case PersonRecord():
            yield from _regions(record, "Person", record.mentions)
        case PartyRecord():
            yield from _regions(record, "Party", record.mentions)
        case ContestRecord():
            spans = [record.evidence["place"]] if "place" in record.evidence else [*record.evidence.values()][:1]
            yield from _regions(record, "Contest", spans or [Span(start=0, end=0, text="")])
        case VoteCountRecord():
            yield from _regions(record, "VoteCount", [record.evidence])
        case VoteShareRecord():
            yield from _regions(record, "VoteShare", [record.evidence])
        case QuoteRecord():
            yield from _quote(record)


def _quote(record: QuoteRecord) -> Iterator[Result]:
    yield from _regions(record, "Quote", record.content)
    for number in range(1, len(record.content)):
        yield _relation(f"{record.id}-0", f"{record.id}-{number}", "continues")
    for label, relation, span in (("Cue", "cue", record.cue), ("Speaker", "speaker", record.speaker_mention)):
        if span:
            yield _region(f"{record.id}-{relation}", span, label)
            yield _relation(f"{record.id}-0", f"{record.id}-{relation}", relation)
    if record.parent_id:
        yield _relation(f"{record.id}-0", f"{record.parent_id}-0", "inside")


def _regions(record: Record, label: str, spans: list[Span]) -> Iterator[Result]:
    for number, span in enumerate(spans):
        region = f"{record.id}-{number}"
        yield _region(region, span, label)
        if number == 0:
            yield from _fields(record, label, region, span)
        elif label in ("Person", "Party"):
            yield _field(region, span, "name", [record.name])  # type: ignore[union-attr]  # these two have one


def _fields(record: Record, label: str, region: str, span: Span) -> Iterator[Result]:
    for name in LABELS[label]:
        value = getattr(record, name)
        texts = value if isinstance(value, list) else [] if value is None else [str(value)]
        if texts:
            yield _field(region, span, name, texts)


def _region(region: str, span: Span, label: str) -> Result:
    value = {"start": span.start, "end": span.end, "text": span.text, "labels": [label]}
    return {"id": region, "from_name": CONTROL, "to_name": TEXT, "type": "labels", "value": value}


def _field(region: str, span: Span, name: str, texts: list[str]) -> Result:
    value = {"start": span.start, "end": span.end, "text": texts}
    return {"id": region, "from_name": name, "to_name": TEXT, "type": "textarea", "value": value}


def _relation(from_id: str, to_id: str, label: str) -> Result:
    return {"type": "relation", "from_id": from_id, "to_id": to_id, "direction": "right", "labels": [label]}
