"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

# Help and tables are laid out for the terminal's width; tests read them unbroken.
os.environ["COLUMNS"] = "160"

import newsfacts.one_thread  # noqa: F401  # before spaCy loads numpy: only a process without threads is forked

# isort: split
import pytest
from spacy.language import Language

from newsfacts.extraction import Extractor, load

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


@pytest.fixture(autouse=True)
def _workers_are_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start at once and know what a test has patched, even after another test's library started a thread."""
    for module in ("newsfacts.workers", "newsfacts.batch"):
        monkeypatch.setattr(f"{module}.can_fork", lambda: hasattr(os, "fork"))
