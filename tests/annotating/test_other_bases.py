"""Other base models: what the faster components were not made for is annotated as the stock ones annotate it.

The models are made here, with weights by chance: such weights make trees and entities that no trained model makes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from newsfacts.annotating.acceleration import accelerate
from newsfacts.annotating.layout import LayoutFinder
from newsfacts.annotating.pipeline import UNUSED
from newsfacts.extraction import Extractor, load

PREDICTED = ("TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")
TEXTS = [
    "Ida Oake of Marlby held the seat. Bo Lee came second.\n\nThe others lost. They went home, she said.",
    "One two three. " * 30 + "It was over.",
    "Votes: Oake (Lab) 1,204; Lee (Con) 988.\n\n“We lost,” said Bo Lee. “We will be back.”",
    "",
]


def encoder(width: int = 24, depth: int = 2, window: int = 1, pieces: int = 2) -> dict[str, Any]:
    """A model that makes vectors of words."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SHAPE"],
            "rows": [200, 100, 100],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": window,
            "maxout_pieces": pieces,
        },
    }


def listener(width: int = 24) -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}


def transitions(kind: str, vectors: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """The network of a parser or of an entity recogniser."""
    network = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 20,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": vectors,
    }
    seldom = {"min_action_freq": 1} if kind == "parser" else {}  # labels of one example are enough
    return {"model": network | settings, **seldom}


PARSER = ("parser", transitions("parser", listener()))
NER = ("ner", transitions("ner", encoder(16, 1)))
VECTORS = ("tok2vec", {"model": encoder()})

# The components of a base model, and which of them are replaced.
BASES: dict[str, tuple[list[tuple[str, dict[str, Any]]], set[str]]] = {
    "the same architecture in another size": ([VECTORS, ("tagger", {}), PARSER, NER], {"tok2vec", "parser", "ner"}),
    "wider windows": (
        [("tok2vec", {"model": encoder(window=2)}), PARSER, ("ner", transitions("ner", encoder(16, 1, window=2)))],
        {"parser"},
    ),
    "more pieces and layers": (
        [
            ("tok2vec", {"model": encoder(24, 4, pieces=3)}),
            PARSER,
            ("ner", transitions("ner", encoder(32, 3, pieces=4))),
        ],
        {"tok2vec", "parser", "ner"},
    ),
    "steps with more pieces": (
        [VECTORS, ("parser", transitions("parser", listener(), maxout_pieces=3)),
         ("ner", transitions("ner", encoder(16, 1), maxout_pieces=1))],
        {"tok2vec"},
    ),
    "more tokens to decide by": (
        [VECTORS, ("parser", transitions("parser", listener(), extra_state_tokens=True)),
         ("ner", transitions("ner", encoder(16, 1), extra_state_tokens=True))],
        {"tok2vec"},
    ),
    "one layer less": (
        [VECTORS, ("parser", transitions("parser", listener(), use_upper=False)),
         ("ner", transitions("ner", encoder(16, 1), use_upper=False))],
        {"tok2vec"},
    ),
    "vectors of its own for the parser": (
        [("parser", transitions("parser", encoder())), NER], {"ner"},
    ),
    "vectors shared with the entity recogniser": (
        [VECTORS, PARSER, ("ner", transitions("ner", listener()))], {"tok2vec", "parser"},
    ),
    "beams": (
        [VECTORS, ("beam_parser", transitions("parser", listener())), ("beam_ner", transitions("ner", encoder(16, 1)))],
        {"tok2vec"},
    ),
    "a parser that has seen too little": (
        [VECTORS, ("parser", PARSER[1] | {"min_action_freq": 30})], {"tok2vec"},
    ),
    "no entity recogniser": ([VECTORS, ("tagger", {}), PARSER], {"tok2vec", "parser"}),
    "no parser": ([("sentencizer", {}), NER], {"ner"}),
    "what nothing reads": ([VECTORS, PARSER, ("attribute_ruler", {}), ("senter", {})],
                           {"tok2vec", "parser"}),
}  # fmt: skip


def make_base(components: list[tuple[str, dict[str, Any]]], folder: Path) -> None:
    """Save a model with these components and weights by chance."""
    nlp = spacy.blank("en")
    for name, config in components:
        nlp.add_pipe(name, config=config)
    words = ["Ida", "Oake", "of", "Marlby", "won", "."]
    gold = {
        "words": words,
        "tags": ["NNP", "NNP", "IN", "NNP", "VBD", "."],
        "heads": [1, 4, 1, 2, 4, 4],
        "deps": ["compound", "nsubj", "prep", "pobj", "ROOT", "punct"],
        "entities": ["B-PERSON", "L-PERSON", "O", "U-GPE", "O", "O"],
    }
    examples = [Example.from_dict(Doc(nlp.vocab, words), gold)]
    nlp.initialize(lambda: examples)
    random = numpy.random.default_rng(7)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            for parameter in node.param_names:
                if node.has_param(parameter):
                    weights = node.get_param(parameter)
                    node.set_param(parameter, random.normal(0, 0.5, weights.shape).astype("float32"))
    nlp.to_disk(folder)


def annotate(nlp: Language, text: str, names: list[str]) -> Doc:
    """The text with what the base's components say of it."""
    doc = LayoutFinder(nlp)(nlp.make_doc(text))
    for name in names:
        doc = nlp.get_pipe(name)(doc)
    return doc


@pytest.mark.parametrize(("components", "replaced"), BASES.values(), ids=BASES.keys())
def test_other_bases_annotate_as_they_do_in_spacy(
    components: list[tuple[str, dict[str, Any]]], replaced: set[str], tmp_path: Path
) -> None:
    make_base(components, tmp_path)
    stock, ours = (spacy.load(tmp_path, exclude=list(UNUSED)) for _ in range(2))
    assert set(accelerate(ours)) == replaced
    said = set()
    for text in TEXTS:
        expected, found = (annotate(nlp, text, stock.pipe_names) for nlp in (stock, ours))
        for name in PREDICTED:
            assert found.to_array(name).tolist() == expected.to_array(name).tolist(), name
        said |= {token.dep_ for token in found} | {token.ent_type_ for token in found}
    assert len(said) > 1  # the weights do say something


@pytest.mark.parametrize("kind", ["the same architecture in another size", "beams", "no parser", "what nothing reads"])
def test_facts_are_found_on_other_bases(kind: str, tmp_path: Path) -> None:
    make_base(BASES[kind][0], tmp_path)
    extractor = Extractor(load(str(tmp_path)))
    for text in TEXTS[:3]:
        assert extractor.extract(text)[0].type == "article"
