"""The network that scores the moves of spaCy's transition systems (`TransitionBasedParser.v2`)."""

from __future__ import annotations

from typing import Any

import numpy
from thinc.api import Model, NumpyOps

from newsfacts.annotating.acceleration.encoding import Floats, parameter

_NAMES = ("list2array", "linear", "precomputable_affine", "linear")


class Steps:
    """Vectors -> features of every token in every role -> scores of every move.

    The pieces of the maxout stand side by side, so that each is one slice.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        project = model.get_ref("tok2vec").layers[-1]
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._roles, self._width, pieces, inputs = (lower.get_dim(name) for name in ("nF", "nO", "nP", "nI"))
        self._size = self._width * pieces
        self._project, self._shift = parameter(project, "W").T, parameter(project, "b")
        weights = parameter(lower, "W").transpose(0, 2, 1, 3).reshape(-1, inputs)  # roles, outputs, pieces, inputs
        self._weights = numpy.ascontiguousarray(weights.T)
        self._bias = numpy.ascontiguousarray(parameter(lower, "b").T).ravel()
        self._padding = parameter(lower, "pad")[0].transpose(0, 2, 1).ravel()
        self._out, self._out_bias = numpy.ascontiguousarray(parameter(upper, "W").T), parameter(upper, "b")

    @classmethod
    def of(cls, model: Model[Any, Any], features: int) -> Steps | None:
        """The model's network, or None if the model is of another architecture."""
        if model.name != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            return None
        vectors, lower, upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        layers = [layer.name for layer in vectors.layers[1:]]
        if (*layers, lower.name, upper.name) != _NAMES or type(model.ops) is not NumpyOps:
            return None
        if lower.get_dim("nF") != features or lower.get_dim("nP") != 2:
            return None
        return cls(model)

    def features(self, vectors: Floats) -> Floats:
        """For every token and role, what it adds to the hidden layer; the last row is that of no token."""
        rows = vectors @ self._project
        rows += self._shift
        features = numpy.empty((len(rows) + 1, self._roles * self._size), "float32")
        numpy.matmul(rows, self._weights, out=features[:-1])
        features[-1] = self._padding
        return features.reshape(-1, self._roles, self._size)

    def scores(self, sums: Floats) -> Floats:
        """The scores of all moves for sums of features; overwrites the sums."""
        sums += self._bias
        hidden = numpy.maximum(sums[:, : self._width], sums[:, self._width :])
        scores: Floats = hidden @ self._out
        scores += self._out_bias
        return scores
