"""CSV and Parquet: one table for each type of record, with all that the records say."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

from newsfacts.errors import NewsfactsError, RecordError
from newsfacts.exporting import export
from newsfacts.records import Record, parse_record
from newsfacts.writing import read_records, to_lines
from tests.conftest import names_in
from tests.made_facts import ayton

TABLES = ["articles", "contests", "parties", "people", "quotes", "vote_counts", "vote_shares"]


def records() -> list[Record]:
    return [parse_record(line) for line in to_lines(ayton().facts).splitlines()]


def test_csv(tmp_path: Path) -> None:
    export(records(), "csv", tmp_path / "tables")
    assert names_in(tmp_path / "tables") == [f"{table}.csv" for table in TABLES]
    with (tmp_path / "tables" / "vote_counts.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["candidate"], first["votes"], first["qualifier"]) == ("Ann Oak", "1200", "")
    assert ayton().text[int(first["evidence_start"]) : int(first["evidence_end"])] == first["evidence_text"] == "1,200"
    with (tmp_path / "tables" / "people.csv").open(encoding="utf-8", newline="") as file:
        oak = next(csv.DictReader(file))
    assert json.loads(oak["mentions"]) == [{"start": 9, "end": 16, "text": "Ann Oak"}]
    assert (tmp_path / "tables" / "vote_shares.csv").read_text().startswith("id,article_id,contest,")


def test_csv_keeps_whatever_a_text_holds(tmp_path: Path) -> None:
    name = 'x,"y"\r\n=1+1\t\0 \U0001f5f3'
    facts = ayton().facts
    facts[0]["title"] = name
    export([parse_record(line) for line in to_lines(facts).splitlines()], "csv", tmp_path)
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["title"] == name


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ('=HYPERLINK("http://a")', '\'=HYPERLINK("http://a")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),  # or else it would be =1 without its apostrophe
        ("'Tis so", "'Tis so"),
        ("1=1", "1=1"),
    ],
)
def test_no_cell_is_a_formula(tmp_path: Path, title: str, cell: str) -> None:
    facts = ayton().facts
    facts[0]["title"] = title
    contest = facts[4]["id"]
    share = {"type": "vote_share", "percent": None, "change": -5.0, "id": "f" * 16, "contest_id": contest}
    facts.append({**{key: value for key, value in facts[5].items() if key != "votes"}, **share})
    export([parse_record(line) for line in to_lines(facts).splitlines()], "csv", tmp_path)
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["title"] == cell
    with (tmp_path / "vote_shares.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["change"] == "-5.0"  # a number is none


def test_parquet(tmp_path: Path) -> None:
    export(records(), "parquet", tmp_path)
    assert names_in(tmp_path) == [f"{table}.parquet" for table in TABLES]
    (contest,) = pyarrow.parquet.read_table(tmp_path / "contests.parquet").to_pylist()
    assert (contest["winner"], contest["gss"], contest["winners"]) == ("Ann Oak", None, [])
    assert contest["evidence"] == [{"field": "place", "start": 22, "end": 27, "text": "Ayton"}]
    counts = pyarrow.parquet.read_table(tmp_path / "vote_counts.parquet").to_pylist()
    assert [count["votes"] for count in counts] == [1200, 900]
    (quote,) = pyarrow.parquet.read_table(tmp_path / "quotes.parquet").to_pylist()
    assert (quote["cue_lemma"], quote["speaker_mention_start"]) == ("say", None)
    assert pyarrow.parquet.read_table(tmp_path / "vote_shares.parquet").num_rows == 0


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NewsfactsError, match=r"pip install 'newsfacts\[parquet\]'"):
        export(records(), "parquet", tmp_path)


@pytest.mark.parametrize("to", ["csv", "parquet", "jsonld", "labelstudio"])
def test_an_invalid_line_leaves_nothing(tmp_path: Path, to: str) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(to_lines(ayton().facts) + b"{}\n")
    with pytest.raises(RecordError, match=r"facts\.jsonl, line 9: "):
        export(read_records(path), to, tmp_path / "out")  # type: ignore[arg-type]  # parametrised
    assert names_in(tmp_path / "out") == []
