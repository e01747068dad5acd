"""spaCy's component that computes the vectors for tagger and parser, with the faster encoder."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.pipeline.tok2vec import Tok2Vec
from spacy.tokens import Doc

from newsfacts.annotating.acceleration.encoding import Encoder, Floats


class FastTok2Vec(Tok2Vec):
    """The stock component on `Encoder`."""

    encoder: Encoder

    @classmethod
    def of(cls, stock: Tok2Vec) -> FastTok2Vec | None:
        """The same component computing faster, or None if its model is of another architecture."""
        encoder = Encoder.of(stock.model)
        if type(stock) is not Tok2Vec or encoder is None:
            return None
        fast = cls(stock.vocab, stock.model, stock.name)
        fast.listener_map, fast.cfg = stock.listener_map, stock.cfg
        fast.encoder = encoder
        return fast

    def predict(self, docs: Iterable[Doc]) -> list[Floats]:
        """The vectors of each Doc's tokens."""
        return [self.encoder.encode(doc) for doc in docs]
