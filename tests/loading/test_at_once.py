"""Loads that run at once, and loads that are interrupted."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import text

from newsfacts.loading import Database, is_linked
from newsfacts.writing import to_lines
from tests.made_facts import ayton

COMMAND = [sys.executable, "-c", "from newsfacts.cli import app; app()", "load"]


def write(path: Path, names: range, version: str) -> Path:
    path.write_bytes(b"".join(to_lines(ayton(f"a{number}", newsfacts=version).facts) for number in names))
    return path


def counts(url: str) -> dict[str, int]:
    with Database.open(url) as database, database.engine.connect() as connection:
        tables = ("articles", "people", "contests", "quotes", "spans")
        return {table: connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one() for table in tables}


def test_overlapping_files_at_once_end_with_the_right_content(database_url: str, tmp_path: Path) -> None:
    # neither table exists yet, so that both migrate; the newer facts win, whoever comes first
    older = write(tmp_path / "older.jsonl", range(0, 300), "1.0")
    newer = write(tmp_path / "newer.jsonl", range(100, 400), "2.0")
    loads = [
        subprocess.Popen([*COMMAND, str(path), "--db", database_url, "-q"], stderr=subprocess.PIPE)
        for path in (older, newer, older, newer)
    ]
    for process in loads:
        _, err = process.communicate(timeout=180)
        assert process.returncode == 0, err
    assert counts(database_url) == {"articles": 400, "people": 800, "contests": 400, "quotes": 400, "spans": 4400}
    with Database.open(database_url) as database, database.engine.connect() as connection:
        found = connection.execute(text("SELECT newsfacts, COUNT(*) FROM articles GROUP BY 1 ORDER BY 1")).all()
    assert [tuple(row) for row in found] == [("1.0", 100), ("2.0", 300)]


def test_an_interrupted_load_leaves_whole_articles(database_url: str, tmp_path: Path) -> None:
    path = write(tmp_path / "facts.jsonl", range(3_000), "1.0")
    with Database.open(database_url, create=True):
        pass
    process = subprocess.Popen([*COMMAND, str(path), "--db", database_url, "-q"], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while counts(database_url)["articles"] < 200 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == (
        b"newsfacts: error: interrupted; every article is in the database with all its facts or not at all\n"
    )
    found = counts(database_url)
    loaded = found["articles"]
    assert 200 <= loaded < 3_000
    assert found == {
        **{"articles": loaded, "people": 2 * loaded, "contests": loaded, "quotes": loaded, "spans": 11 * loaded},
    }


def test_a_killed_load_leaves_whole_articles_and_the_next_one_ends_it(sqlite_url: str, tmp_path: Path) -> None:
    path = write(tmp_path / "facts.jsonl", range(3_000), "1.0")
    with Database.open(sqlite_url, create=True):
        pass
    process = subprocess.Popen([*COMMAND, str(path), "--db", sqlite_url, "-q"])
    while counts(sqlite_url)["articles"] < 200:
        time.sleep(0.05)
    process.kill()
    process.wait()
    found = counts(sqlite_url)
    assert found["spans"] == 11 * found["articles"] < 11 * 3_000
    subprocess.run([*COMMAND, str(path), "--db", sqlite_url, "-q"], check=True)
    assert counts(sqlite_url) == {
        **{"articles": 3_000, "people": 6_000, "contests": 3_000, "quotes": 3_000, "spans": 33_000},
    }
    with Database.open(sqlite_url) as database:
        assert is_linked(database)
