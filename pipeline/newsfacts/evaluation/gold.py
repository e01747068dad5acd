"""Gold annotations: NAME.gold.json beside NAME.txt.

>>> from newsfacts.evaluation.gold import read_gold
>>> [article.name for article in read_gold("corpus/articles")][-1]
'copeland-stoke'
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from newsfacts.errors import NewsfactsError
from newsfacts.reading import find_inputs, read_source

SUFFIX = ".gold.json"


class _Gold(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldSpan(_Gold):
    """A stretch of the text."""

    start: int
    end: int


class GoldPerson(_Gold):
    """A person: every surface form but the name is an alias."""

    name: str
    aliases: list[str] = []
    party: str | None = None
    roles: list[str] = []


class GoldParty(_Gold):
    """A party by its canonical name."""

    name: str
    aliases: list[str] = []


class GoldContest(_Gold):
    """A contest; `place` may have a suffix after ": " or " (" that tells two apart."""

    place: str
    kind: str | None = None
    winner: str | None = None
    winner_party: str | None = None
    outcome: str | None = None
    from_party: str | None = None
    turnout_percent: float | None = None
    swing_percent: float | None = None
    majority: int | None = None


class _GoldVote(GoldSpan):
    contest: str
    candidate: str | None = None
    party: str | None = None
    option: str | None = None


class GoldCount(_GoldVote):
    """A number of votes: the number's span."""

    votes: int


class GoldShare(_GoldVote):
    """A share of the votes or its change: the number's span."""

    percent: float | None = None
    change: float | None = None


class GoldTrap(GoldSpan):
    """A number that is no vote."""

    text: str
    why: str


class GoldIgnored(_Gold):
    """A borderline report that is neither rewarded nor punished."""

    content: list[GoldSpan]


class GoldQuote(_Gold):
    """A quote."""

    kind: Literal["direct", "mixed", "indirect"]
    content: list[GoldSpan]
    speaker: str | None = None
    speaker_kind: str | None = None
    speaker_mention: GoldSpan | None = None
    cue: GoldSpan | None = None
    outlet: str | None = None


class GoldFacts(_Gold):
    """Everything that an article's gold file says."""

    people: list[GoldPerson] = []
    parties: list[GoldParty] = []
    contests: list[GoldContest] = []
    vote_counts: list[GoldCount] = []
    vote_shares: list[GoldShare] = []
    not_votes: list[GoldTrap] = []
    quotes: list[GoldQuote] = []
    quotes_ignore: list[GoldIgnored] = []


class GoldArticle(_Gold):
    """An article with its gold facts."""

    name: str
    text: str
    facts: GoldFacts


def read_gold(folder: str | Path) -> Iterator[GoldArticle]:
    """The annotated articles of a folder, by name; or those of a file that Label Studio exported.

    Raises:
        NewsfactsError: there are none, or one cannot be read.
    """
    if Path(folder).is_file():
        from newsfacts.evaluation.labelstudio import read_export

        yield from read_export(Path(folder))
        return
    if not Path(folder).exists():
        raise NewsfactsError(f"{folder}: no such file or folder; check the name")
    paths = sorted(Path(folder).glob(f"*{SUFFIX}"))
    if not paths:
        raise NewsfactsError(f"{folder}: no gold files in this folder; name one that holds NAME.txt and NAME{SUFFIX}")
    for path in paths:
        name = path.name.removesuffix(SUFFIX)
        try:
            facts = GoldFacts.model_validate_json(path.read_bytes())
        except OSError as error:
            raise NewsfactsError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
        except ValidationError as error:
            raise NewsfactsError(f"{path}: no valid gold file: {_first(error)}") from error
        (source,) = find_inputs([str(path.with_name(f"{name}.txt"))]).sources
        text = read_source(source).text
        for where, span in _spans(facts, ""):
            if not 0 <= span.start < span.end <= len(text):
                raise NewsfactsError(
                    f"{path}: {where}: {span.start} to {span.end} is no stretch of the text of {len(text):,} characters"
                )
        yield GoldArticle(name=name, text=text, facts=facts)


def _first(error: ValidationError) -> str:
    """The first of the problems in one line, and how many more there are."""
    first, *more = error.errors(include_url=False, include_context=False, include_input=False)
    path = ".".join(map(str, first["loc"]))
    return f"{path + ': ' if path else ''}{first['msg']}" + (f" (and {len(more)} more)" if more else "")


def _spans(value: object, where: str) -> Iterator[tuple[str, GoldSpan]]:
    """Every span of the facts with its field's path."""
    if isinstance(value, GoldSpan):
        yield where, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name), f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _spans(item, f"{where}.{index}")
