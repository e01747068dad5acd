"""Texts and pages of one shape and any length: what takes a slow program ever longer the more of it there is.

>>> SHAPES["full stops"](5)
'.....'
>>> SHAPES["different names"](30)
'Annba Oakba, Annca Oakca, Annd'
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

Shape = Callable[[int], str]  # the number of characters -> a text of as many

ARTICLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"
PLAIN = "news"  # what the others are compared with

# Each is repeated without anything between.
_REPEATED = {
    "straight marks": '"',
    "straight marks, spaced": ' "',
    "straight marks, quoting": 'So "it is" now. ',
    "opening straight marks": 'said "it ',
    "closing straight marks": 'it" said ',
    "single marks": "'",
    "single marks, spaced": " '",
    "single marks, quoting": "So 'it is' now. ",
    "opening single marks": "said 'it ",
    "possessives": "boys' dogs' ",
    "curly marks": "“",
    "curly marks, spaced": "“ ",
    "curly marks, quoting": "So “it is” now. ",
    "opening curly marks": "said “it ",
    "closing curly marks": "it” said ",
    "nested curly marks": "“a ‘b ",
    "opening single curly marks": "said ‘it ",
    "closing single curly marks": "it’ said ",
    "angle marks": "«it ",
    "backticks": "``it ",
    "mixed marks": "\"a “b” c” 'd ",
    "marks in lines": '"It is.\n',
    "marks in paragraphs": '"It is.\n\n',
    "quotations said": '"It is," he said. ',
    "quotations said by one": '"It is," Ann Oak said. ',
    "said": "said ",
    "said that": "he said that ",
    "said, sentences": "He said that it was so. ",
    "told": "Ann Oak told Bob Ash that it was so. ",
    "according to": "according to Mr Oak, ",
    "denied": "She denied that she had lied. ",
    "transcript": "Oak: It is so.\n",
    "question and answer": "Q: Is it?\nA: It is.\n",
    "digits": "7",
    "numbers": "7 ",
    "thousands": "1,200 ",
    "decimals": "1.5 ",
    "fractions": "1/2 ",
    "ranges": "1-2-",
    "numbers to numbers": "12 to ",
    "number words": "twelve ",
    "long number words": "two hundred and twelve thousand ",
    "number words, hyphened": "twenty-",
    "percentages": "12% ",
    "percent signs": "%",
    "per cent": "12 per cent, ",
    "years": "2017 ",
    "dates": "23 February 2017, ",
    "months": "May ",
    "pounds": "£5 ",
    "votes": "votes ",
    "numbers of votes": "1,200 votes, ",
    "votes of candidates": "Ann Oak won 1,200 votes to Bob Ash's 900. ",
    "votes without ends": "Ann Oak won 1,200 votes to Bob Ash's 900 and ",
    "shares": "Labour's share rose by 3% to 45%. ",
    "shares without ends": "Labour 45% (+3), ",
    "result lines": "Ann Oak (Lab) 1,200\n",
    "result lines in dots": "Oak, A. (Lab) .... 1,200 (45.2%, +1.2%)\n",
    "results in semicolons": "A Oak (Lab) 1,200; ",
    "majorities": "She had a majority of 1,200. ",
    "turnouts": "Turnout was 45.2%. ",
    "swings": "a swing of 3% from Labour to the Conservatives, ",
    "held": "Labour held Ayton. ",
    "held without ends": "Labour held Ayton and ",
    "by-elections": "the Ayton by-election ",
    "won": "won ",
    "ayes and noes": "Ayes 12 Noes 13 ",
    "referendums": "Leave won by 12 votes to 11. ",
    "parties": "Labour ",
    "parties' parties": "Labour's Conservatives' ",
    "party labels": "(Lab) ",
    "parties and": "Labour and the Greens and ",
    "party leaders": "the Labour leader ",
    "one name": "Ann Oak ",
    "one name, sentences": "Ann Oak won. ",
    "a given name": "Ann ",
    "a surname": "Oak ",
    "titles": "Mr Oak ",
    "titles only": "Sir ",
    "and titles": "Mr and Mrs ",
    "initials": "A. ",
    "names in commas": "Ann Oak, ",
    "names and ages": "Ann Oak, 45, ",
    "names and roles": "Ann Oak, the MP for Ayton, ",
    "roles": "MP ",
    "roles of": "the leader of ",
    "state prefixes": "US State ",
    "name particles": "de la ",
    "pronouns": "she ",
    "pronouns' sentences": "She said he won. ",
    "constituencies": "Stoke-on-Trent Central ",
    "outlets": "the BBC ",
    "capitals": "THE LABOUR PARTY ",
    "open brackets": "( ",
    "open brackets, closed up": "(a",
    "brackets": "(a) ",
    "empty brackets": "()",
    "brackets in a row": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "commas": ",",
    "commas, spaced": ", ",
    "words and commas": "well, ",
    "full stops": ".",
    "full stops, spaced": ". ",
    "ellipses": "... ",
    "dashes": "-",
    "long dashes": "—",
    "dashes, spaced": "– ",
    "words and dashes": "well – ",
    "hyphened": "well-",
    "slashes": "well/",
    "apostrophes": "well'",
    "colons": "well: ",
    "semicolons": "well; ",
    "questions": "well? ",
    "underscores": "_",
    "asterisks": "*",
    "bullets": "- well\n",
    "versus": "v. ",
    "Oak v. Ash": "Oak v. Ash, ",
    "abbreviations": "St. ",
    "newlines": "\n",
    "lines": "well\n",
    "paragraphs": "well\n\n",
    "long lines": "It was all well and good for some of them in the town.\n",
    "spaces": " ",
    "words and spaces": "well                                        ",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "line separators": "\u2028",
    "a word": "a",
    "a capital word": "A",
    "a camel word": "wellWell",
    "one word": "well ",
    "and": "and ",
    "of": "of the ",
    "by": "by ",
    "that": "that ",
    "which": "which was ",
    "no ends": "it was well and ",
    "short sentences": "It is. ",
    "addresses": "https://a.example/a?b=c ",
    "long addresses": "https://a.example/a",
    "mails": "a@b.example ",
    "at signs": "@",
    "combining marks": "e\u0301",
    "only combining marks": "\u0301",
    "zero widths": "\u200b",
    "joiners": "a\u200d",
    "bidi marks": "\u202ea ",
    "astral letters": "𝔏",
    "emoji": "😀",
    "emoji faces": ":-) ",
    "dotted capitals": "İ",
    "Chinese": "工党",
    "replacement characters": "\ufffd",
}


def _repeated(unit: str) -> Shape:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def _syllables() -> Iterator[str]:
    """Endless different endings of a word: ba, ca, da ..."""
    for size in itertools.count(1):
        for letters in itertools.product("bcdfglmnprst", repeat=size):
            yield "".join(f"{letter}a" for letter in letters)


def _varied(template: str) -> Shape:
    """The template again and again, with another ending in each {0} and another number in each {1}."""

    def shape(length: int) -> str:
        parts: list[str] = []
        missing = length
        for number, ending in enumerate(_syllables(), 1):
            parts.append(template.format(ending, number))
            missing -= len(parts[-1])
            if missing <= 0:
                break
        return "".join(parts)[:length]

    return shape


_VARIED = {
    "different words": "well{0} ",
    "different numbers": "{1} ",
    "different names": "Ann{0} Oak{0}, ",
    "different names, sentences": "Ann{0} Oak{0} won. ",
    "different given names": "Ann{0} Oak said so. ",
    "different surnames": "Ann Oak{0} said so. ",
    "different names and surnames": "Ann{0} Oak{0} said so. Mr Oak{0} agreed. ",
    "different titles": "Mr Oak{0} said so. ",
    "different initials": "A. Oak{0}, ",
    "different speakers": '"It is," said Ann{0} Oak{0}. ',
    "different transcript": "Oak{0}: It is so.\n",
    "different quotations": '"It is {0}," she said.\n\n',
    "different candidates": "Ann{0} Oak{0} (Lab) {1}\n",
    "different votes": "Ann{0} Oak{0} won {1} votes. ",
    "different places": "Labour held {0}ton with {1} votes. ".replace("{0}ton", "Ayton{0}"),
    "different contests": "Ann{0} Oak{0} won the Ayton{0} by-election by {1} votes.\n\n",
    "different roles": "Ann{0} Oak{0}, the Labour MP for Ayton{0}, agreed. ",
    "different pronouns": "Ann{0} Oak{0} agreed. She said that he won. ",
}


def _news(length: int) -> str:
    text = "\n\n".join(path.read_text("utf-8").strip() for path in sorted(ARTICLES.glob("*.txt")))
    return _repeated(f"{text}\n\n")(length)


SHAPES: dict[str, Shape] = {
    PLAIN: _news,
    "one paragraph": lambda length: " ".join(_news(length).split())[:length],
    "one sentence": lambda length: " ".join(_news(length).replace(".", "").split()),
    "one capital sentence": lambda length: _news(length).upper(),
    **{name: _repeated(unit) for name, unit in _REPEATED.items()},
    **{name: _varied(template) for name, template in _VARIED.items()},
}
