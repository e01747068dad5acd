"""Token patterns with their own examples, read from `models/en_newsfacts/patterns`.

>>> import spacy
>>> patterns = read_patterns("patterns/election_scopes.toml")
>>> matcher = build_matcher(spacy.blank("en").vocab, patterns)
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from newsfacts.errors import ModelError


class Pattern(BaseModel):
    """A Matcher pattern with examples. It does not count behind one of `not_after`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    tokens: list[dict[str, Any]]
    matches: list[str]
    rejects: list[str]
    not_after: list[str] = []

    @field_validator("tokens", "matches", "rejects")
    @classmethod
    def _not_empty(cls, value: list[Any]) -> list[Any]:
        if not value:
            raise ValueError("must not be empty")
        return value


class PatternFile(BaseModel):
    """A file of patterns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: list[Pattern]


@registry.readers("newsfacts.result_patterns.v1")  # type: ignore[untyped-decorator]  # catalogue is untyped
def read_patterns(path: str) -> list[Pattern]:
    """The patterns of a file below models/en_newsfacts."""
    try:
        found = PatternFile.model_validate(
            tomllib.loads(files("en_newsfacts").joinpath(path).read_text("utf-8"))
        ).pattern
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"models/en_newsfacts/{path}: {error}") from error
    ids = [pattern.id for pattern in found]
    if len(set(ids)) < len(ids):
        raise ModelError(
            f"models/en_newsfacts/{path}: the same id twice: {sorted(i for i in ids if ids.count(i) > 1)[0]}"
        )
    return found


def build_matcher(vocab: Vocab, patterns: list[Pattern]) -> Matcher:
    """One matcher for all of `patterns`, longest match first within each."""
    matcher = Matcher(vocab)
    for pattern in patterns:
        matcher.add(pattern.id, [pattern.tokens], greedy="LONGEST")
    return matcher


def find_patterns(matcher: Matcher, patterns: dict[str, Pattern], part: Doc | Span) -> list[tuple[int, int, Pattern]]:
    """Matches in a document or a part of it, as offsets into the text with their pattern, in text order."""
    found = []
    doc, first = (part.doc, part.start) if isinstance(part, Span) else (part, 0)
    for key, begin, stop in matcher(part):
        start, end = first + begin, first + stop
        pattern = patterns[doc.vocab.strings[key]]
        if start and doc[start - 1].lower_ in pattern.not_after:
            continue
        found.append((doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text), pattern))
    return sorted(found, key=lambda match: match[:2])
