"""The tokens of a Doc as plain lists, made once: walking over spaCy's Token objects costs several times as much.

>>> import spacy
>>> view = view_of(spacy.blank("en")("Labour held on."))
>>> view.lowers, view.starts, view.text
(['labour', 'held', 'on', '.'], [0, 7, 12, 14], 'Labour held on.')
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class View:
    """Parallel lists, one entry a token. `spaced` tells whether white space follows; `text` is the Doc's text."""

    text: str
    texts: list[str]
    lowers: list[str]
    tags: list[str]
    starts: list[int]
    spaced: list[bool]

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
    """The view of `doc`, kept as long as the Doc and made anew when tags have been added."""
    state = (len(doc), doc.has_annotation("TAG"))
    kept = _KEPT.get(doc)
    if kept is None or kept[0] != state:
        kept = _KEPT[doc] = (state, _view(doc))
    return kept[1]


_KEPT: WeakKeyDictionary[Doc, tuple[tuple[int, bool], View]] = WeakKeyDictionary()


def _view(doc: Doc) -> View:
    strings = doc.vocab.strings
    columns = doc.to_array(["ORTH", "TAG", "IDX", "SPACY"]).T.tolist() if len(doc) else [[], [], [], []]
    orths, tags, starts, spaced = columns
    words = {orth: strings[orth] for orth in set(orths)}
    lowers = {orth: word.lower() for orth, word in words.items()}
    names = {tag: strings[tag] for tag in set(tags)}
    texts = [words[orth] for orth in orths]
    return View(
        "".join([f"{text} " if space else text for text, space in zip(texts, spaced, strict=True)]),
        texts,
        [lowers[orth] for orth in orths],
        [names[tag] for tag in tags],
        starts,
        [bool(space) for space in spaced],
    )
