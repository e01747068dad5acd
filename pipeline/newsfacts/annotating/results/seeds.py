"""A place with a poll, and the ways in which an article writes its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsfacts.annotating.results.items import Sentence

# Behind a place: the name of something or somebody there.
_ATTRIBUTE = re.compile(
    r"\s+(?:(?:(?:Borough|District|City|County|Town|Parish|Metropolitan)\s+)?(?:Council|Gazette|Town Hall)\b"
    r"|(?:Gov|Sen|Rep)\.|(?:Governor|Senator|winner|native|businessman|businesswoman|billionaire)\b)"
)

_DASH = re.compile(r"[^\n.?!]{0,6}(?:[^\n]{0,24}?\))?\s*(?:—|–|--)")


@dataclass(slots=True)
class Seed:
    """A place with a poll. `licensed` are the sentences that say so; `mentions` all of its names, by offset."""

    place: str
    licensed: list[int] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    listed: bool = False
    heading: bool = False
    aliases: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return re.findall(r"\w+", self.place.casefold())


def headings(sentences: list[Sentence], text: str, seeds: set[str]) -> Iterator[str]:
    """Short lines in capitals, or lines that are a known place, above their section."""
    for sentence in sentences:
        items = sentence.items
        if len(items) > 7 or any(not item.word for item in items) or text[sentence.end - 1] in ".?!:,":
            continue
        line = re.sub(r"\s+", " ", text[sentence.start : sentence.end])
        if line.casefold() in seeds:
            yield line
        elif line.isupper() and (
            found := re.search(rf"(?<!\w){re.escape(line)}(?!\w)", text.replace(line, " " * len(line)), re.IGNORECASE)
        ):
            yield text[slice(*found.span())]


def merge_seeds(seeds: list[Seed]) -> list[Seed]:
    """Short forms join the long one, Ashford Central to Ashford-on-Wye Central, unless one sentence names both."""
    kept: list[Seed] = []
    for seed in sorted(seeds, key=lambda s: -len(s.words)):
        words = seed.words
        longer = [
            k
            for k in kept
            if words
            and set(words) <= set(k.words)
            and words[0] == k.words[0]
            and not set(seed.licensed) & set(k.licensed)
        ]
        if len(longer) == 1 and not (seed.listed and longer[0].listed):
            longer[0].licensed += seed.licensed
            longer[0].nouns |= seed.nouns
            longer[0].aliases.append(seed.place)
            longer[0].heading = longer[0].heading or seed.heading
            continue
        kept.append(seed)
    return kept


def shouted(sentence: Sentence) -> bool:
    """Whether the sentence is a headline in capitals."""
    if any(item.who and item.who.person and not item.text.isupper() for item in sentence.items):
        return False  # "ASHBY: Ann Lee (Lab) 1,204"
    words = [item.text for item in sentence.items if item.word and item.text.isalpha()]
    return bool(words) and sum(word.isupper() for word in words) > len(words) / 2


def in_body(surface: str, text: str) -> str:
    """The name as the body writes it: the longest end of a headline's words that is found there, or nothing."""
    words = surface.split()
    for begin in range(len(words)):
        name = " ".join(map(re.escape, words[begin:]))
        for match in re.finditer(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE):
            if match.group()[0].isupper() and not match.group().isupper():
                return match.group()
    return ""


def find_mentions(seed: Seed, text: str) -> list[tuple[int, int]]:
    """All mentions of the place, but for those that name something or somebody there."""
    found = sorted({m for name in (seed.place, *seed.aliases) for m in _mentions(text, name)})
    found = [m for m in found if not _dateline(text, m)] or found
    return [m for m in found if not _ATTRIBUTE.match(text, m[1])] or found


def _dateline(text: str, mention: tuple[int, int]) -> bool:
    """Whether the name only says where the article was written: "SANTA FE, N.M. (AP) — ..."."""
    start, end = mention
    return text[start:end].isupper() and text[:start].rstrip(" ")[-1:] in {"", "\n"} and bool(_DASH.match(text, end))


def _mentions(text: str, place: str) -> Iterator[tuple[int, int]]:
    """Every occurrence of the name and of its short form: first and last word of a compound one."""
    words = re.findall(r"\w+", place)
    pattern = r"\s+".join(re.escape(part) for part in place.split())
    forms = [pattern]
    if "-" in place and len(words) > 2 and " " in place:
        forms.append(rf"{re.escape(words[0])}\s+{re.escape(place.split()[-1])}")
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", text, re.IGNORECASE):
        if match.group()[0].isupper() or match.group()[0].isdigit():
            yield match.span()
