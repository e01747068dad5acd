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

from newsfacts.annotating.results import lexicon as lexicon_module
from newsfacts.annotating.results.lexicon import read_lexicon
from newsfacts.annotating.results.patterns import Pattern, build_matcher, find_patterns, read_patterns
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
    found = find_patterns(build_matcher(nlp.vocab, [pattern]), {pattern.id: pattern}, nlp(text))
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
