"""docs/extending.md is followed word by word in a copy of the checkout, and does what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections import Counter
from pathlib import Path

import pytest

# What the page asks for, in the words that it has for it.
INSTRUCTION = re.compile(
    r"[Aa]dd\s+(?:this\s+line\s+|these\s+lines\s+)?to\s+`(?P<longer>[\w/.]+)`:\s+```\w+\n(?P<addition>.*?)```"
    r"|[Ww]rite\s+to\s+`(?P<new>[\w/.]+)`:\s+```\w+\n(?P<content>.*?)```"
    r"|put\s+`(?P<item>[^`]+)`\s+behind\s+`(?P<before>[^`]+)`\s+in\s+`(?P<listing>[\w/.]+)`"
    r"|[Ii]n\s+`(?P<table>[\w/.]+)`\s+put\s+`(?P<line>[^`]+)`\s+under\s+`(?P<heading>[^`]+)`"
    r"|[Ii]n\s+`(?P<changed>[\w/.]+)`\s+replace\s+`(?P<old>[^`]+)`\s+by\s+`(?P<by>[^`]+)`"
    r"|```console\n(?P<commands>.*?)```",
    re.DOTALL,
)


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    for name in ("models", "pipeline", "tests"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def once(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), "utf-8")


def run(commands: str, checkout: Path) -> int:
    """Run the commands of a block; each must print what the page shows."""
    program = f"{shlex.quote(sys.executable)} -c 'from newsfacts.cli import app; app()'"
    path = os.pathsep.join([str(checkout / "pipeline"), str(checkout / "models")])
    environment = {**os.environ, "COLUMNS": "80", "PYTHONPATH": path}
    shown = re.split(r"^\$ ", textwrap.dedent(commands), flags=re.MULTILINE)[1:]
    for part in shown:
        command, _, output = part.partition("\n")
        line = command.replace(".venv/bin/python", shlex.quote(sys.executable))
        line = f'newsfacts() {{ {program} "$@"; }}; {line}'
        result = subprocess.run(
            ["/bin/sh", "-c", line], cwd=checkout, env=environment, capture_output=True, text=True, check=False
        )
        printed = (result.stdout + result.stderr).strip("\n")
        pattern = re.escape(output.strip("\n")).replace(r"\.\.\.", ".*?")
        assert re.fullmatch(pattern, printed, re.DOTALL), f"{command}\n{printed}"
    return len(shown)


@pytest.mark.slow
def test_the_page_is_followed_word_by_word(root: Path, checkout: Path) -> None:
    page = (root / "docs/extending.md").read_text("utf-8")
    followed: Counter[str] = Counter()
    for said in INSTRUCTION.finditer(page):
        words = said.groupdict()
        if words["commands"]:
            followed["command"] += run(words["commands"], checkout)
        elif words["longer"]:
            with (checkout / words["longer"]).open("a", encoding="utf-8") as file:
                file.write(textwrap.dedent(words["addition"]))
        elif words["new"]:
            (checkout / words["new"]).write_text(words["content"], "utf-8")
        elif words["item"]:
            once(checkout / words["listing"], words["before"], f"{words['before']}, {words['item']}")
        elif words["line"]:
            once(checkout / words["table"], words["heading"], f"{words['heading']}\n{words['line']}")
        else:
            once(checkout / words["changed"], words["old"], words["by"])
        followed["instruction"] += 1
    # every block is among them, so nothing on the page goes untried
    assert page.count("```") == 2 * len(re.findall(r"^ *```\w+$", page, re.MULTILINE))
    blocks = len(re.findall(r"^ *```\w+$", page, re.MULTILINE))
    in_words = len(re.findall(r"\b(?:put|replace)\s+`", page))
    assert followed["instruction"] == blocks + in_words
    assert followed["command"] > 10
    factories = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    assert factories["spacy_factories"]["newsfacts_denials"] == "newsfacts.annotating.denials:DenialFinder"
