"""Token patterns with their own examples, read from `models/en_newsfacts/patterns`.

>>> import spacy
>>> from newsfacts.annotating.view import view_of
>>> finder = PatternFinder(read_patterns("patterns/election_scopes.toml"))
>>> view = view_of(spacy.blank("en")("It had polled 900 in 2019."))
>>> [(view.text[start:end], pattern.label) for start, end, pattern in finder.find(view, 0, len(view.texts))]
[('in 2019', 'previous')]

They are written as for spaCy's Matcher, in the part of its language that `TokenTest` lists; every pattern begins with
a word, so that one look-up a word finds the few that can begin there.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import word_shape
from spacy.util import registry

from newsfacts.annotating.view import View
from newsfacts.errors import ModelError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(_Strict):
    """`IN` or `NOT_IN` a set of words."""

    among: frozenset[str] | None = Field(None, alias="IN")
    outside: frozenset[str] | None = Field(None, alias="NOT_IN")


class Length(_Strict):
    """Bounds of a word's length."""

    least: int = Field(0, alias=">=")
    most: int = Field(1000, alias="<=")


class TokenTest(_Strict):
    """What a token of a pattern asks of a word, and how often it may stand (`OP`)."""

    lower: str | Words | None = Field(None, alias="LOWER")
    text: str | None = Field(None, alias="TEXT")
    shape: str | None = Field(None, alias="SHAPE")
    alphabetic: bool | None = Field(None, alias="IS_ALPHA")
    digits: bool | None = Field(None, alias="IS_DIGIT")
    number: bool | None = Field(None, alias="LIKE_NUM")
    length: Length | None = Field(None, alias="LENGTH")
    times: Literal["1", "?", "*"] = Field("1", alias="OP")

    def words(self) -> frozenset[str]:
        """The words that it allows, where it names them."""
        if isinstance(self.lower, Words):
            return self.lower.among or frozenset()
        return frozenset(word for word in (self.lower, self.text) if word is not None)

    def fits(self, text: str, low: str) -> bool:
        """Whether a word passes."""
        if isinstance(self.lower, str):
            if low != self.lower:
                return False
        elif self.lower is not None and (
            (self.lower.among is not None and low not in self.lower.among)
            or (self.lower.outside is not None and low in self.lower.outside)
        ):
            return False
        return (
            (self.text is None or text == self.text)
            and (self.shape is None or ((self.shape[0] == "d") == text[0].isdigit() and word_shape(text) == self.shape))
            and (self.alphabetic is None or text.isalpha() == self.alphabetic)
            and (self.digits is None or text.isdigit() == self.digits)
            and (self.number is None or bool(like_num(text)) == self.number)  # type: ignore[no-untyped-call]  # spaCy has no types here
            and (self.length is None or self.length.least <= len(text) <= self.length.most)
        )


class Pattern(_Strict):
    """A pattern with examples. It does not count behind one of `not_after`."""

    id: str
    label: str
    tokens: list[TokenTest]
    matches: list[str]
    rejects: list[str]
    not_after: frozenset[str] = frozenset()

    @field_validator("tokens", "matches", "rejects")
    @classmethod
    def _not_empty(cls, value: list[Any]) -> list[Any]:
        if not value:
            raise ValueError("must not be empty")
        return value

    @field_validator("tokens")
    @classmethod
    def _begins_with_a_word(cls, value: list[TokenTest]) -> list[TokenTest]:
        if not all(test.words() for test in value[: 1 + (value[0].times != "1")]):
            raise ValueError("must begin with a named word")
        return value


class PatternFile(_Strict):
    """A file of patterns."""

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


class _Step(NamedTuple):
    """A token's test with the sets of its words at hand, which decide most cases; `other` is the whole test."""

    among: frozenset[str] | None
    outside: frozenset[str]
    other: TokenTest | None
    times: str

    @classmethod
    def of(cls, test: TokenTest) -> _Step:
        words = test.lower if isinstance(test.lower, Words) else Words(IN=None, NOT_IN=None)
        among = frozenset([test.lower]) if isinstance(test.lower, str) else words.among
        alone = {*test.model_fields_set} <= {"lower", "times"}
        return cls(among, words.outside or frozenset(), None if alone else test, test.times)


class PatternFinder:
    """Finds patterns in the words of a text."""

    def __init__(self, patterns: list[Pattern]) -> None:
        # By first word: the patterns with the words that can be the second, where they name them.
        self._beginning: dict[str, list[tuple[Pattern, list[_Step], frozenset[str] | None]]] = defaultdict(list)
        for pattern in patterns:
            steps = [_Step.of(test) for test in pattern.tokens]
            optional = pattern.tokens[0].times != "1"
            second = steps[1].among if [step.times for step in steps[:2]] == ["1", "1"] else None
            for test in pattern.tokens[: 1 + optional]:
                for word in test.words():
                    self._beginning[word].append((pattern, steps, second))

    def find(self, view: View, begin: int, end: int) -> list[tuple[int, int, Pattern]]:
        """Matches among the tokens from `begin` to `end`, as offsets into the text with their pattern, in text order.

        Of one pattern's matches that overlap, only the first and longest.
        """
        found = []
        taken: dict[str, int] = {}
        beginning, lowers = self._beginning, view.lowers
        for start in [i for i in range(begin, end) if lowers[i] in beginning]:
            following = lowers[start + 1] if start + 1 < end else ""
            for pattern, steps, second in beginning[lowers[start]]:
                if (second is not None and following not in second) or taken.get(pattern.id, 0) > start:
                    continue
                stop = _longest(steps, 0, view, start, end)
                if not stop:
                    continue
                taken[pattern.id] = stop
                if not (start and lowers[start - 1] in pattern.not_after):
                    found.append((view.starts[start], view.end(stop - 1), pattern))
        return sorted(found, key=lambda match: match[:2])


def _longest(steps: list[_Step], number: int, view: View, at: int, end: int) -> int:
    """Where the longest match of the steps from `number` on that begins at `at` ends, or 0."""
    while number < len(steps):
        among, outside, other, times = steps[number]
        low = view.lowers[at] if at < end else ""
        fits = (
            at < end
            and (among is None or low in among)
            and low not in outside
            and (other is None or other.fits(view.texts[at], low))
        )
        if times != "1":
            longest = _longest(steps, number + 1, view, at, end)
            following = number if times == "*" else number + 1
            return max(longest, _longest(steps, following, view, at + 1, end)) if fits else longest
        if not fits:
            return 0
        number, at = number + 1, at + 1
    return at
