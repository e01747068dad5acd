"""What is installed: entry points, the wheel, the lock file, make."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from spacy.language import Language

from tests.environments import Environment

ARTICLE = "Labour's Ann Oak won Ayton with 1,200 votes to 900.\n"


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


def test_every_factory_is_an_entry_point_and_loads(project: dict[str, Any], nlp: Language) -> None:
    listed = project["project"]["entry-points"]["spacy_factories"]
    used = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    assert {name for name in used if name.startswith("newsfacts_")} == set(listed)
    for point in importlib.metadata.entry_points(group="spacy_factories"):
        if point.name in listed:
            assert point.value == listed[point.name]
            assert callable(point.load())


def test_factories_work_in_a_pipeline_that_never_heard_of_newsfacts() -> None:
    code = (
        "import spacy, sys\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('newsfacts_layout')\n"
        "nlp.add_pipe('newsfacts_gazetteer')\n"
        "doc = nlp('Labour held the seat.')\n"
        "print([span.kb_id_ for span in doc.spans['newsfacts/parties']])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("['Labour']\n", 0), result.stderr


def test_wheel_holds_the_packages_and_nothing_else(wheel: Path, root: Path) -> None:
    in_wheel = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", "pipeline/newsfacts", "models/en_newsfacts"],
        cwd=root, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    expected = {name.partition("/")[2] for name in tracked if name}
    assert in_wheel >= expected
    # files that are not committed yet may be there, but no other kinds of files
    assert {Path(name).suffix for name in in_wheel - expected} <= {".py", ".toml", ".csv", ".jsonl", ".md"}
    assert any(name.endswith("LICENSE") for name in zipfile.ZipFile(wheel).namelist())


@pytest.mark.slow
def test_wheel_works_elsewhere_as_the_checkout_does(wheel_environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE)
    installed = wheel_environment
    home = installed.run(installed.python, "-c", "import newsfacts; print(newsfacts.__file__)", cwd=tmp_path)
    assert home.decode().startswith(str(installed.site))
    there = installed.run(installed.program, "extract", "article.txt", "-q", cwd=tmp_path)
    command = [sys.executable, "-c", "from newsfacts.cli import app; app()", "extract", "article.txt", "-q"]
    here = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    assert there == here
    assert here.count(b"\n") > 3
    (tmp_path / "facts.jsonl").write_bytes(there)
    installed.run(installed.program, "load", "facts.jsonl", "-q", cwd=tmp_path)
    assert (tmp_path / "facts.db").exists()  # the migrations are in the wheel


def test_versions_agree(project: dict[str, Any]) -> None:
    import newsfacts

    assert project["project"]["version"] == newsfacts.__version__ == importlib.metadata.version("newsfacts")


def test_base_model_is_named_in_the_configuration_and_pinned(project: dict[str, Any], nlp: Language) -> None:
    base = str(nlp.config["paths"]["base"]).replace("_", "-")
    assert [d for d in project["project"]["dependencies"] if d.startswith(base)] == [f"{base}==3.8.0"]


def test_lock_pins_every_dependency_with_hashes_and_names_no_place(root: Path, project: dict[str, Any]) -> None:
    lock = (root / "requirements.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=]", dependency)[0] for dependency in wanted} <= pinned
    for requirement in re.split(r"\n(?=\S)", lock):
        assert re.match(r"^[a-z0-9-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement
    assert "://" not in lock
    assert "--find-links" not in lock
    assert "--index" not in lock


def test_installed_versions_are_the_locked_ones(root: Path) -> None:
    # what passed the tests is what users get
    lock = (root / "requirements.lock").read_text("utf-8")
    requirements = [Requirement(line) for line in re.findall(r"^([a-z0-9].*?) \\$", lock, re.MULTILINE)]
    wanted = {each.name: each for each in requirements if each.marker is None or each.marker.evaluate()}
    assert len(wanted) > 100
    for name, requirement in wanted.items():
        assert requirement.specifier.contains(importlib.metadata.version(name), prereleases=True), name


@pytest.mark.parametrize("module", ["newsfacts", "newsfacts.records", "newsfacts.reading", "newsfacts.writing"])
def test_importing_is_light(module: str) -> None:
    code = f"import sys, {module}; assert 'spacy' not in sys.modules and 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_public_names() -> None:
    import newsfacts

    for name in newsfacts.__all__:
        assert getattr(newsfacts, name) is not None
    with pytest.raises(AttributeError, match="module 'newsfacts' has no attribute 'nonsense'"):
        newsfacts.nonsense  # noqa: B018  # the look-up is the point


def test_make_help_names_every_target(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    shown = subprocess.run(["make", "-s", "help"], cwd=root, capture_output=True, text=True, check=True).stdout
    for target in phony.split():
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert target == "help" or re.search(rf"^make {target} ", shown, re.MULTILINE), target


def environment(root: Path, folder: Path, *arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(root / "tools" / "environment"), str(folder / "venv"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": path})


def script(folder: Path, name: str, body: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def test_make_says_so_where_python_is_missing_or_too_old(root: Path, tmp_path: Path) -> None:
    script(tmp_path, "python3", "exit 1")
    result = environment(root, tmp_path, path=str(tmp_path))
    assert (result.returncode, result.stderr) == (
        1,
        "No Python 3.11, 3.12 or 3.13 found; install one, or name it: make PYTHON=/path/to/python3.11\n",
    )


def test_make_says_so_where_python_has_no_venv(root: Path, tmp_path: Path) -> None:
    script(tmp_path, "python3.12", 'case "$2" in *ensurepip*) exit 1;; esac')
    result = environment(root, tmp_path, path=str(tmp_path))
    assert (result.returncode, result.stderr) == (
        1,
        "python3.12 has no venv module; install it (on Debian and Ubuntu: apt install python3-venv), "
        "then run make again.\n",
    )


def test_make_keeps_an_environment_that_works(root: Path, tmp_path: Path) -> None:
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    script(tmp_path / "venv" / "bin", "python", "exit 0")
    result = environment(root, tmp_path, path=str(tmp_path))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
