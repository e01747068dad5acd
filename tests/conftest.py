"""Fixtures for all tests."""

import pytest
from spacy.language import Language

from newsfacts.annotating import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline as it is shipped; loading it takes a second, so all tests share one."""
    return load()
