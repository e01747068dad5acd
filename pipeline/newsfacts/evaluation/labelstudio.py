"""Label Studio's export of corrected facts, read as gold.

The regions, fields and relations are those of `newsfacts.exporting.labelstudio`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from newsfacts.errors import NewsfactsError
from newsfacts.evaluation.gold import GoldArticle, GoldFacts
from newsfacts.exporting.labelstudio import LABELS, RELATIONS, TEXT
from newsfacts.reporting import say

_LISTS = {"aliases", "roles"}


@dataclass(slots=True)
class _Region:
    start: int
    end: int
    text: str
    label: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """The one value of a field; None where it is empty."""
        return next((text.strip() for text in self.fields.get(name, []) if text.strip()), None)

    @property
    def span(self) -> dict[str, int]:
        return {"start": self.start, "end": self.end}


def read_export(path: Path) -> Iterator[GoldArticle]:
    """The tasks that somebody has annotated, each under its article's id.

    Raises:
        NewsfactsError: the file is no such export, or nothing in it is annotated.
    """
    try:
        tasks = orjson.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise NewsfactsError(f"{path}: cannot be read ({error}); export from Label Studio as JSON") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) and "data" in task for task in tasks):
        raise NewsfactsError(f"{path}: no list of tasks; export from Label Studio as JSON")
    left_out = 0
    for number, task in enumerate(tasks, start=1):
        annotations = [a for a in task.get("annotations") or [] if not a.get("was_cancelled")]
        if not annotations:
            left_out += 1
            continue
        try:
            yield _article(task["data"], annotations[-1]["result"])
        except (KeyError, TypeError, ValueError) as error:
            raise NewsfactsError(f"{path}, task {number}: {_why(error)}; correct it in Label Studio") from error
    if left_out == len(tasks):
        raise NewsfactsError(f"{path}: no task is annotated; submit the corrected ones, then export")
    if left_out:
        say(f"{path}: tasks that nobody has annotated are left out: {left_out:,}")


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _article(data: dict[str, Any], results: list[dict[str, Any]]) -> GoldArticle:
    text = data[TEXT]
    regions, relations = _regions(text, results), _relations(results)
    of: dict[str, list[tuple[str, _Region]]] = defaultdict(list)
    for name, region in sorted(regions.items(), key=lambda item: (item[1].start, item[1].end, item[0])):
        of[region.label].append((name, region))
    facts = {
        "people": _named(of["Person"]),
        "parties": _named(of["Party"]),
        "contests": [_contest(region) for _, region in of["Contest"]],
        "vote_counts": [region.span | _values(region) for _, region in of["VoteCount"]],
        "vote_shares": [region.span | _values(region) for _, region in of["VoteShare"]],
        "quotes": list(_quotes(of["Quote"], regions, relations)),
    }
    return GoldArticle(name=str(data["article_id"]), text=text, facts=GoldFacts.model_validate(facts))


def _regions(text: str, results: list[dict[str, Any]]) -> dict[str, _Region]:
    regions: dict[str, _Region] = {}
    for result in results:
        if result["type"] == "labels":
            value = result["value"]
            start, end = _offsets(text, value)
            labels = value.get("labels") or []
            if len(labels) != 1:
                raise ValueError(f"the region {start}-{end}, {text[start:end]!r}, has {len(labels)} labels, not one")
            if labels[0] not in LABELS:
                raise ValueError(f"the label {labels[0]!r} is none of {', '.join(LABELS)}")
            regions[result["id"]] = _Region(start, end, text[start:end], labels[0])
    for result in results:
        if result["type"] == "textarea" and result["id"] in regions:
            texts = result["value"]["text"]  # one text may stand without a list
            regions[result["id"]].fields[result["from_name"]] = [texts] if isinstance(texts, str) else list(texts)
    return regions


def _offsets(text: str, value: dict[str, Any]) -> tuple[int, int]:
    """The offsets in code points; old versions of Label Studio counted UTF-16 units."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is None or text[start:end].split() == words.split():
        return start, end
    units = text.encode("utf-16-le")
    before, within = (units[a * 2 : b * 2].decode("utf-16-le", "replace") for a, b in ((0, start), (start, end)))
    if within.split() != words.split():
        raise ValueError(f"the region {start}-{end} is {text[start:end]!r} in the text, but {words!r} in the export")
    return len(before), len(before) + len(within)


def _relations(results: list[dict[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for result in results:
        if result["type"] == "relation":
            labels = result.get("labels") or ["without a label"]
            if unknown := [label for label in labels if label not in RELATIONS]:
                raise ValueError(f"the relation {unknown[0]!r} is none of {', '.join(RELATIONS)}")
            relations[result["from_id"]] += ((label, result["to_id"]) for label in labels)
    return relations


def _values(region: _Region) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in LABELS[region.label]:
        values[name] = region.fields.get(name, []) if name in _LISTS else region.value(name)
    return values


def _named(regions: list[tuple[str, _Region]]) -> list[dict[str, Any]]:
    """People or parties: the regions of one name together."""
    found: dict[str, dict[str, Any]] = {}
    for _, region in regions:
        name = region.value("name") or " ".join(region.text.split())
        entry = found.setdefault(name, {"name": name, "aliases": {}, "party": None, "roles": {}})
        forms = [*region.fields.get("aliases", []), " ".join(region.text.split())]
        entry["aliases"] |= dict.fromkeys(form for form in forms if form != name)
        entry["roles"] |= dict.fromkeys(region.fields.get("roles", []))
        entry["party"] = entry["party"] or region.value("party")
    return [{**entry, "aliases": [*entry["aliases"]], "roles": [*entry["roles"]]} for entry in found.values()]


def _contest(region: _Region) -> dict[str, Any]:
    values = _values(region)
    if values["majority_source"] == "derived":
        values["majority"] = None  # gold has what the text states
    return values | {"place": values["place"] or " ".join(region.text.split())}


def _quotes(
    regions: list[tuple[str, _Region]], all_regions: dict[str, _Region], relations: dict[str, list[tuple[str, str]]]
) -> Iterator[dict[str, Any]]:
    left_out = {to for links in relations.values() for label, to in links if label == "continues"}
    # gold counts a quote inside another as part of it
    left_out |= {name for name, links in relations.items() if any(label == "inside" for label, _ in links)}
    for name, region in regions:
        if name in left_out:
            continue
        related = [(label, all_regions[to]) for label, to in relations.get(name, []) if to in all_regions]
        content = [region, *(other for label, other in related if label == "continues")]
        cue = next((other.span for label, other in related if label == "cue"), None)
        mention = next((other.span for label, other in related if label == "speaker"), None)
        yield {
            **_values(region),
            "content": [stretch.span for stretch in sorted(content, key=lambda stretch: stretch.start)],
            "cue": cue,
            "speaker_mention": mention,
        }
