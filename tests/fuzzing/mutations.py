"""Mutated articles: the same seed and number give the same text on every machine.

>>> mutation = mutate(seed=1, number=7)
>>> mutation == mutate(seed=1, number=7), mutation.text == mutate(seed=1, number=8).text
(True, False)

A mutation takes an article of the corpus or a made one and goes over it with some of the operators below.
"""

from __future__ import annotations

import functools
import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzzing.made_articles import make_article

ARTICLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"
MOST_OPERATORS = 6
LONGEST = 20_000  # characters; splices and repetitions are cut off there

MARKS = ['"', "'", "“", "”", "‘", "’", "``", "''", "«", "»", "„", "‚", "‹", "′", "″", "`", "„“", "”“", "“”"]
_SIGNS = [*".,;:?!()[]{}-–—…/%&@#*+=<>|\\~^_£$€½¼·•§"]
_SPACES = [
    "\u00a0",
    "\u2009",
    "\u202f",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\t",
    "  ",
    "\u2028",
    "\u0085",
    "\x0b",
    "\x0c",
    "\r",
]
ODD = [
    "\0", "\x1b[31m", "\x7f", "\u202e", "\u202c", "\u2066", "\u2069", "\u200d", "\u200c", "\u00ad",
    "\u0301", " \u0301 ", "\u0334\u0335", "\u20dd", "\ud800", "\udfff", "\ufffd", "\uffff", "\ue000",
    "\U0010ffff", "😀", "👩‍👩‍👧", "🇬🇧", "𝔏𝔞𝔟", "İ", "ı", "ſ", "ß", "ﬁ", "Ǆ", "工党", "العمال", "העבודה",
    "नमस्ते", "Ελλάς", "Лейбор", "٣٤٥", "２０１７", "²", "Ⅷ", "௧", "一万", "º", "&amp;", "&#39;", "<b>",
    "</p>", "{{x}}", "https://a.example/?q=1,200", "a@b.example", "@ann_oak", "#ayton", "%s", "\\n",
    "__", "''''", '""', "()", "(((", "...",
]  # fmt: skip
FIGURES = [
    "0", "-1", "1", "1,200", "1.200", "1 200", "12,00", "1,2,3", "999999999999", "1e9", "1.2m",
    "2k", "0.1%", "100%", "101%", "45.25", ".5", "5.", "½", "1/2", "twelve", "a dozen",
    "two hundred and", "2017", "1-2", "12–11", "+3", "±3", "３", "£5bn", "first", "2nd", "III",
    "12-", "0000", "1,200,", "1 to", "nil",
]  # fmt: skip
WORDS = """Labour|the Conservatives|Mr|Sir|said|won|lost|held|gained from|polled|votes|vote|by|to|from|with|she|he|they
    |it|who|that|which|and|but|not|never|denied that|told|according to|asked|a majority of|turnout|swing|per cent|MP for
    |(Lab)|the by-election|general election|recount|elected|defeated|leader|Yes|No|Ayes|Noes|of|the|Ann Oak
    |Oak|BBC|Today
    |'s|n't""".replace("\n    ", "").split("|")

