"""spaCy's greedy dependency parser, the sentences of a text taken side by side.

The stock one takes a single step at a time. Yet whenever nothing is left on its stack, what it does next depends on
nothing that it did before: a sentence parsed from there by itself comes out the same. So a walk sets out from every
token that a sentence may begin with, all of them take their steps together, and in the end those are kept that
follow on from one another. Moves that are the only allowed one are made without asking the network.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import numpy
from numpy.typing import NDArray
from spacy.pipeline import DependencyParser
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc

from newsfacts.annotating.acceleration.encoding import Floats
from newsfacts.annotating.acceleration.stepping import Steps
from newsfacts.annotating.acceleration.walking import (
    BREAK,
    FORBIDDEN,
    KINDS,
    LEFT,
    REDUCE,
    RIGHT,
    ROLES,
    SHIFT,
    Walk,
)

_KINDS = {"S": SHIFT, "D": REDUCE, "L": LEFT, "R": RIGHT, "B": BREAK}
_ROLE = numpy.arange(ROLES)
_NEVER = numpy.float32(-1e30)
_STEPS_A_TOKEN = 8  # of all walks together; articles need two to four
_LANES = 3  # sentences to take side by side, from which on it pays


class FastDependencyParser(DependencyParser):  # type: ignore[misc]  # compiled, so without types
    """The stock parser, quicker on Docs in which something has preset where sentences may begin."""

    @classmethod
    def of(cls, stock: DependencyParser) -> FastDependencyParser | None:
        """The same parser walking faster, or None if it is of another kind."""
        if type(stock) is not DependencyParser or stock.cfg["beam_width"] != 1 or stock.cfg["learn_tokens"]:
            return None
        steps = Steps.of(stock.model, features=ROLES)
        names = [stock.moves.get_class_name(move) for move in range(stock.moves.n_moves)]
        if steps is None or not isinstance(stock.model.get_ref("tok2vec").layers[0], Tok2VecListener):
            return None
        if any(name.endswith("-subtok") for name in names) or not {"S", "D"} <= set(names):
            return None  # without a move to shift or to reduce, training has seen too little
        fast = cls(stock.vocab, stock.model, stock.name, stock.moves, scorer=stock.scorer)
        fast.cfg.update(stock.cfg)
        fast.decoder = _Decoder(fast, names, steps)
        return fast

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """The tree of each Doc, or what the stock parser returns where the Docs are not prepared for this one."""
        docs = [docs] if isinstance(docs, Doc) else list(docs)
        if self.moves.n_moves != self.decoder.n_moves or not all(map(_is_prepared, docs)):
            stock: list[Any] = super().predict(docs)
            return stock
        found: list[Any] = []
        for doc in docs:
            tree = self.decoder.find(doc)
            found += [tree] if tree is not None else super().predict([doc])
        return found

    def set_annotations(self, docs: Iterable[Doc], found: list[Any]) -> None:
        """Write heads and labels, and with them the sentences."""
        for doc, tree in zip(docs, found, strict=True):
            if isinstance(tree, numpy.ndarray):
                doc.from_array(["HEAD", "DEP"], tree)  # type: ignore[arg-type]  # the stub asks for signed numbers
                for hook in self.postprocesses:
                    hook(doc)
            else:
                super().set_annotations([doc], [tree])


def _is_prepared(doc: Doc) -> bool:
    """Whether there are vectors, no tree yet, and places enough where a sentence may begin, yet not all over."""
    if not len(doc) or not doc.tensor.size or doc.to_array(["HEAD", "DEP"]).any():
        return False
    starts = numpy.flatnonzero(_sentence_starts(doc) != FORBIDDEN)
    longest = numpy.diff(starts, prepend=0, append=len(doc)).max()
    return bool(4 * len(starts) <= len(doc) and _LANES * longest <= len(doc))


def _sentence_starts(doc: Doc) -> NDArray[numpy.int64]:
    return doc.to_array(["SENT_START"]).astype("int64").ravel()


class _Decoder:
    """Walks over one Doc, all of its sentences at once."""

    def __init__(self, parser: DependencyParser, names: list[str], steps: Steps) -> None:
        self.n_moves = len(names)
        self._steps = steps
        strings = parser.vocab.strings
        moves = [name.partition("-")[::2] for name in names]
        self._moves = [(_KINDS[kind], strings[label] if label else 0) for kind, label in moves]
        self._root = strings["ROOT"]
        kinds = numpy.array([kind for kind, _ in self._moves])
        allowed = numpy.arange(1 << len(KINDS))[:, None] >> kinds & 1
        self._barred = numpy.where(allowed, numpy.float32(0), _NEVER)  # what to add to the scores, by kinds allowed

    def find(self, doc: Doc) -> NDArray[numpy.uint64] | None:
        """HEAD and DEP of every token; None if the walks overlap so much that one at a time is quicker."""
        sent = _sentence_starts(doc).tolist()
        features = self._steps.features(cast(Floats, doc.tensor))
        table = features.reshape(-1, features.shape[2])
        walks = {start: Walk(start, sent) for start in range(len(sent)) if start == 0 or sent[start] != FORBIDDEN}
        going = list(walks.values())
        left = _STEPS_A_TOKEN * len(sent)
        while going:
            tokens: list[int] = []
            waiting: list[Walk] = []
            for walk in going:
                if (needed := walk.tokens()) is not None:
                    tokens += needed
                    waiting.append(walk)
                elif walk.end < len(sent) and walk.end not in walks:
                    walks[walk.end] = Walk(walk.end, sent)
                    going.append(walks[walk.end])
            left -= len(waiting)
            if left < 0:
                return None
            if waiting:
                rows = numpy.array(tokens).reshape(-1, ROLES) * ROLES + _ROLE
                scores = self._steps.scores(table.take(rows, axis=0).sum(axis=1))
                scores += self._barred[[walk.allowed for walk in waiting]]
                for walk, move in zip(waiting, scores.argmax(axis=1).tolist(), strict=True):
                    walk.move(*self._moves[move])
            going = waiting
        return self._join(walks, len(sent))

    def _join(self, walks: dict[int, Walk], length: int) -> NDArray[numpy.uint64]:
        heads, labels = [0] * length, [self._root] * length  # heads are relative
        start = 0
        while start < length:
            walk = walks[start]
            for child, head in walk.heads.items():
                heads[child] = head - child
                labels[child] = walk.labels[child]
            start = walk.end
        tree = numpy.empty((length, 2), "uint64")
        tree[:, 0] = numpy.array(heads, "int64").view("uint64")
        tree[:, 1] = labels
        return tree
