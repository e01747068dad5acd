"""The commands that work on a database: exit status, exact messages, streams."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsfacts.cli import app
from newsfacts.writing import to_lines
from tests.made_facts import ayton

NEWSFACTS = f"{sys.executable} -c 'from newsfacts.cli import app; app()'"


@pytest.fixture(autouse=True)
def _set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("facts.jsonl").write_bytes(to_lines(ayton().facts))


def newsfacts(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_load_into_the_default_database() -> None:
    message = "newsfacts: sqlite:///facts.db: articles: 1 added; 7 facts put in\n"
    assert newsfacts("load", "facts.jsonl") == (0, "", message)
    assert newsfacts("load", "facts.jsonl", "-q") == (0, "", "")
    assert newsfacts("load", "--retract", "ayton") == (
        0, "", "newsfacts: sqlite:///facts.db: articles: 1 retracted; 7 facts taken out\n"
    )  # fmt: skip
    assert newsfacts("load", "facts.jsonl") == (0, "", message)
    assert newsfacts("load", "facts.jsonl", "--retract", "ayton") == (
        0, "", "newsfacts: sqlite:///facts.db: articles: 1 retracted; 7 facts taken out\n" + message
    )  # fmt: skip
    assert newsfacts("load", "--retract", "ayton", "--retract", "ayton", "-q") == (0, "", "")
    assert newsfacts("load", "--retract", "ayton") == (
        2, "", "newsfacts: error: sqlite:///facts.db: no article 'ayton'; name its article_id\n"
    )  # fmt: skip


def test_links_can_be_made_anew() -> None:
    other = ayton("other").facts
    Path("other.jsonl").write_bytes(to_lines(other))
    newsfacts("load", "facts.jsonl", "other.jsonl", "-q")
    message = "newsfacts: sqlite:///facts.db: in several articles: contests 1, people 2\n"
    assert newsfacts("link") == (0, "", message)
    status, _, err = newsfacts("link", "--db", "none.db")
    assert status == 2
    assert err.startswith("newsfacts: error: none.db: no such database")


def test_conflicts_say_where_links_are_missing() -> None:
    newsfacts("load", "facts.jsonl", "-q")
    assert newsfacts("conflicts") == (0, "0 conflicts\n", "")
    with sqlite3.connect("facts.db") as connection:  # as a load leaves it that is killed before it links
        connection.execute("INSERT INTO to_link VALUES ('place', 'ayton')")
    connection.close()
    warning = "a load has not ended, so conflicts may be missing; run newsfacts link\n"
    assert newsfacts("conflicts") == (0, "0 conflicts\n", f"newsfacts: warning: sqlite:///facts.db: {warning}")
    newsfacts("link")
    assert newsfacts("conflicts") == (0, "0 conflicts\n", "")


def test_refused_lines_are_exit_status_1() -> None:
    with Path("facts.jsonl").open("a") as file:
        file.write("{}\n")
    status, out, err = newsfacts("load", "facts.jsonl", "--errors", "errors.jsonl", "-q")
    assert (status, out) == (1, "")
    assert err.splitlines()[0].startswith("newsfacts: facts.jsonl, line 9: ")
    assert err.splitlines()[1] == "newsfacts: lines refused: 1"
    assert '"content":"{}"' in Path("errors.jsonl").read_text()


def test_extract_pipes_into_load() -> None:
    command = f'echo "Labour\'s Ann Oak won Ayton." | {NEWSFACTS} extract - -q | {NEWSFACTS} load - --db piped.db -q'
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    connection = sqlite3.connect("piped.db")
    assert connection.execute("SELECT name FROM people").fetchall() == [("Ann Oak",)]
    connection.close()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["load"], "name files of facts, - for standard input, or an article to --retract"),
        (["load", "none.jsonl"], "none.jsonl: cannot be read (No such file or directory); check the name"),
        (["load", "facts.jsonl", "--db", ""], "the name is empty"),
        (["load", "facts.jsonl", "--db", "facts.jsonl"], "file is not a database"),
        (["load", "facts.jsonl", "--errors", "facts.jsonl"], "facts.jsonl: this is one of the inputs"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    before = Path("facts.jsonl").read_bytes()
    status, out, err = newsfacts(*arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert Path("facts.jsonl").read_bytes() == before


@pytest.mark.parametrize("command", ["load", "link", "conflicts", "verify", "export"])
def test_help_imports_no_database(command: str) -> None:
    code = (
        "import sys\nfrom newsfacts.cli import app\n"
        f"try: app([{command!r}, '--help'])\nexcept SystemExit as end: assert not end.code, end\n"
        "assert not {'sqlalchemy', 'alembic', 'rapidfuzz', 'spacy', 'numpy'} & set(sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) > 5
