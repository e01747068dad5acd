"""The command: its table, its JSON, its exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsfacts.cli import app
from newsfacts.writing import to_lines
from tests.made_facts import ayton
from tests.verifying.test_verify import CANDIDACIES, CONSTITUENCIES

HEADER = "contest,date,candidate,party,votes\n"


@pytest.fixture(autouse=True)
def _set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("facts.jsonl").write_bytes(to_lines(ayton().facts))


def verify(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    result = CliRunner().invoke(app, ["verify", "facts.jsonl", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_nothing_contradicted() -> None:
    Path("results.csv").write_text(HEADER + "Ayton,,Ann Oak,Lab,1200\nAyton,,Bob Ash,Con,900\n")
    status, out, err = verify("--against", "results.csv")
    assert (status, err) == (0, "")
    rows = [[cell.strip() for cell in line.split("│")] for line in out.splitlines()]
    assert rows[2] == ["confirmed", "winner, Ayton", "Ann Oak", "Ann Oak", "ayton", ""]
    assert rows[-2] == ["confirmed", "votes, Bob Ash, Ayton", "900", "900", "ayton", "48"]
    assert rows[-1] == ["5 confirmed, 0 contradicted, 1 not found"]


def test_rows_are_whole_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    article_id = "2017/02/24/" + "by-election-" * 40
    Path("facts.jsonl").write_bytes(to_lines(ayton(article_id).facts))
    Path("results.csv").write_text(HEADER + "Ayton,,Ann Oak,Lab,1200\n")
    _, out, _ = verify("--against", "results.csv")
    assert [line.count(article_id) for line in out.splitlines()] == [0, 0, 1, 1, 1, 1, 1, 1, 0]
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_something_contradicted() -> None:
    Path("results.csv").write_text(HEADER + "Ayton,,Ann Oak,Lab,1200\nAyton,,Bob Ash,Con,901\n")
    status, out, _ = verify("--against", "results.csv", "--json")
    assert status == 1
    found = json.loads(out)
    assert found["summary"] == {"confirmed": 4, "contradicted": 1, "not found": 1}
    (wrong,) = [check for check in found["checks"] if check["verdict"] == "contradicted"]
    assert (wrong["who"], wrong["claimed"], wrong["official"]) == ("Bob Ash", "900", "901")
    assert wrong["evidence"] == {"start": 48, "end": 51, "text": "900"}


def test_results_from_several_files_and_from_the_companion(articles: Path) -> None:
    for path in (CANDIDACIES, CONSTITUENCIES):
        shutil.copy(path, path.name)
    result = CliRunner().invoke(app, ["extract", str(articles / "copeland-stoke.txt"), "-o", "facts.jsonl", "-q"])
    assert result.exit_code == 0
    for files in ([CANDIDACIES.name], [CONSTITUENCIES.name], [CANDIDACIES.name, CONSTITUENCIES.name]):
        status, out, _ = verify(*(argument for file in files for argument in ("--against", file)))
        assert (status, out.splitlines()[-1]) == (0, "14 confirmed, 0 contradicted, 0 not found")


def test_files_that_cannot_be_used() -> None:
    assert verify("--against", "none.csv") == (
        2, "", "newsfacts: error: none.csv: cannot be read (No such file or directory); check the name\n"
    )  # fmt: skip
    Path("results.csv").write_text(HEADER + "Ayton,,Ann Oak,Lab,1200\n")
    with Path("facts.jsonl").open("a") as file:
        file.write("{}\n")
    status, out, err = verify("--against", "results.csv")
    assert (status, out) == (2, "")
    assert err.startswith("newsfacts: error: facts.jsonl, line 9: ")
    assert verify()[0] == 2
