"""The words that the result components know, read from `models/en_newsfacts` and checked on the way in.

>>> from newsfacts.annotating.results.lexicon import read_lexicon
>>> read_lexicon().numbers.values["nine"]
9
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError
from spacy.util import registry

from newsfacts.errors import ModelError

Table = TypeVar("Table", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NumberUnits(_Strict):
    """Units behind or before a number."""

    percent: list[str]
    points: list[str]
    money_before: list[str]
    money_after: list[str]


class NumberContext(_Strict):
    """Words around a number."""

    qualifiers: list[str]
    focus: frozenset[str]
    labels: frozenset[str]
    years_after: frozenset[str]


class NumberWords(_Strict):
    """numbers.toml"""

    values: dict[str, int]
    scales: dict[str, int]
    units: NumberUnits
    words: NumberContext


class ResultVerbs(_Strict):
    """result_verbs.toml"""

    poll_strong: frozenset[str]
    poll_weak: frozenset[str]
    standing: frozenset[str]
    given_to: frozenset[str]
    favour: frozenset[str]
    oppose: frozenset[str]
    hold: frozenset[str]
    gain: frozenset[str]
    win: frozenset[str]
    beat: frozenset[str]
    lose: frozenset[str]
    succeed: frozenset[str]
    vacate: frozenset[str]
    vacancy: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    carried: frozenset[str]
    rejected: frozenset[str]


class ContestWords(BaseModel):
    """contest_words.toml"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    counted: dict[str, frozenset[str]]
    share_of: dict[str, frozenset[str]]
    votes: dict[str, frozenset[str]]
    majority: dict[str, frozenset[str]]
    seat: dict[str, frozenset[str]]
    regions: dict[str, frozenset[str]]
    kinds: dict[str, list[str]]
    chambers: dict[str, list[str]]
    options: dict[str, list[str]]
    lists: dict[str, list[str]]
    stages: dict[str, list[str]]


class Cues(RootModel[dict[str, frozenset[str]]]):
    """result_cues.toml"""


class Lexicon(_Strict):
    """All that the result components know."""

    numbers: NumberWords
    verbs: ResultVerbs
    contests: ContestWords
    cues: dict[str, frozenset[str]]


def _read(name: str, model: type[Table]) -> Table:
    try:
        return model.model_validate(tomllib.loads(files("en_newsfacts").joinpath(name).read_text("utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"models/en_newsfacts/{name}: {error}") from error


@registry.readers("newsfacts.results_lexicon.v1")  # type: ignore[untyped-decorator]  # catalogue is untyped
def read_lexicon(
    numbers: str = "lexicon/numbers.toml",
    verbs: str = "lexicon/result_verbs.toml",
    contests: str = "lexicon/contest_words.toml",
    cues: str = "lexicon/result_cues.toml",
) -> Lexicon:
    """The lexicon from the named files below models/en_newsfacts."""
    return Lexicon(
        numbers=_read(numbers, NumberWords),
        verbs=_read(verbs, ResultVerbs),
        contests=_read(contests, ContestWords),
        cues=_read(cues, Cues).root,
    )
