"""Examples in docstrings and commands in the README do what they say."""

from __future__ import annotations

import doctest
import importlib
import json
import os
import pkgutil
import re
import runpy
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import newsfacts

MODULES = [module.name for module in pkgutil.walk_packages(newsfacts.__path__, "newsfacts.")]


@pytest.fixture(autouse=True)
def _in_a_folder_with_the_corpus(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(root / "corpus")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", ["newsfacts", *MODULES])
def test_examples_in_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


def blocks(root: Path, language: str, page: str = "README.md") -> list[str]:
    text = (root / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(root: Path) -> list[tuple[str, str]]:
    """Commands of the README with the output that it shows for them."""
    found = []
    for block in blocks(root, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output.strip("\n")))
    return found


def test_readme_commands_print_what_it_shows(root: Path) -> None:
    shown = [(command, output) for command, output in commands(root) if command.split()[0] != "make"]
    assert len(shown) > 4
    program = f"{shlex.quote(sys.executable)} -c 'from newsfacts.cli import app; app()'"
    environment = {**os.environ, "COLUMNS": "80"}
    for command, output in shown:
        line = f'newsfacts() {{ {program} "$@"; }}; {command}'
        result = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False, env=environment)
        printed = (result.stdout + result.stderr).strip("\n")
        pattern = re.escape(output).replace(r"\.\.\.", ".*?")
        assert re.fullmatch(pattern, printed, re.DOTALL), f"{command}\n{printed}"


UNTRIED = {  # what needs a cluster (tests/test_cluster.py makes one) or a program that newsfacts does not bring
    "sh": "dask scheduler &",
    "shell": "datasette facts.db",
}


def pages(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=root, capture_output=True, text=True, check=True).stdout
    return [root / name for name in listed.splitlines()]


def test_no_block_goes_untried(root: Path) -> None:
    run = {"README.md": {"console", "pycon", "json", "sql", "text"}, "docs/python.md": {"pycon"}}
    for page in pages(root):
        name = page.relative_to(root).as_posix()
        if name == "docs/extending.md":  # tests/test_extending.py follows it
            continue
        for language, block in re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            untried = UNTRIED.get(language)
            assert language in run.get(name, ()) or (untried and block.startswith(untried)), f"{name}: {block}"
            if untried:  # every line is a command of its own
                assert all(shlex.split(line) for line in block.splitlines()), f"{name}: {block}"


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    found = 0
    for page in pages(root):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
            found += 1
    assert found > 8


def test_pages_are_what_make_docs_writes(root: Path) -> None:
    pages = runpy.run_path(str(root / "scripts/make_docs.py"))["pages"]()
    assert "docs/records.md" in pages
    assert pages == {name: (root / name).read_text("utf-8") for name in pages}, "run make docs"


def test_readme_make_targets_exist(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    targets = [command.split()[1] for command, _ in commands(root) if command.startswith("make ")]
    assert {"extract", "test"} <= set(targets)
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_library_examples(root: Path, page: str) -> None:
    example = "\n".join(blocks(root, "pycon", page))
    assert example.count(">>>") > 5
    test = doctest.DocTestParser().get_doctest(example, {}, page, page, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


def test_readme_names_every_command_and_option(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    for command in (
        *("extract", "evaluate", "validate", "schema", "about"),
        *("load", "link", "conflicts", "verify", "export", "show"),
    ):
        assert f"newsfacts {command}" in readme
        environment = {**os.environ, "COLUMNS": "80"}
        program = [sys.executable, "-c", "from newsfacts.cli import app; app()", command, "--help"]
        text = subprocess.run(program, capture_output=True, text=True, check=True, env=environment).stdout
        for option in re.findall(r"--[a-z-]+", text):
            assert option == "--help" or f"`{option}" in readme, f"{command} {option}"


def test_readme_facts_are_those_of_its_article(root: Path) -> None:
    from newsfacts.records import TYPE_NAMES

    (write,) = [command for command, _ in commands(root) if command.startswith("printf")]
    program = f"{shlex.quote(sys.executable)} -c 'from newsfacts.cli import app; app()'"
    line = f"{write}; {program} extract article.txt -q"
    result = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True)
    shown = [block.strip() for block in blocks(root, "json")]
    assert set(shown) <= set(result.stdout.splitlines())
    assert {json.loads(fact)["type"] for fact in shown} == set(TYPE_NAMES) - {"article"}


def test_readme_queries_find_what_it_shows(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    queries = re.findall(r"^```sql\n(.*?)^```\n\n```text\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert len(queries) == 3
    program = f"{shlex.quote(sys.executable)} -c 'from newsfacts.cli import app; app()'"
    for command, _ in commands(root):
        if re.match(r"sed|newsfacts (extract corpus|extract post|load)", command):
            line = f'newsfacts() {{ {program} "$@"; }}; {command}'
            subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True)
    connection = sqlite3.connect("facts.db")
    for query, shown in queries:
        rows = connection.execute(query).fetchall()
        assert [" | ".join(map(str, row)) for row in rows] == shown.splitlines()
    connection.close()
