"""The tokens of a Doc as plain lists, made once: walking over spaCy's Token objects costs several times as much.

>>> import spacy
>>> view = view_of(spacy.blank("en")("Labour held on."))
>>> view.lowers, view.starts, view.text
(['labour', 'held', 'on', '.'], [0, 7, 12, 14], 'Labour held on.')
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class View:
    """Parallel lists, one entry a token. `spaced` tells whether white space follows; `text` is the Doc's text.

    `tagged`: the tags are there.
    """

    text: str
    texts: list[str]
    lowers: list[str]
    tags: list[str]
    starts: list[int]
    spaced: list[bool]
    tagged: bool

    def end(self, index: int) -> int:
        """The offset behind the token at `index`."""
        return self.starts[index] + len(self.texts[index])


class TokensByStart:
    """The tokens of a Doc by the offsets that they begin at, each made when it is asked for."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = view_of(doc).starts

    def get(self, start: int) -> Token | None:
        """The token that begins at `start`, if one does."""
        index = bisect_left(self._starts, start)
        return self._doc[index] if index < len(self._starts) and self._starts[index] == start else None

    def __getitem__(self, start: int) -> Token:
        if (token := self.get(start)) is None:
            raise KeyError(start)
        return token


def view_of(doc: Doc) -> View:
    """The view of `doc`, kept as long as the Doc; tags that have been added since are added to it."""
    length, tagged = len(doc), doc.has_annotation("TAG")
    kept = _KEPT.get(doc)
    if kept is None or len(kept.texts) != length:
        kept = _KEPT[doc] = _view(doc)
    elif tagged != kept.tagged:
        kept = _KEPT[doc] = replace(kept, tags=_names(doc, "TAG"), tagged=tagged)
    return kept


_KEPT: WeakKeyDictionary[Doc, View] = WeakKeyDictionary()


def _view(doc: Doc) -> View:
    starts, spaced = doc.to_array(["IDX", "SPACY"]).T.tolist() if len(doc) else ([], [])
    texts = _names(doc, "ORTH")
    lowers = {text: text.lower() for text in set(texts)}
    return View(
        "".join([f"{text} " if space else text for text, space in zip(texts, spaced, strict=True)]),
        texts,
        [lowers[text] for text in texts],
        _names(doc, "TAG"),
        starts,
        [bool(space) for space in spaced],
        doc.has_annotation("TAG"),
    )


def _names(doc: Doc, attribute: str) -> list[str]:
    """An attribute of every token as a string; each different one is looked up once."""
    column = doc.to_array(attribute).tolist()
    names = {key: doc.vocab.strings[key] for key in set(column)}
    return [names[key] for key in column]
