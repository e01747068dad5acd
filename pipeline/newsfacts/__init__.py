"""newsfacts reads news articles and writes down the facts in them.

>>> import newsfacts
>>> nlp = newsfacts.load()
>>> [record.type for record in newsfacts.extract("Labour held the seat.", nlp)]
['article', 'party']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsfacts.errors import ArticleError, ModelError, NewsfactsError, RecordError
    from newsfacts.extraction import extract, load
    from newsfacts.reading import Article
    from newsfacts.records import (
        ArticleRecord,
        ContestRecord,
        PartyRecord,
        PersonRecord,
        QuoteRecord,
        Record,
        VoteCountRecord,
        VoteShareRecord,
    )

__version__ = "0.1.0"

_HOMES = {
    "errors": ("ArticleError", "ModelError", "NewsfactsError", "RecordError"),
    "extraction": ("extract", "load"),
    "reading": ("Article",),
    "records": (
        "ArticleRecord",
        "ContestRecord",
        "PartyRecord",
        "PersonRecord",
        "QuoteRecord",
        "Record",
        "VoteCountRecord",
        "VoteShareRecord",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "ArticleError",
    "ArticleRecord",
    "ContestRecord",
    "ModelError",
    "NewsfactsError",
    "PartyRecord",
    "PersonRecord",
    "QuoteRecord",
    "Record",
    "RecordError",
    "VoteCountRecord",
    "VoteShareRecord",
    "__version__",
    "extract",
    "load",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used: importing spaCy takes half a second."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