Operator = Callable[[random.Random, str], str]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A text, and how it came about."""

    name: str
    text: str
    history: tuple[str, ...]


def mutate(seed: int, number: int) -> Mutation:
    """The mutation of that number."""
    chance = random.Random(f"{seed}/{number}")
    source, text = _pick(chance)
    history = [source]
    for _ in range(chance.randint(1, MOST_OPERATORS)):
        operator = chance.choice(OPERATORS)
        text = operator(chance, text)[:LONGEST]
        history.append(operator.__name__.strip("_"))
    return Mutation(f"{seed}/{number}", text, tuple(history))


@functools.cache
def _corpus() -> tuple[tuple[str, str], ...]:
    return tuple((path.stem, path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.txt")))


def _pick(chance: random.Random) -> tuple[str, str]:
    return ("made", make_article(chance)) if chance.random() < 0.4 else chance.choice(_corpus())


# Characters.


def _edit(chance: random.Random, text: str, change: Callable[[str], str], most: int = 12) -> str:
    """Some characters replaced by what `change` makes of them."""
    characters = list(text)
    for _ in range(min(len(characters), chance.randint(1, most))):
        position = chance.randrange(len(characters))
        characters[position] = change(characters[position])
    return "".join(characters)


def _insert(chance: random.Random, text: str, pieces: list[str], most: int = 12) -> str:
    return _edit(chance, text, lambda before: before + chance.choice(pieces), most)


def _characters_deleted(chance: random.Random, text: str) -> str:
    return _edit(chance, text, lambda _: "")


def _characters_doubled(chance: random.Random, text: str) -> str:
    return _edit(chance, text, lambda character: character * chance.choice([2, 2, 3, 30]))


def _characters_of_the_text_inserted(chance: random.Random, text: str) -> str:
    return _insert(chance, text, [*text] or ["a"])


def _characters_swapped(chance: random.Random, text: str) -> str:
    characters = list(text)
    for _ in range(min(len(characters) - 1, chance.randint(1, 12))):
        position = chance.randrange(len(characters) - 1)
        characters[position : position + 2] = reversed(characters[position : position + 2])
    return "".join(characters)


def _case_changed(chance: random.Random, text: str) -> str:
    return chance.choice([str.upper, str.lower, str.title, str.swapcase, str.casefold])(text)


def _cases_changed(chance: random.Random, text: str) -> str:
    return _edit(chance, text, str.swapcase, 40)


# Marks, signs, spaces.


def _replaced(chance: random.Random, text: str, pattern: str, pieces: list[str], most: int = 8) -> str:
    """Some matches of the pattern replaced by pieces."""
    found = list(re.finditer(pattern, text))
    for match in sorted(
        chance.sample(found, min(len(found), chance.randint(1, most))), key=re.Match.start, reverse=True
    ):
        text = text[: match.start()] + chance.choice(pieces) + text[match.end() :]
    return text


_ANY_MARK = "[\"'“”‘’«»„`]"


def _marks_replaced(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, _ANY_MARK, MARKS)


def _marks_deleted(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, _ANY_MARK, [""])


def _marks_inserted(chance: random.Random, text: str) -> str:
    return _insert(chance, text, MARKS)


def _marks_of_another_style(chance: random.Random, text: str) -> str:
    style = chance.choice([("“", "‘"), ("”", "’")]) + chance.choice([("‘", '"'), ("’", "'")])
    return text.translate(str.maketrans(dict(zip("“‘\"'", style, strict=True))))


def _marks_made_straight(chance: random.Random, text: str) -> str:
    return text.translate(str.maketrans("“”‘’", chance.choice(["\"\"''", "''\"\"", '""""', "''''"])))


def _signs_replaced(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"[^\w\s]", _SIGNS)


def _signs_inserted(chance: random.Random, text: str) -> str:
    return _insert(chance, text, _SIGNS)


def _signs_deleted(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"[^\w\s]", ["", " "], 30)


def _signs_in_a_row(chance: random.Random, text: str) -> str:
    return _insert(chance, text, [chance.choice(_SIGNS + MARKS + _SPACES) * chance.randint(2, 300)], 2)


def _spaces_replaced(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\s", _SPACES, 30)


def _every_space_replaced(chance: random.Random, text: str) -> str:
    return text.replace(" ", chance.choice(_SPACES))


def _spaces_deleted(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\s+", [""], 30)


def _odd_characters_inserted(chance: random.Random, text: str) -> str:
    return _insert(chance, text, ODD)


def _accents_added(chance: random.Random, text: str) -> str:
    return _edit(chance, text, lambda character: character + chance.choice(["\u0301", "\u0308\u0323", "\u20e3"]), 60)


def _letters_of_another_plane(chance: random.Random, text: str) -> str:
    shift = chance.choice([0x1D400 - ord("A"), 0x1D504 - ord("A"), 0xFF21 - ord("A")])
    return _edit(
        chance, text, lambda letter: chr(ord(letter) + shift) if letter.isascii() and letter.isupper() else letter, 400
    )


def _digits_of_another_script(chance: random.Random, text: str) -> str:
    zero = chance.choice([0x0660, 0x0966, 0xFF10, 0x1D7CE])
    return text.translate({ord("0") + digit: chr(zero + digit) for digit in range(10)})


# Words and figures.


def _digits_replaced(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\d", [*"0123456789", "", ",", "."])


def _figures_replaced(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\d[\d,.]*", FIGURES)


def _figures_inserted(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\s", [f" {figure} " for figure in FIGURES])


def _words_replaced(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\w+", WORDS, 20)


def _words_inserted(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\s", [f" {word} " for word in WORDS], 20)


def _words_deleted(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\w+\s*", [""], 30)


def _words_swapped(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, r"\w+", re.findall(r"\w+", text) or ["a"], 20)


def _names_replaced(chance: random.Random, text: str) -> str:
    """Capital words changed for others of the text, so that one name becomes several people's."""
    return _replaced(chance, text, r"\b[A-Z]\w+", re.findall(r"\b[A-Z]\w+", text) or ["A"], 20)


def _one_name_for_another(chance: random.Random, text: str) -> str:
    names = re.findall(r"\b[A-Z]\w+", text) or ["A"]
    return text.replace(chance.choice(names), chance.choice([*names, *WORDS]))


def _words_of_a_sentence_shuffled(chance: random.Random, text: str) -> str:
    sentences = re.split(r"(?<=[.?!])\s", text)
    position = chance.randrange(len(sentences))
    words = sentences[position].split()
    chance.shuffle(words)
    return " ".join([*sentences[:position], " ".join(words), *sentences[position + 1 :]])


# Lines and paragraphs.


def _paragraphs_shuffled(chance: random.Random, text: str) -> str:
    paragraphs = text.split("\n\n")
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def _paragraphs_deleted(chance: random.Random, text: str) -> str:
    return "\n\n".join(part for part in text.split("\n\n") if chance.random() < 0.7)


def _paragraphs_doubled(chance: random.Random, text: str) -> str:
    return "\n\n".join(part for part in text.split("\n\n") for _ in range(chance.choice([1, 1, 1, 2])))


def _paragraphs_of_another_article(chance: random.Random, text: str) -> str:
    other = _pick(chance)[1].split("\n\n")
    paragraphs = text.split("\n\n")
    for _ in range(chance.randint(1, 5)):
        paragraphs.insert(chance.randint(0, len(paragraphs)), chance.choice(other))
    return "\n\n".join(paragraphs)


def _spliced(chance: random.Random, text: str) -> str:
    """The beginning of this article and the end of another one, cut anywhere."""
    other = _pick(chance)[1]
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _cut(chance: random.Random, text: str) -> str:
    ends = sorted(chance.randint(0, len(text)) for _ in range(2))
    return text[slice(*ends)] or text


def _stretch_repeated(chance: random.Random, text: str) -> str:
    start = chance.randint(0, len(text))
    end = start + chance.randint(1, 80)
    return text[:end] + text[start:end] * chance.choice([1, 2, 10, 60]) + text[end:]


def _lines_joined(chance: random.Random, text: str) -> str:
    return re.sub(r"\n+", chance.choice([" ", "", "\n", "\r", "\n\n\n", "\n \n"]), text)


def _lines_wrapped(chance: random.Random, text: str) -> str:
    width = chance.choice([10, 40, 60, 72, 99])
    return "\n\n".join(textwrap.fill(part, width, break_long_words=False) for part in text.split("\n\n"))


def _sentences_on_lines(chance: random.Random, text: str) -> str:
    return re.sub(r"(?<=[.?!]) ", chance.choice(["\n", "\n\n", "  "]), text)


def _lines_broken(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, " ", ["\n", "\n\n", "-\n", "\r\n", "\u2029"], 20)


def _lines_marked(chance: random.Random, text: str) -> str:
    return "\n".join(chance.choice(["- ", "• ", "> ", "1. ", "Q: ", "“", ""]) + line for line in text.split("\n"))


OPERATORS: tuple[Operator, ...] = (
    _characters_deleted, _characters_doubled, _characters_of_the_text_inserted, _characters_swapped, _case_changed,
    _cases_changed, _marks_replaced, _marks_deleted, _marks_inserted, _marks_of_another_style, _marks_made_straight,
    _signs_replaced, _signs_inserted, _signs_deleted, _signs_in_a_row, _spaces_replaced, _every_space_replaced,
    _spaces_deleted, _odd_characters_inserted, _accents_added, _letters_of_another_plane, _digits_of_another_script,
    _digits_replaced, _figures_replaced, _figures_inserted, _words_replaced, _words_inserted, _words_deleted,
    _words_swapped, _names_replaced, _one_name_for_another, _words_of_a_sentence_shuffled, _paragraphs_shuffled,
    _paragraphs_deleted, _paragraphs_doubled, _paragraphs_of_another_article, _spliced, _cut, _stretch_repeated,
    _lines_joined, _lines_wrapped, _sentences_on_lines, _lines_broken, _lines_marked,
)  # fmt: skip
