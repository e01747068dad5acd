"""The faster base components annotate as the stock ones do: zero differences on the same Doc."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from newsfacts.annotating.acceleration import accelerate
from newsfacts.annotating.acceleration.encoding import REMEMBERED, Encoder
from newsfacts.annotating.acceleration.entities import FastEntityRecognizer
from newsfacts.annotating.acceleration.parsing import FastDependencyParser
from newsfacts.annotating.acceleration.vectors import FastTok2Vec
from newsfacts.annotating.layout import LayoutFinder
from newsfacts.annotating.pipeline import read_config

BASE = ("tok2vec", "tagger", "parser", "ner")
PREDICTED = ("TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")

ODD = {
    "a list without an end": "Oak (Lab) 1,200; " * 150,
    "nothing": "",
    "one word": "Labour",
    "white space": " \n\n \t ",
    "white space inside names": "Ida \n Oake  of New  York won. \n\n\n She lost.\n Bo Lee wept.",
    "one sentence": "Ida Oake of Marlby, who had said that she would stand down, held the seat on Friday.",
    "an entity without an end": "Odds of " + "1.5 " * 400 + "were given. Ida Oake won. " + "2.5 " * 90,
    "no full stop": "Votes counted in Marlby\nOake 1,200\nLee 900\nNobody 3\nMajority 300\nTurnout 40%",
    "full stops only": ". . . ? ! . . .",
    "marks beyond the first plane": "🗳️ Ida Oake 🎉 won 𝒷𝓎 two votes. 🎉🎉 Bo Lee wept. Then they left. They slept.",
    "a list": "\n".join(
        f"{name} {name}son (Labour) {number},000 votes" for number, name in enumerate(["Ann", "Bo"] * 30)
    ),
    "a long sentence": "and Ida Oake of Marlby said that " * 60 + "it was over. Then she left. Bo Lee stayed.",
}


@pytest.fixture(scope="module")
def stock() -> Language:
    """The base model as spaCy loads it, with what the pipeline excludes left out."""
    return spacy.load(read_config()["paths"]["base"], exclude=["attribute_ruler", "lemmatizer", "senter"])


@pytest.fixture(scope="module")
def fast(stock: Language) -> dict[str, Any]:
    """The faster components, made of the very same stock ones."""
    return {
        "tok2vec": FastTok2Vec.of(stock.get_pipe("tok2vec")),
        "tagger": stock.get_pipe("tagger"),
        "parser": FastDependencyParser.of(stock.get_pipe("parser")),
        "ner": FastEntityRecognizer.of(stock.get_pipe("ner")),
    }


def prepared(stock: Language, text: str) -> Doc:
    """A Doc as the base components get it: sentence starts preset by the layout."""
    return LayoutFinder(stock)(stock.make_doc(text))


def differences(stock: Language, fast: dict[str, Any], doc: Doc) -> list[str]:
    """The attributes that the faster components set differently, on copies of one Doc."""
    expected, found = doc.copy(), doc.copy()
    for name in BASE:
        expected, found = stock.get_pipe(name)(expected), fast[name](found)
    differing = [name for name in PREDICTED if (expected.to_array([name]) != found.to_array([name])).any()]
    if [(token.n_lefts, token.n_rights) for token in expected] != [(token.n_lefts, token.n_rights) for token in found]:
        differing.append("children")
    if not numpy.allclose(expected.tensor, found.tensor, atol=1e-4):
        differing.append("tensor")
    return differing


def test_no_difference_on_the_corpus(stock: Language, fast: dict[str, Any], articles: Path) -> None:
    taken = [prepared(stock, path.read_text("utf-8")) for path in sorted(articles.glob("*.txt"))]
    assert len(taken) > 20
    assert [differences(stock, fast, doc) for doc in taken] == [[]] * len(taken)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_no_difference_on_odd_texts(stock: Language, fast: dict[str, Any], text: str) -> None:
    assert differences(stock, fast, prepared(stock, text)) == []


def test_no_difference_where_no_sentence_start_is_preset(stock: Language, fast: dict[str, Any], articles: Path) -> None:
    text = (articles / "copeland-stoke.txt").read_text("utf-8")
    assert differences(stock, fast, stock.make_doc(text)) == []


def test_preset_entities_are_left_to_the_stock_component(stock: Language, fast: dict[str, Any]) -> None:
    # one that the model would not have found, one that blocks what it would have found
    doc = prepared(stock, "The seat of Marlby North was won by Ida Oake of Labour on Friday. Bo Lee of London wept.")
    doc.set_ents([Span(doc, 1, 2, label="PRODUCT")], blocked=[Span(doc, 8, 10)], default="missing")
    expected, found = doc.copy(), doc.copy()
    for name in BASE:
        expected, found = stock.get_pipe(name)(expected), fast[name](found)
    assert [(e.text, e.label_) for e in found.ents] == [(e.text, e.label_) for e in expected.ents]
    assert ("seat", "PRODUCT") in {(e.text, e.label_) for e in found.ents}
    assert differences(stock, fast, doc) == []


def test_a_tree_that_is_there_already_is_treated_as_the_stock_parser_treats_it(
    stock: Language, fast: dict[str, Any]
) -> None:
    doc = prepared(stock, "Ida Oake won the seat. Bo Lee came second. The others lost. They went home.")
    parsed = stock.get_pipe("parser")(stock.get_pipe("tok2vec")(doc))
    assert differences(stock, fast, parsed) == []


def test_several_docs_at_once_come_out_as_one_by_one(fast: dict[str, Any], stock: Language) -> None:
    texts = [ODD["a list"], ODD["nothing"], ODD["white space inside names"], ODD["one sentence"]]
    one_by_one, at_once = ([prepared(stock, text) for text in texts] for _ in range(2))
    for name in BASE:
        one_by_one = [fast[name](doc) for doc in one_by_one]
        at_once = list(fast[name].pipe(at_once, batch_size=3))
    for name in (*PREDICTED,):
        assert [d.to_array([name]).tolist() for d in at_once] == [d.to_array([name]).tolist() for d in one_by_one]


def test_the_shipped_pipeline_has_all_of_them(nlp: Language) -> None:
    kinds = [type(nlp.get_pipe(name)) for name in ("tok2vec", "parser", "ner")]
    assert kinds == [FastTok2Vec, FastDependencyParser, FastEntityRecognizer]


@pytest.mark.parametrize("shape", [{"window_size": 2, "maxout_pieces": 2}, {"window_size": 1, "maxout_pieces": 1}])
def test_other_kinds_of_components_stay_as_they_are(shape: dict[str, int]) -> None:
    # a beam, a component without any network, networks of other shapes
    nlp = spacy.blank("en")
    nlp.add_pipe("beam_ner").add_label("PERSON")
    nlp.add_pipe("sentencizer")
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": EMBED, "encode": {**ENCODE, **shape}}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.add_pipe("parser").add_label("nsubj")
    nlp.initialize()
    assert accelerate(nlp) == []


EMBED = {
    "@architectures": "spacy.MultiHashEmbed.v2",
    "width": 16,
    "attrs": ["NORM", "SHAPE"],
    "rows": [50, 50],
    "include_static_vectors": False,
}
ENCODE = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 16, "depth": 2}


def test_words_forgotten_or_new_are_embedded_alike(stock: Language) -> None:
    # the bits must not depend on what was read before, so that any order of articles gives the same facts
    encoder = Encoder.of(stock.get_pipe("tok2vec").model)
    assert encoder is not None
    doc = stock.make_doc("Ida Oake of Marlby North held the seat, and Bo Lee of Ayton came second.")
    first = encoder.encode(doc).copy()
    for part in range(3):
        encoder.encode(Doc(stock.vocab, [f"w{part}x{number}" for number in range(REMEMBERED // 2)]))
        encoder.encode(doc[part:].as_doc())
    assert (encoder.encode(doc) == first).all()


def test_more_words_than_are_remembered_are_embedded_all_the_same(stock: Language) -> None:
    model = stock.get_pipe("tok2vec").model
    encoder = Encoder.of(model)
    assert encoder is not None
    doc = Doc(stock.vocab, [f"word{number}" for number in range(REMEMBERED + 5)])
    assert numpy.allclose(encoder.encode(doc), model.predict([doc])[0], atol=1e-4)
