"""The same articles give the same bytes, wherever and however newsfacts was installed and is run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.environments import Environment, build

ARTICLES = 30  # at least


def copy_articles(articles: Path, folder: Path, *, backwards: bool) -> None:
    """The articles under another path, made in another order and with other times."""
    folder.mkdir(parents=True)
    for age, path in enumerate(sorted(articles.glob("*.txt"), reverse=backwards)):
        (folder / path.name).write_bytes(path.read_bytes())
        os.utime(folder / path.name, (age, age))


@pytest.mark.slow
def test_two_fresh_environments_write_the_same_bytes(
    root: Path, articles: Path, wheel: Path, wheel_environment: Environment, tmp_path: Path
) -> None:
    """One installed from the wheel, one built from the sources; nothing else of them is the same either."""
    from_sources = Environment(tmp_path / "sources", build("sdist", root, tmp_path))
    here, there = tmp_path / "here", tmp_path / "some where" / "else"
    copy_articles(articles, here / "articles", backwards=False)
    copy_articles(articles, there / "articles", backwards=True)
    first = wheel_environment.run(
        wheel_environment.program, "extract", "articles", "-q", "--jobs", "1", cwd=here,
        LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="1", HOME=str(here),
    )  # fmt: skip
    second = from_sources.run(
        from_sources.program, "extract", f"{there}/articles", "-q", "--jobs", "3", cwd=tmp_path,
        LC_ALL="C", TZ="Asia/Kathmandu", PYTHONHASHSEED="2", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0",
        OMP_NUM_THREADS="2", HOME=str(there),
    )  # fmt: skip
    assert first == second
    records = [json.loads(line) for line in first.splitlines()]
    extracted = [record for record in records if record["type"] == "article"]
    assert len(extracted) > ARTICLES
    assert len({(record["newsfacts"], record["model"]) for record in extracted}) == 1
    assert len(records) > 20 * len(extracted)
    homes = {
        environment.run(environment.python, "-c", "import newsfacts; print(newsfacts.__file__)", cwd=tmp_path)
        for environment in (wheel_environment, from_sources)
    }
    assert len(homes) == 2
    assert str(root).encode() not in b"".join(homes)
