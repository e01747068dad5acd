"""spaCy's greedy entity recogniser, decoded for all tokens at once.

The stock one takes a step for every token and asks at each step whether each of its moves is allowed. Yet while no
entity is open, a step depends on its own token only, so all these are taken together; the entities that begin
somewhere are then prolonged together, one word at a time. The few that are longer than any real one go on
by themselves: most of what begins within them does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from newsfacts.annotating.acceleration.encoding import Encoder, Floats
from newsfacts.annotating.acceleration.stepping import Steps

_NEVER = numpy.float32(-1e30)
_TOGETHER, _AHEAD = 24, 256  # words
_STARTS = numpy.uint64(1)  # SENT_START of a token that begins a sentence


class _Found(list[tuple[int, int, int]]):
    """The entities of one Doc: first token, end, label."""


class FastEntityRecognizer(EntityRecognizer):  # type: ignore[misc]  # compiled, so without types
    """The stock recogniser, quicker on Docs that no entities are preset in."""

    @classmethod
    def of(cls, stock: EntityRecognizer) -> FastEntityRecognizer | None:
        """The same recogniser decoding faster, or None if it is of another kind."""
        if type(stock) is not EntityRecognizer or stock.cfg["beam_width"] != 1:
            return None
        steps = Steps.of(stock.model, features=3)
        encoder = Encoder.of(stock.model.get_ref("tok2vec").layers[0])
        if steps is None or encoder is None:
            return None
        fast = cls(stock.vocab, stock.model, stock.name, stock.moves, scorer=stock.scorer)
        fast.cfg.update(stock.cfg)
        fast.decoder = _Decoder(fast, encoder, steps)
        return fast

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """The entities of each Doc; where some are preset, what the stock recogniser returns."""
        docs = [docs] if isinstance(docs, Doc) else list(docs)
        if self.moves.n_moves != self.decoder.n_moves or any(map(_has_preset, docs)):
            stock: list[Any] = super().predict(docs)
            return stock
        return [self.decoder.find(doc) for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], found: list[Any]) -> None:
        """Write the entities."""
        for doc, entities in zip(docs, found, strict=True):
            if isinstance(entities, _Found):
                doc.set_ents([Span(doc, *entity) for entity in entities], default="outside")
            else:
                super().set_annotations([doc], [entities])


def _has_preset(doc: Doc) -> bool:
    return bool(doc.to_array(["ENT_IOB", "ENT_TYPE"]).any())


class _Decoder:
    """The greedy walk over one Doc."""

    def __init__(self, recogniser: EntityRecognizer, encoder: Encoder, steps: Steps) -> None:
        names = [recogniser.moves.get_class_name(move) for move in range(recogniser.moves.n_moves)]
        index = {name: move for move, name in enumerate(names)}
        self.n_moves = len(names)
        self._encoder = encoder
        self._steps = steps
        self._out = index["O"]
        self._begin = numpy.array([move for move, name in enumerate(names) if name.startswith("B-")])
        self._unit = numpy.array([move for move, name in enumerate(names) if name.startswith("U-") and name != "U-"])
        self._begins = numpy.isin(numpy.arange(len(names)), self._begin)
        # What is no first word's move, and "U-", which only a preset entity allows.
        first = {self._out, *self._begin.tolist(), *self._unit.tolist()}
        self._barred = numpy.array([move for move in range(len(names)) if move not in first])
        labels = [name.partition("-")[2] for name in names]
        self._labels = [recogniser.vocab.strings[label] if label else 0 for label in labels]
        self._inside = numpy.array([index.get(f"I-{label}", 0) for label in labels])
        self._last = numpy.array([index.get(f"L-{label}", 0) for label in labels])

    def find(self, doc: Doc) -> _Found:
        """The entities, in text order."""
        if not len(doc):
            return _Found()
        attributes = doc.to_array(["SENT_START", "IS_SPACE"])
        # The tokens after which a sentence or the text ends: no entity goes on behind them.
        ends = numpy.append(attributes[1:, 0] == _STARTS, True)
        features = self._steps.features(self._encoder.encode(doc))
        best = self._first_moves(features, ends, attributes[:, 1] != 0)
        first = numpy.flatnonzero(best != self._out)
        moves = best[first]
        opened = self._begins[moves]
        end, going = first + 1, numpy.zeros(len(first), bool)
        end[opened], going[opened] = self._prolong(features, first[opened], moves[opened], ends)
        found, reached = _Found(), 0
        for start, stop, move, on in zip(first.tolist(), end.tolist(), moves.tolist(), going.tolist(), strict=True):
            if start >= reached:
                reached = self._prolong_one(features, start, stop, move, ends) if on else stop
                found.append((start, reached, self._labels[move]))
        return found

    def _first_moves(self, features: Floats, ends: NDArray[numpy.bool_], space: NDArray[numpy.bool_]) -> Any:
        """The best move at every token if no entity is open there."""
        scores = self._steps.scores(features[:-1, 0] + features[-1, 1] + features[-1, 2])
        scores[:, self._barred] = _NEVER
        scores[numpy.flatnonzero(ends | space)[:, None], self._begin] = _NEVER
        scores[numpy.flatnonzero(space)[:, None], self._unit] = _NEVER
        return scores.argmax(axis=1)

    def _prolong(self, features: Floats, start: Any, move: Any, ends: NDArray[numpy.bool_]) -> Any:
        """Where the entities end that begin at the tokens `start`, and which of them go on behind that."""
        end = start + 1
        inside, last = self._inside[move], self._last[move]
        going = numpy.arange(len(start))
        for _ in range(_TOGETHER):
            if not len(going):
                break
            token = end[going]
            scores = self._steps.scores(features[token, 0] + features[start[going], 1] + features[token - 1, 2])
            stops = _stop(scores, numpy.arange(len(going)), inside[going], last[going]) | ends[token]
            end[going] += 1
            going = going[~stops]
        return end, numpy.isin(numpy.arange(len(start)), going)

    def _prolong_one(self, features: Floats, start: int, token: int, move: int, ends: NDArray[numpy.bool_]) -> int:
        """Where an entity ends that begins at `start` and goes on at `token`."""
        while True:
            ahead = numpy.arange(token, min(token + _AHEAD, len(ends)))
            scores = self._steps.scores(features[ahead, 0] + features[start, 1] + features[ahead - 1, 2])
            stops = _stop(scores, slice(None), self._inside[move], self._last[move]) | ends[ahead]
            if stops.any():
                return token + int(stops.argmax()) + 1
            token += len(ahead)


def _stop(scores: Floats, row: Any, inside: Any, last: Any) -> Any:
    """Whether the entity ends rather than goes on; of two equal scores, the move that is listed first wins."""
    on, stop = scores[row, inside], scores[row, last]
    return (stop > on) | ((stop == on) & (last < inside))
