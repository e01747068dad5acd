"""Mutated articles keep the contract; `make fuzz` tries many more of them."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsfacts.extraction import Extractor
from newsfacts.reading import Article
from tests.fuzzing.checking import BrokenContractError, check_article, read_text
from tests.fuzzing.made_articles import make_article
from tests.fuzzing.mutations import OPERATORS, mutate
from tests.fuzzing.targets import SEEDS, attack

SEED = 7  # another one than that of make fuzz
MUTATIONS = 250


@pytest.mark.slow
def test_mutated_articles_keep_the_contract(extractor: Extractor, tmp_path: Path) -> None:
    written = 0
    for number in range(MUTATIONS):
        mutation = mutate(SEED, number)
        article = read_text(mutation.text.encode("utf-8", "surrogatepass"), mutation.name)
        if isinstance(article, Article):
            try:
                written += bool(check_article(extractor, article, tmp_path))
            except Exception as error:
                error.add_note(f"again: python -m scripts.fuzz --seed {SEED} --only {number}")
                raise
    assert written > 0.9 * MUTATIONS


def test_made_articles_hold_facts_of_every_kind(extractor: Extractor) -> None:
    kinds = set()
    for number in range(40):
        kinds |= {record.type for record in extractor.extract(make_article(random.Random(number)))}
    assert kinds == {"article", "person", "party", "contest", "vote_count", "vote_share", "quote"}


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.__name__)
def test_an_operator_changes_articles_and_takes_any_text(operator: object) -> None:
    assert callable(operator)
    text = (make_article(random.Random(3)) + "\n\nNo. “Why?” he said.") * 3
    assert any(operator(random.Random(turn), text) != text for turn in range(20))
    for odd in ("", " ", "a", "\n\n", "“", "1"):
        assert isinstance(operator(random.Random(1), odd), str)


def test_what_breaks_the_contract_is_reported(extractor: Extractor, tmp_path: Path) -> None:
    class Misquoting(Extractor):
        def extract_lines(self, article: Article, **options: object):  # type: ignore[no-untyped-def]
            lines, counts = super().extract_lines(article)
            return lines.replace(b'"text":"Labour"', b'"text":"Tories"'), counts

    article = Article.from_text("Labour won.")
    assert check_article(extractor, article, tmp_path) == 2
    with pytest.raises(BrokenContractError, match="text is 'Tories', the article has 'Labour'"):
        check_article(Misquoting(extractor.nlp), article, tmp_path)


@pytest.mark.parametrize("name", SEEDS)
def test_what_the_fuzzer_of_bytes_begins_with_is_read(name: str, tmp_path: Path) -> None:
    for seed in SEEDS[name]()[:3]:
        assert attack(name, seed, tmp_path) > 0
        assert attack(name, seed[: len(seed) // 2], tmp_path) >= 0


def test_a_mutation_is_run_again_by_its_number(root: Path) -> None:
    command = [sys.executable, "-m", "scripts.fuzz", "--seed", "3", "--only", "5"]
    shown = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    assert shown.startswith(f"mutation 3/5: {', '.join(mutate(3, 5).history)}\n")
    assert repr(mutate(3, 5).text) in shown
    assert shown.rstrip().endswith("records")


def test_the_commands_of_the_page_exist(root: Path) -> None:
    page = (root / "docs/fuzzing.md").read_text("utf-8")
    makefile = (root / "Makefile").read_text("utf-8")
    commands = re.findall(r"`make ([a-z-]+)((?: [A-Z]+=(?:\w+|\"[^\"]*\"))*)`", page)
    assert {"fuzz", "fuzz-atheris", "scaling", "test"} == {target for target, _ in commands}
    for target, variables in commands:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert all(f"\n{name} =" in makefile for name in re.findall(r"[A-Z]+(?==)", variables))


def test_the_scaling_of_a_shape_is_shown(root: Path) -> None:
    command = [sys.executable, "-m", "scripts.scaling", "digits", "--length", "300", "--parts"]
    shown = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout.splitlines()
    assert shown[0].split() == ["shape", "300", "600", "1,200", "times", "news", "growth"]
    assert shown[1].startswith("digits ")
    assert [line.split()[0] for line in shown[2:5]] == ["reading", "tokenizer", "layout"]
