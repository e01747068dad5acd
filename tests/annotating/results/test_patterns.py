"""Every pattern matches its own examples and rejects its counterexamples; bad files are named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import spacy
from pydantic import ValidationError
from spacy.matcher import Matcher

from newsfacts.annotating.results import lexicon as lexicon_module
from newsfacts.annotating.results.lexicon import read_lexicon
from newsfacts.annotating.results.patterns import Pattern, PatternFinder, read_patterns
from newsfacts.annotating.view import view_of
from newsfacts.errors import ModelError

FILES = ["patterns/election_scopes.toml"]
CASES = [
    pytest.param(pattern, text, expected, id=f"{path}:{pattern.id}:{text[:30]}")
    for path in FILES
    for pattern in read_patterns(path)
    for expected, texts in ((True, pattern.matches), (False, pattern.rejects))
    for text in texts
]


@pytest.mark.parametrize(("pattern", "text", "expected"), CASES)
def test_example(pattern: Pattern, text: str, expected: bool) -> None:
    nlp = spacy.blank("en")
    view = view_of(nlp(text))
    found = PatternFinder([pattern]).find(view, 0, len(view.texts))
    assert bool(found) == expected


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("numbers.toml", "[values]\none = 'one'\n", "values.one"),
        ("numbers.toml", "[values\n", "numbers.toml"),
        ("result_verbs.toml", "hold = ['held']\nholds = []\n", "holds"),
    ],
)
def test_invalid_lexicon_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, text: str, key: str
) -> None:
    # The message has the file and the key that is wrong.
    (tmp_path / "lexicon").mkdir()
    for other in ("numbers.toml", "result_verbs.toml", "contest_words.toml", "result_cues.toml"):
        original = files("en_newsfacts").joinpath(f"lexicon/{other}").read_text("utf-8")
        (tmp_path / "lexicon" / other).write_text(text if other == name else original, "utf-8")
    monkeypatch.setattr(lexicon_module, "files", lambda package: tmp_path)
    with pytest.raises(ModelError, match=name.replace(".", r"\.")) as error:
        read_lexicon()
    assert key in str(error.value)


def test_cues_are_those_that_the_code_reads() -> None:
    # No set that nothing reads, and none missing.
    source = "".join(path.read_text("utf-8") for path in Path(lexicon_module.__file__).parent.glob("*.py"))
    assert set(re.findall(r'cues\["(\w+)"\]', source)) == set(read_lexicon().cues)


def test_no_word_twice_in_a_list() -> None:
    for name in ("numbers.toml", "result_verbs.toml", "contest_words.toml", "result_cues.toml"):
        table = tomllib.loads(files("en_newsfacts").joinpath(f"lexicon/{name}").read_text("utf-8"))
        for key, words in _lists(table):
            assert len(words) == len(set(words)), (name, key, sorted(w for w in words if words.count(w) > 1))


def _lists(table: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        if isinstance(value, list):
            yield key, value
        elif isinstance(value, dict):
            yield from _lists(value)


def test_patterns_mean_what_the_matcher_takes_them_for() -> None:
    # One look-up a word finds exactly what spaCy's Matcher does, in any text.
    nlp = spacy.blank("en")
    raw = tomllib.loads(files("en_newsfacts").joinpath(FILES[0]).read_text("utf-8"))["pattern"]
    patterns = read_patterns(FILES[0])
    matcher = Matcher(nlp.vocab)
    for pattern in raw:
        matcher.add(pattern["id"], [pattern["tokens"]], greedy="LONGEST")
    unlimited = [pattern.model_copy(update={"not_after": frozenset()}) for pattern in patterns]
    doc = nlp(" ".join(text for pattern in patterns for text in (*pattern.matches, *pattern.rejects)))
    view = view_of(doc)
    found = {(start, end, pattern.id) for start, end, pattern in PatternFinder(unlimited).find(view, 0, len(doc))}
    assert found == {(s.start_char, s.end_char, s.label_) for s in matcher(doc, as_spans=True)}


def test_pattern_that_begins_with_any_word_is_refused() -> None:
    # It would have to be tried at every word.
    with pytest.raises(ValidationError, match="must begin with a named word"):
        Pattern(id="x", label="x", tokens=[{"IS_ALPHA": True}], matches=["a"], rejects=["1"])
