"""Looking up many phrases at once in text as it is printed.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> phrases = Phrases()
    >>> phrases.add(words_of(nlp, "Stoke-on-Trent Central"), "seat")
    >>> reading = read(nlp("She won Stoke on Trent\\nCentral."))
    >>> [(reading.texts[start:end], found) for start, end, found in phrases.find(reading)]
    [(['Stoke', 'on', 'Trent', 'Central'], ['seat'])]

Line breaks inside a paragraph, hyphens inside a word, curly apostrophes, accents and case make no difference
here; whether the case is right is for the caller to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.view import view_of

_APOSTROPHES = str.maketrans("’‘ʼ`´‛", "''''''")
_HYPHEN_SIGNS = frozenset("-‐‑–—")
_HYPHENS = re.compile("[-‐‑–—]")
_TERMINAL = frozenset([".", "!", "?", "…", ":", ";", "|", "•", "*"])
_QUOTES = frozenset("\"“”„«»‘’'")
_END = None  # no word's key: that of a word of accents alone is empty


@dataclass(slots=True)
class Reading:
    """The words of a Doc without line breaks and hyphens, in parallel lists; punctuation marks are words too.

    `keys` are for comparing, `texts` as printed, `tokens` the index of the token. `initial` tells where a
    capital says nothing: at the start of a sentence and all over a headline. `hyphenated` words continue the
    one before after a hyphen, `paragraphs` numbers the paragraph that each word is in.
    """

    keys: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    initial: list[bool] = field(default_factory=list)
    hyphenated: list[bool] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    def extend(self, run: list[str], token: int, paragraph: int, initial: bool, hyphenated: bool) -> None:
        """Add words of letters alone, the first of them the token at `token`; the flags are the first one's."""
        more = len(run) - 1
        self.keys += map(key_of, run)
        self.texts += run
        self.tokens += range(token, token + more + 1)
        self.initial += [initial, *[False] * more]
        self.hyphenated += [hyphenated, *[False] * more]
        self.paragraphs += [paragraph] * (more + 1)

    def capital(self, index: int) -> bool:
        """Whether there is a word at `index` and it begins with a capital."""
        return 0 <= index < len(self.texts) and self.texts[index][0].isupper()

    def key(self, index: int, paragraph: int) -> str:
        """The key at `index`, or "" outside the paragraph."""
        if 0 <= index < len(self.keys) and self.paragraphs[index] == paragraph:
            return self.keys[index]
        return ""


@lru_cache(maxsize=1 << 14)  # the words of hundreds of articles; memory stays flat
def key_of(word: str) -> str:
    """The word for comparing: no case, no accents, straight apostrophes, no abbreviating full stop."""
    plain = word.translate(_APOSTROPHES)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    plain = plain.casefold()
    if plain == "&":
        return "and"
    return plain[:-1] if len(plain) > 1 and plain[-1] == "." and plain[-2] != "." else plain


def words_of(nlp: Language, phrase: str) -> list[str]:
    """The words of a phrase, cut as `read` cuts a text."""
    words = phrase.split(" ")
    # spaCy's tokenizer cuts words at marks and digits; of those that are all letters, only the ones that it lists.
    listed = getattr(nlp.tokenizer, "rules", None)
    if listed is not None and all(map(str.isalpha, words)) and listed.keys().isdisjoint(words):
        return words
    return read(nlp.make_doc(phrase)).texts


def read(doc: Doc) -> Reading:
    """The words of `doc`; paragraphs are those of the layout component, if it ran, else blank lines.

    The reading of a Doc is kept as long as the Doc, since several components look things up in the same one.
    """
    paragraphs = doc.spans.get("newsfacts/paragraphs", ())
    state = (len(doc), len(paragraphs))
    kept = _KEPT.get(doc)
    if kept is None or kept[0] != state:
        kept = _KEPT[doc] = (state, _read(doc, {span.start for span in paragraphs}))
    return kept[1]


_KEPT: WeakKeyDictionary[Doc, tuple[tuple[int, int], Reading]] = WeakKeyDictionary()


def _read(doc: Doc, breaks: set[int]) -> Reading:
    reading = Reading()
    paragraph, first, initial, hyphen, after_space = 0, 0, True, False, True
    view = view_of(doc)
    texts, spaced = view.texts, view.spaced
    done = 0  # the tokens before this one have been read
    # Most tokens are words of letters alone, which are taken in whole runs between the others.
    for index in [i for i, text in enumerate(texts) if i in breaks or not text.isalpha()] + [len(texts)]:
        if run := texts[done:index]:
            reading.extend(run, done, paragraph, initial, hyphen)
            initial = hyphen = False
            after_space = spaced[index - 1]
        if index == len(texts):
            break
        done = index + 1
        text, before_space = texts[index], spaced[index]
        pieces = _cut(text)
        if index in breaks or (not pieces and not breaks and text.count("\n") > 1):
            _mark_headline(reading, first)
            paragraph, first, initial, hyphen = paragraph + 1, len(reading.keys), True, False
        if not pieces:
            after_space = True
            continue
        glued = not after_space and not before_space
        after_space = before_space
        if glued and text in _HYPHEN_SIGNS:
            hyphen = True
            continue
        for key, piece in pieces:
            reading.keys.append(key)
            reading.texts.append(piece)
            reading.tokens.append(index)
            reading.initial.append(initial)
            reading.hyphenated.append(hyphen)
            reading.paragraphs.append(paragraph)
            initial = not piece[0].isalnum() and _opens_sentence(piece, initial, glued)
            hyphen = True
        hyphen = False
    _mark_headline(reading, first)
    return reading


@lru_cache(maxsize=1 << 12)
def _cut(text: str) -> tuple[tuple[str, str], ...]:
    """Key and text of each hyphenated part of a token; none of white space."""
    if text.isspace():
        return ()
    parts = _HYPHENS.split(text) if len(text) > 1 and text[0].isalpha() else [text]
    return tuple((key_of(part), part) for part in parts if part)


def _opens_sentence(word: str, initial: bool, glued: bool) -> bool:
    """Whether after a mark a capital says nothing."""
    if word in _TERMINAL:
        return True
    if word in _QUOTES:
        return initial or (not glued and word not in "”»’")
    return initial


def _mark_headline(reading: Reading, first: int) -> None:
    """In a heading with capitals throughout, a capital tells no name from a word."""
    if reading.keys[-1:] in ([], ["."]):
        return
    words = [text for text in reading.texts[first:] if len(text) > 3 and text.isalpha()]
    if len(words) > 2 and sum(text[0].isupper() for text in words) > 0.8 * len(words):
        reading.initial[first:] = [True] * (len(reading.initial) - first)


class Phrases:
    """Phrases with something attached to each, found in one walk over the words."""

    def __init__(self) -> None:
        self._root: dict[str | None, Any] = {}

    def add(self, words: list[str], payload: Any) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(key_of(word), {})
        node.setdefault(_END, []).append(payload)

    def find(self, reading: Reading) -> Iterator[tuple[int, int, list[Any]]]:
        """Every (start, end, payloads), by start, longer ones first."""
        keys, paragraphs, root = reading.keys, reading.paragraphs, self._root
        for start in [i for i, key in enumerate(keys) if key in root]:
            node = root[keys[start]]
            found = []
            end = start + 1
            while True:
                if _END in node:
                    found.append((start, end, node[_END]))
                node = node.get(keys[end]) if end < len(keys) and paragraphs[end] == paragraphs[start] else None
                if node is None:
                    break
                end += 1
            yield from reversed(found)
