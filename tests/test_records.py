"""The records' contract: what is refused, what the schema says, what stays stable."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from newsfacts import records
from newsfacts.annotating import types
from newsfacts.errors import RecordError
from newsfacts.records import Span, parse_record, to_json_dict
from newsfacts.writing import to_lines

SPAN = {"start": 0, "end": 6, "text": "Labour"}
COMMON = {"id": "0123456789abcdef", "article_id": "a"}
EXAMPLES: dict[str, dict[str, Any]] = {
    "article": {
        **COMMON,
        **dict.fromkeys(["title", "url", "publisher", "published", "language", "duplicate_of"]),
        **{"source": "a.txt", "encoding": "utf-8", "sha256": "0" * 64, "text": "Labour won."},
        **{"schema_version": "1.0", "newsfacts": "0.1.0", "model": "m 1"},
    },
    "person": {**COMMON, "name": "Ann Lee", "aliases": [], "party": None, "roles": ["MP"], "mentions": [SPAN]},
    "party": {
        **COMMON,
        **{"name": "Labour", "aliases": ["Lab"], "mentions": [SPAN]},
        "identifiers": {"electoral_commission": "PP53", "wikidata": None},
    },
    "contest": {
        **COMMON,
        **dict.fromkeys(["date", "winner", "winner_id", "winner_party", "outcome", "from_party", "majority"]),
        **dict.fromkeys(["majority_source", "turnout_percent", "swing_percent", "swing_from", "swing_to"]),
        **{"place": "Labour", "kind": "by-election", "winners": [], "evidence": {"place": SPAN}, "warnings": []},
        "identifiers": {"gss": None, "ballot_paper_id": None},
    },
    "vote_count": {
        **COMMON,
        **dict.fromkeys(["contest", "contest_id", "candidate", "candidate_id", "party", "option", "qualifier"]),
        **{"votes": 12, "stage": None, "stage_kind": None, "evidence": SPAN, "sentence": SPAN},
    },
    "vote_share": {
        **COMMON,
        **dict.fromkeys(["contest", "contest_id", "candidate", "candidate_id", "party", "option", "qualifier"]),
        **{"percent": 12.5, "change": None, "stage": None, "stage_kind": None, "evidence": SPAN, "sentence": SPAN},
    },
    "quote": {
        **COMMON,
        **dict.fromkeys(["speaker", "speaker_id", "speaker_kind", "speaker_mention", "resolved_by", "cue"]),
        **dict.fromkeys(["outlet", "occasion", "addressee", "parent_id"]),
        **{"kind": "direct", "text": "Labour", "content": [SPAN], "polarity": "asserted", "sentence": SPAN},
    },
}


def parse(record_type: str, **changes: Any) -> records.Record:
    (line,) = to_lines([{"type": record_type, **EXAMPLES[record_type], **changes}]).splitlines()
    return parse_record(line)


@pytest.mark.parametrize("record_type", EXAMPLES)
def test_round_trip(record_type: str) -> None:
    record = parse(record_type)
    assert to_json_dict(record) == {"type": record_type, **EXAMPLES[record_type]}
    assert parse_record(to_lines([record])) == record


@pytest.mark.parametrize(
    ("record_type", "changes", "message"),
    [
        ("person", {"nme": "x"}, "nme: Extra inputs are not permitted"),
        ("person", {"id": "short"}, "id: String should match pattern '^[0-9a-f]{16}$'"),
        ("person", {"name": ""}, "name: String should have at least 1 character"),
        ("person", {"mentions": []}, "mentions: List should have at least 1 item after validation, not 0"),
        (
            "person",
            {"mentions": [{"start": 6, "end": 0, "text": ""}]},
            "mentions.0: end 0 lies before start 6",
        ),
        (
            "person",
            {"mentions": [{"start": 0, "end": 5, "text": "Labour"}]},
            "mentions.0: text has 6 characters, the offsets 5",
        ),
        ("vote_count", {"votes": -1}, "votes: Input should be greater than or equal to 0"),
        ("vote_count", {"votes": "12"}, "votes: Input should be a valid integer"),
        ("vote_count", {"votes": 1.5}, "votes: Input should be a valid integer"),
        ("vote_share", {"percent": 100.1}, "percent: Input should be less than or equal to 100"),
        ("vote_share", {"percent": None}, "neither percent nor change is given"),
        ("vote_share", {"change": -101}, "change: Input should be greater than or equal to -100"),
        ("quote", {"text": "Labor"}, "text is not the content's stretches joined by a space"),
        ("contest", {"majority": 5}, "majority and majority_source must be given together"),
        ("contest", {"evidence": {"winner": SPAN}}, "evidence for 'winner', which is not set"),
        ("contest", {"evidence": {"id": SPAN}}, "evidence for 'id', which is no field that the text gives"),
        (
            "contest",
            {"turnout_percent": 101.0, "kind": "raffle"},
            "kind: Input should be 'by-election', 'general election', 'local election', 'leadership election', "
            "'referendum', 'legislative vote' or 'other'; turnout_percent: Input should be less than or equal to 100",
        ),
    ],
)
def test_invalid_records_are_refused_with_the_fields_path(
    record_type: str, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecordError) as caught:
        parse(record_type, **changes)
    assert str(caught.value) == message


@pytest.mark.parametrize("line", ["{", "[]", '{"type": "people"}', "{}", '"x"'])
def test_what_is_no_record_is_refused(line: str) -> None:
    with pytest.raises(RecordError):
        parse_record(line)


def test_records_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        parse("person").name = "B"  # type: ignore[misc, union-attr]  # that is the point


def test_text_is_left_out_and_not_null() -> None:
    record = parse("article").model_copy(update={"text": None})
    assert "text" not in to_json_dict(record)
    assert parse_record(to_lines([record])) == record


def test_ids_depend_on_the_article_the_type_and_what_makes_the_record() -> None:
    first = records.record_id("a", "party", "Labour")
    assert first == records.record_id("a", "party", "Labour")
    others = [("b", "party", "Labour"), ("a", "person", "Labour"), ("a", "party", "Green")]
    assert len({first, *(records.record_id(*other) for other in others)}) == 4


def test_ids_do_not_change_between_versions() -> None:
    # a database of facts is keyed by them
    assert records.record_id("a", "party", "Labour") == "a86ce8a6e30258f6"


def test_schema_describes_every_field() -> None:
    schema = records.json_schema()
    assert {option["$ref"].rpartition("/")[2] for option in schema["oneOf"]} == {
        model.__name__ for model in records.RECORD_TYPES
    }
    for name, definition in schema["$defs"].items():
        assert definition["additionalProperties"] is False, name
        for field, description in definition["properties"].items():
            assert field == "type" or "description" in description, f"{name}.{field}"


def test_schema_requires_every_field_but_the_text() -> None:
    for name, definition in records.json_schema()["$defs"].items():
        assert set(definition["properties"]) - set(definition["required"]) == (
            {"text"} if name == "ArticleRecord" else set()
        )


def test_choices_are_those_of_the_components() -> None:
    assert get_args(records.ContestKind) == get_args(types.ContestKind)
    assert get_args(records.StageKind) == get_args(types.StageKind)


def test_span_counts_code_points() -> None:
    assert Span(start=0, end=2, text="\N{GRINNING FACE}e").end == 2
