"""Texts with their quotes marked up, so that tests need no offsets.

<quote>content</quote> <more>content that goes on</more> <cue>cue</cue> <speaker>speaker's mention</speaker>
"""

import re
from dataclasses import dataclass

_TAG = re.compile(r"</?(quote|more|cue|speaker)>")


@dataclass(frozen=True)
class Marked:
    """The bare text and what is marked in it: the pieces of each quote, the cues and the mentions, in text order."""

    text: str
    quotes: list[list[tuple[int, int]]]
    cues: list[tuple[int, int]]
    speakers: list[tuple[int, int]]


def parse(markup: str) -> Marked:
    """Split a marked-up text into the text and its marks."""
    text, position = "", 0
    starts: dict[str, list[int]] = {}
    marked = Marked("", [], [], [])
    for tag in _TAG.finditer(markup):
        text += markup[position : tag.start()]
        position = tag.end()
        name = tag[1]
        if not tag[0].startswith("</"):
            starts.setdefault(name, []).append(len(text))
            continue
        span = (starts[name].pop(), len(text))
        if name == "quote":
            marked.quotes.append([span])
        elif name == "more":
            marked.quotes[-1].append(span)
        else:
            (marked.cues if name == "cue" else marked.speakers).append(span)
    return Marked(text + markup[position:], sorted(marked.quotes), sorted(marked.cues), sorted(marked.speakers))
