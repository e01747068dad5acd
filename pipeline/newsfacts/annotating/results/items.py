"""A sentence as a row of items: words, numbers, and the people, parties and options that votes can go to.

    >>> # "Labour's Ann Lee polled 1,204 votes" becomes
    >>> # [Who(Ann Lee, Labour), polled, Number(1204), votes]

Names and numbers become one item each, with what belongs to them: titles, possessives and a party in apposition
("Ann Lee (Lab)", "Labour's Ann Lee", "Ann Lee, for Labour,"). The walks that read clauses then need no parse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from newsfacts.annotating.results.numbers import Number
from newsfacts.annotating.types import Person, TextSpan

LONGEST_SENTENCE = 400  # tokens; what is longer is no sentence, and every walk through it would take forever
_DESCRIPTIVE = frozenset(["JJ", "JJS", "VBG", "VBN", "RB", "NN"])
# Verbs that the tagger takes for nouns between two names.
_VERBS_LIKE_NOUNS = frozenset(
    ["show", "shows", "put", "puts", "beat", "beats", "edge", "edges", "lead", "leads", "trail", "trails"]
)
DEFENDERS = frozenset(
    [
        "defending",
        "sitting",
        "retiring",
        "outgoing",
        "reigning",
        "leading",
        "incumbent",
        "defeated",
        "beaten",
        "departing",
    ]
)


CANDIDATES = frozenset(["candidate", "challenger", "contender", "hopeful", "incumbent", "nominee"])


@dataclass(slots=True)
class Who:
    """Somebody or something that votes can go to. `slot` is the grammatical place in the clause."""

    person: Person | None = None
    party: str | None = None
    option: str | None = None
    named: bool = False
    possessive: bool = False
    slot: Literal["subject", "object", "oblique", "apposition"] = "subject"
    preposition: str = ""
    described: str = ""

    @property
    def person_named(self) -> bool:
        return self.person is not None and self.named


@dataclass(slots=True)
class Item:
    """A word, a number or a recipient; offsets into the text."""

    start: int
    end: int
    low: str
    tag: str
    text: str = ""
    number: Number | None = None
    who: Who | None = None
    quoted: bool = False
    previous: bool = False
    place: str | None = None
    word: bool = True  # neither a number nor a recipient

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(slots=True)
class Sentence:
    """The items of one sentence. `blocked` says why nothing in it is a result: a survey, a jury, a withdrawn figure.

    `numbers` and `whos` are where its numbers and its recipients stand: most sentences have none, and need no look.
    """

    items: list[Item]
    paragraph: int
    start: int
    end: int
    blocked: Literal["", "poll", "elsewhere", "withdrawn"] = ""
    words: frozenset[str] = frozenset()
    places: list[tuple[int, str]] = field(default_factory=list)
    numbers: list[int] = field(init=False)
    whos: list[int] = field(init=False)

    def __post_init__(self) -> None:
        apart = [i for i, item in enumerate(self.items) if not item.word]
        self.numbers = [i for i in apart if self.items[i].number is not None]
        self.whos = [i for i in apart if self.items[i].who is not None]

    @property
    def span(self) -> TextSpan:
        return TextSpan(self.start, self.end)

    def phrase(self, index: int, phrases: frozenset[str], longest: int = 4) -> int:
        """Length in items of the longest of `phrases` that begins at `index`, or 0."""
        if index >= len(self.items) or self.items[index].low not in first_words(phrases):
            return 0
        found = 0
        text = ""
        for length in range(1, longest + 1):
            if index + length > len(self.items) or not self.items[index + length - 1].word:
                break
            text = f"{text} {self.items[index + length - 1].low}".strip()
            if text in phrases:
                found = length
        return found

    def beginnings(self, phrases: frozenset[str]) -> list[int]:
        """Indices of the words that one of `phrases` may begin with; most sentences have none."""
        first = first_words(phrases)
        if self.words.isdisjoint(first):
            return []
        return [i for i, item in enumerate(self.items) if item.low in first and item.word]


@lru_cache(maxsize=256)
def first_words(phrases: frozenset[str]) -> frozenset[str]:
    """The words that phrases begin with."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases)


def is_modifier(item: Item) -> bool:
    """Whether an item can stand between a determiner or party and the name that it describes."""
    if not item.word or item.low in _VERBS_LIKE_NOUNS:
        return False
    if item.low in {"defeated", "beaten"} and item.tag == "VBD":
        return False
    if item.low in DEFENDERS or item.low in {"-", "mr", "mrs", "ms", "dr", "cllr", "mp", "mps", "&"}:
        return True
    return (
        item.tag in {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "PRP$", "DT", "POS", "AFX"}
        and item.text[:1].isalpha()
    )


def before_article(items: list[Item], k: int) -> int:
    """The index before "a dismal", "an impressive": an article and adjectives that end at `k`; else `k` itself."""
    begin = k
    while begin >= 0 and k - begin < 3 and items[begin].word and items[begin].tag in _DESCRIPTIVE:
        begin -= 1
    return begin - 1 if k > begin >= 0 and items[begin].low in {"a", "an"} else k


def after_modifiers(items: list[Item], k: int) -> int:
    """The index behind the words that describe a name: "the former minister X", "her nearest rival, the X"."""
    while k < len(items):
        who = items[k].who
        own = who is not None and who.possessive and who.described == "pronoun"
        apposition = items[k].low == "," and is_modifier(items[k - 1])
        if not (own or apposition or is_modifier(items[k]) or items[k].low in {"the", "his", "her", "their"}):
            return k
        k += 1
    return k
