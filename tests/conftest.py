"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

# Help and tables are laid out for the terminal's width; tests read them unbroken.
os.environ["COLUMNS"] = "160"

import newsfacts.one_thread  # noqa: F401  # before spaCy loads numpy: only a process without threads is forked

# isort: split
import hypothesis  # noqa: F401  # before the pipeline is loaded, which the collector then passes over: see gc.freeze
import pytest
from spacy.language import Language

from newsfacts.extraction import Extractor, load
from tests.environments import Environment, build

ROOT = Path(__file__).resolve().parent.parent


def names_in(folder: Path) -> list[str]:
    """The names of everything in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline as it is shipped; loading it takes a second, so all tests share one."""
    return load()


@pytest.fixture(scope="session")
def extractor(nlp: Language) -> Extractor:
    """An extractor on the shared pipeline."""
    return Extractor(nlp)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the corpus's articles."""
    return ROOT / "corpus" / "articles"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built here and offline."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def wheel_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment in which the wheel is installed."""
    return Environment(tmp_path_factory.mktemp("environment"), wheel)


@pytest.fixture(autouse=True)
def _workers_are_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start at once and know what a test has patched, even after another test's library started a thread."""
    for module in ("newsfacts.workers", "newsfacts.batch"):
        monkeypatch.setattr(f"{module}.can_fork", lambda: hasattr(os, "fork"))
