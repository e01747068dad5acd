"""Putting the pipeline together."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from newsfacts.annotating import load
from newsfacts.annotating.pipeline import read_config
from newsfacts.errors import ModelError

TEXT = '"We lost," Jane Roe told the BBC. Labour held Ayton with 1,200 votes.'


def test_components_run_in_the_order_of_the_configuration(nlp: Language) -> None:
    assert nlp.pipe_names == read_config()["nlp"]["pipeline"]


def test_another_base_takes_the_place_of_the_configured_one(nlp: Language, tmp_path: Path) -> None:
    # the same model under another name, with components that nothing here reads: the results are the same
    spacy.load(read_config()["paths"]["base"]).to_disk(tmp_path / "base")
    other = load(str(tmp_path / "base"))
    assert other.pipe_names == nlp.pipe_names
    assert [token.head.i for token in other(TEXT)] == [token.head.i for token in nlp(TEXT)]
    assert other(TEXT)._.newsfacts_quotes[0].speaker == "Jane Roe"


def test_words_reach_the_base_components_as_spacy_gives_them(nlp: Language) -> None:
    # the model was trained on one spelling of words that have several
    stock = spacy.load(read_config()["paths"]["base"])
    text = "The Labour councillor's neighbours cannot recognise the programme."
    assert [token.norm_ for token in nlp.make_doc(text)] == [token.norm_ for token in stock.make_doc(text)]


def test_a_missing_base_names_itself_and_the_remedy() -> None:
    with pytest.raises(
        ModelError, match=r"base model 'no_such_model' is not installed; .*\(pip install no_such_model\)"
    ):
        load("no_such_model")


COMPONENTS = ("layout", "gazetteer", "people", "affiliations", "coreference", "results", "quotes")


def test_components_work_in_somebody_elses_pipeline() -> None:
    # in a process that has not imported newsfacts: the entry points bring factories and knowledge
    program = f"""
import spacy
nlp = spacy.load({read_config()["paths"]["base"]!r})
nlp.add_pipe("newsfacts_layout", first=True)
for name in {COMPONENTS[1:]!r}:
    nlp.add_pipe("newsfacts_" + name)
print(nlp({TEXT!r})._.newsfacts_quotes[0].speaker)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("Jane Roe\n", 0), done.stderr
