"""spaCy's word vectors in context (`Tok2Vec.v2`: hashed attributes, then convolutions with maxout), computed faster.

    >>> import spacy
    >>> from newsfacts.annotating.pipeline import read_config
    >>> nlp = spacy.load(read_config()["paths"]["base"])
    >>> model = nlp.get_pipe("tok2vec").model
    >>> doc = nlp.make_doc("Labour held the seat.")
    >>> bool(abs(Encoder.of(model).encode(doc) - model.predict([doc])[0]).max() < 1e-5)
    True

The same weights and the same sums: a word is embedded once and remembered, and nothing is allocated that only
training needs. A Doc's vectors depend neither on the Docs before it nor on those beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

Floats = NDArray[numpy.float32]

REMEMBERED = 1 << 14  # words whose embeddings are kept
_BLOCK = 16  # words embedded in one product, which so gives the same bits whatever they are

# thinc spells a model's layers in its name.
_HASHED = r"ints-getitem>>hashembed"
_LAYERS = re.compile(
    rf"extract_features>>list2ragged>>with_array\({_HASHED}(?:\|{_HASHED})*\)>>with_array\(maxout>>layernorm>>dropout\)"
    r">>ragged2list>>with_array\((?:(?:>>)?residual\(expand_window>>maxout>>layernorm>>dropout\))+\)"
)


def parameter(node: Model[Any, Any], name: str) -> Floats:
    """A layer's weights."""
    return cast(Floats, node.get_param(name))


@dataclass(frozen=True, slots=True)
class _Maxout:
    """A maxout layer with its normalisation. The pieces stand side by side, so that each is one slice."""

    weights: Floats  # inputs x (pieces * outputs)
    bias: Floats
    width: int
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, maxout: Model[Any, Any], norm: Model[Any, Any]) -> _Maxout:
        weights, bias = parameter(maxout, "W"), parameter(maxout, "b")  # outputs x pieces x inputs, outputs x pieces
        width, _, inputs = weights.shape
        return cls(
            numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, inputs).T),
            numpy.ascontiguousarray(bias.T).ravel(),
            width,
            parameter(norm, "G"),
            parameter(norm, "b"),
        )

    def __call__(self, rows: Floats) -> Floats:
        pieces = rows @ self.weights
        pieces += self.bias
        width = self.width
        best: Floats = numpy.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for start in range(2 * width, pieces.shape[1], width):
            numpy.maximum(best, pieces[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        squares = best * best
        variance = squares.sum(axis=1, keepdims=True)
        variance /= numpy.float32(width)
        variance += numpy.float32(1e-08)
        best *= variance ** (-1.0 / 2.0)
        best *= self.scale
        best += self.shift
        return best


class Encoder:
    """The vectors of one `Tok2Vec` model."""

    def __init__(self, model: Model[Any, Any]) -> None:
        nodes: dict[str, list[Model[Any, Any]]] = {}
        for node in model.walk():
            nodes.setdefault(node.name, []).append(node)
        self._columns = nodes["extract_features"][0].attrs["columns"]
        self._tables = [(parameter(node, "E"), node.attrs["seed"]) for node in nodes["hashembed"]]
        layers = [_Maxout.of(*pair) for pair in zip(nodes["maxout"], nodes["layernorm"], strict=True)]
        self._mix, self._convolutions = layers[0], layers[1:]
        self._pad = len(self._convolutions)
        self._ops = NumpyOps(use_blis=False)
        self._row_of: dict[bytes, int] = {}
        self._rows = numpy.zeros((REMEMBERED, self._mix.width), "float32")

    @classmethod
    def of(cls, model: Model[Any, Any]) -> Encoder | None:
        """The model's encoder, or None if the model is of another architecture."""
        if not _LAYERS.fullmatch(model.name) or type(model.ops) is not NumpyOps:
            return None
        encode = model.get_ref("encode")
        windows = [node.attrs["window_size"] for node in encode.walk() if node.name == "expand_window"]
        columns = [node.attrs["column"] for node in model.walk() if node.name == "hashembed"]
        pieces = [node.get_dim("nP") for node in model.walk() if node.name == "maxout"]
        if set(windows) != {1} or encode.attrs["pad"] != len(windows) or columns != list(range(len(columns))):
            return None
        if min(pieces) < 2:
            return None
        return cls(model)

    def encode(self, doc: Doc) -> Floats:
        """One vector for each token."""
        if not len(doc):
            return numpy.zeros((0, self._mix.width), "float32")
        length, pad, width = len(doc), self._pad, self._mix.width
        # Zeros around the text, as far as the convolutions see, and the edge that a window looks over.
        rows = numpy.zeros((length + 2 * pad, width), "float32")
        rows[pad : pad + length] = self._embed(doc)
        windows = numpy.zeros((len(rows), 3 * width), "float32")
        for layer in self._convolutions:
            windows[1:, :width] = rows[:-1]
            windows[:, width : 2 * width] = rows
            windows[:-1, 2 * width :] = rows[1:]
            rows += layer(windows)
        return rows[pad : pad + length]

    def _embed(self, doc: Doc) -> Floats:
        attributes = cast(NDArray[numpy.uint64], doc.to_array(self._columns)).reshape(len(doc), -1)
        keys = attributes.view(f"V{attributes.itemsize * attributes.shape[1]}").ravel().tolist()
        row_of = self._row_of
        new = {key: token for token, key in enumerate(keys) if key not in row_of}
        if new:
            if len(row_of) + len(new) > len(self._rows):
                row_of.clear()
                new = {key: token for token, key in enumerate(keys)}
                if len(new) > len(self._rows):
                    self._rows = numpy.zeros((len(new), self._mix.width), "float32")
            first = len(row_of)
            self._rows[first : first + len(new)] = self._embed_words(attributes[list(new.values())])
            row_of.update(zip(new, range(first, first + len(new)), strict=True))
        return self._rows[[row_of[key] for key in keys]]

    def _embed_words(self, attributes: NDArray[numpy.uint64]) -> Floats:
        count = len(attributes)
        hashed = numpy.zeros((-(-count // _BLOCK) * _BLOCK, len(self._tables) * self._mix.width), "float32")
        for column, (table, seed) in enumerate(self._tables):
            keys = self._ops.hash(numpy.ascontiguousarray(attributes[:, column]), seed) % len(table)
            start = column * table.shape[1]
            hashed[:count, start : start + table.shape[1]] = self._ops.gather_add(table, keys)
        blocks = [self._mix(hashed[start : start + _BLOCK]) for start in range(0, len(hashed), _BLOCK)]
        return numpy.concatenate(blocks)[:count]
