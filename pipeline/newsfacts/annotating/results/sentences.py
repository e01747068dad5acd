"""The sentences of a document as rows of items: tokens put together, names and numbers one item each."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.results.atoms import Atom
from newsfacts.annotating.results.items import LONGEST_SENTENCE, Item, Sentence
from newsfacts.annotating.results.joining import assign_slots, merge, without_appositions
from newsfacts.annotating.results.numbers import Number
from newsfacts.annotating.types import Layout, TextSpan
from newsfacts.annotating.view import View

_ENDS = frozenset(".?!")
_LEADERS = frozenset(".…·")
_CLOSERS = frozenset("\"”’'»)]")
_BEFORE_LABEL = frozenset(["from", "to"])  # "LD gain from C.": the stop is that of the sentence
_MAY_END = _ENDS | _CLOSERS
_DASHES = frozenset("—–")
_HYPHENS = frozenset("-\u2010\u2011") | _DASHES
_OWNING = frozenset(["'s", "’s"])


def build_sentences(doc: Doc, view: View, atoms: list[Atom], abbreviations: frozenset[str]) -> list[Sentence]:
    """All sentences of the document as rows of items; a full stop behind one of `abbreviations` ends none."""
    layout: Layout = doc._.newsfacts_layout
    quoted = sorted(q.outer for q in layout.quotations if q.depth == 0)
    sentences = []
    position = first_quoted = 0
    for paragraph, tokens in _bounded(_split(doc, view, abbreviations)):
        start, end = view.starts[tokens[0]], view.end(tokens[-1])
        while position < len(atoms) and atoms[position][0] < start:
            position += 1
        inside = []
        while position < len(atoms) and atoms[position][0] < end:
            inside.append(atoms[position])
            position += 1
        items = _items(view, tokens, inside)
        first_quoted = _mark_quoted(items, quoted, first_quoted)
        if inside:
            items = without_appositions(merge(items))
            assign_slots(items)
        sentences.append(Sentence(items, paragraph, start, end, words=frozenset([item.low for item in items])))
    return sentences


def _bounded(sentences: Iterator[tuple[int, list[int]]]) -> Iterator[tuple[int, list[int]]]:
    """The sentences, those cut that go on longer than any sentence."""
    for paragraph, tokens in sentences:
        for first in range(0, len(tokens), LONGEST_SENTENCE):
            yield paragraph, tokens[first : first + LONGEST_SENTENCE]


def _split(doc: Doc, view: View, abbreviations: frozenset[str]) -> Iterator[tuple[int, list[int]]]:
    """The tokens of each sentence with the index of its paragraph; sentences end at full stops, never at ; or :."""
    texts = view.texts
    for number, paragraph in enumerate(doc.spans.get("newsfacts/paragraphs", [])):
        tokens = [
            i
            for i in range(paragraph.start, paragraph.end)
            if not texts[i].isspace() and not (texts[i][0] in _LEADERS and len(texts[i]) > 3 and _leader(texts[i]))
        ]
        begin = 0
        for k, index in [(k, i) for k, i in enumerate(tokens[:-1]) if texts[i][-1] in _MAY_END]:
            text = texts[index]
            label = len(text) == 2 and text[1] == "." and k and view.lowers[tokens[k - 1]] in _BEFORE_LABEL
            if text not in _ENDS and not label and not (text in _CLOSERS and k and texts[tokens[k - 1]] in _ENDS):
                continue
            if k and text == "." and view.lowers[tokens[k - 1]] in abbreviations:
                continue
            following = tokens[k + 1]
            if (
                (text in _ENDS or label or _closes(view, index))
                and not _closes(view, following)
                and not texts[following][:1].islower()
            ):
                yield number, tokens[begin : k + 1]
                begin = k + 1
        if tokens:
            yield number, tokens[begin:]


def _leader(text: str) -> bool:
    """Dots that lead the eye from a name to its number."""
    return _LEADERS.issuperset(text)


def _closes(view: View, index: int) -> bool:
    text = view.texts[index]
    return text in _CLOSERS and not (text in "\"'" and index and view.spaced[index - 1])


def _items(view: View, tokens: list[int], atoms: list[Atom]) -> list[Item]:
    items: list[Item] = []
    last: Item | None = None
    position = 0
    upcoming = atoms[0][0] if atoms else -1
    texts, lowers, tags, starts = view.texts, view.lowers, view.tags, view.starts
    for index in tokens:
        text, start, tag = texts[index], starts[index], tags[index]
        end = start + len(text)
        while upcoming >= 0 and atoms[position][1] <= start:
            position += 1
            upcoming = atoms[position][0] if position < len(atoms) else -1
        if 0 <= upcoming < end:
            if last is not None and last.start == upcoming and not last.word:
                continue
            last = _atom_item(view.text, atoms[position])
        elif last is not None and last.who and (tag == "POS" or text in _OWNING) and not last.who.possessive:
            last.who.possessive = True
            last.end = end
            continue
        elif last is not None and last.end == start and last.word and _hyphenated(last.text, text):
            last.text += text
            last.low += lowers[index]
            last.end, last.tag = end, tag
            continue
        else:
            last = Item(start, end, lowers[index], tag, text)
        items.append(last)
    return items


def _atom_item(text: str, atom: Atom) -> Item:
    start, end, what = atom
    surface = text[start:end]
    if isinstance(what, Number):
        return Item(start, end, surface.lower(), "CD", surface, number=what, word=False)
    return Item(start, end, surface.lower(), "NNP", surface, who=what, word=False)


def _hyphenated(before: str, after: str) -> bool:
    """Whether two adjoining tokens are parts of one word: by-election, Ashford-on-Wye."""
    if after[0].isalnum() and before[-1] not in _HYPHENS:
        return False
    if (after in _DASHES and not before[0].isupper()) or (before[-1] in _DASHES and not after[0].isupper()):
        return False
    if after in _HYPHENS:
        return before[-1].isalnum()
    return before[-1] in _HYPHENS and len(before) > 1 and after[0].isalpha()


def _mark_quoted(items: list[Item], quoted: list[TextSpan], position: int) -> int:
    """Mark the items between quotation marks; `position` is the first mark that can matter, and the next one's."""
    while position < len(quoted) and quoted[position].end <= items[0].start:
        position += 1
    if position == len(quoted) or quoted[position].start >= items[-1].end:
        return position
    current = position
    for item in items:
        while current < len(quoted) and quoted[current].end <= item.start:
            current += 1
        item.quoted = current < len(quoted) and quoted[current].start <= item.start
    return position
