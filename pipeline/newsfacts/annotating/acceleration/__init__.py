"""Base components of spaCy's that give the same annotation faster.

    >>> import spacy
    >>> from newsfacts.annotating.pipeline import read_config
    >>> nlp = spacy.load(read_config()["paths"]["base"])
    >>> accelerate(nlp)
    ['tok2vec', 'parser', 'ner']

Only what is known to the last detail is replaced: the stock class with the stock architecture, on the CPU, without a
beam. Each replacement goes back to the stock code for a Doc that it was not made for (entities preset, a tree there
already). They are for annotating; to train a model, load it without them.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.pipeline.tok2vec import Tok2Vec

from newsfacts.annotating.acceleration.entities import FastEntityRecognizer
from newsfacts.annotating.acceleration.parsing import FastDependencyParser
from newsfacts.annotating.acceleration.vectors import FastTok2Vec

_FASTER = {Tok2Vec: FastTok2Vec, DependencyParser: FastDependencyParser, EntityRecognizer: FastEntityRecognizer}


def accelerate(nlp: Language) -> list[str]:
    """Put the faster components into their places; returns the names of those that were replaced."""
    replaced = []
    for name, component in nlp.pipeline:
        faster: Any = _FASTER.get(type(component))
        if faster is not None and (fast := faster.of(component)) is not None:
            # Under the same name and configuration: they describe the stock component, which this one is equal to.
            nlp._components[nlp.component_names.index(name)] = (name, fast)
            replaced.append(name)
    return replaced
