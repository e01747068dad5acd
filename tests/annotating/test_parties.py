"""Which party is named where."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from newsfacts.annotating.parties import parties_of


def with_parties(doc: Doc, *tokens: int) -> Doc:
    doc.spans["newsfacts/parties"] = [Span(doc, i, i + 1, label="PARTY", kb_id=doc[i].text) for i in tokens]
    return doc


def test_index_is_kept_until_the_parties_are_others() -> None:
    doc = with_parties(spacy.blank("en")("Labour beat Reform"), 0)
    parties = parties_of(doc)
    assert [mention.name for mention in parties.mentions] == ["Labour"]
    assert parties_of(doc) is parties
    assert [mention.name for mention in parties_of(with_parties(doc, 0, 2)).mentions] == ["Labour", "Reform"]
    doc.spans["newsfacts/parties"].append(Span(doc, 1, 2, label="PARTY", kb_id="Beat"))
    assert [mention.name for mention in parties_of(doc).mentions] == ["Labour", "Beat", "Reform"]


def test_no_parties() -> None:
    doc = spacy.blank("en")("Nobody won")
    assert parties_of(doc).mentions == []
    assert parties_of(doc).at(0) is None
