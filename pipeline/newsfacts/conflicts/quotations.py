"""One quotation with different words or speakers.

Two quotations are one where most of their words agree; what was only cut shorter is no conflict, nor is what the paper
itself marks as changed, as [sic] or ..., nor a sentence that two articles share word for word.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from newsfacts.comparing import compatible_names
from newsfacts.conflicts.statements import Conflict, Side, Statement, contradicted
from newsfacts.evaluation.matching import normalise

_LEAST_WORDS = 5
_SHINGLE = 3
_TOO_COMMON = 50  # quotations; so common a phrase tells nothing
_SAME_WORDS = 80.0
_SAME_WORDS_OTHER_SPEAKER = 92.0
_SAME_PART, _LEAST_PART = 90.0, 8
_MARKED = re.compile(r"\[|…|\.\.\.")
# What papers change by their own rules is no other word: British and American spelling, short forms.
_SPELLINGS = ((re.compile(r"is(e[sdr]?|ing|ations?)$"), r"iz\1"), (re.compile("our"), "or"))
_SHORT_FORMS = (
    *(("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("'ve", " have"), ("'re", " are")),
    *(("'ll", " will"), ("'m", " am"), ("per cent", "percent"), ("%", " percent")),
)


class QuoteFact(NamedTuple):
    """A quotation within quotation marks, not inside another."""

    words: str
    speaker: str | None
    speaker_kind: str | None
    person: str | None  # the linked person
    statement: Statement


@dataclass(slots=True)
class _Text:
    """One wording, with everybody who prints it."""

    words: list[str]
    quotes: list[QuoteFact]

    @property
    def joined(self) -> str:
        return " ".join(self.words)


def quote_conflicts(quotes: Iterable[QuoteFact]) -> Iterator[Conflict]:
    """The conflicts among quotations."""
    by_words: dict[str, _Text] = {}
    for quote in quotes:
        words = _words(quote.words)
        if len(words) >= _LEAST_WORDS:
            by_words.setdefault(" ".join(words), _Text(words, [])).quotes.append(quote)
    texts = list(by_words.values())
    for text in texts:
        if len(text.words) >= _LEAST_PART:  # two people may well say that this is a good day
            yield from _speakers(text.quotes)
    for a, b in _near(texts):
        yield from _compare(a, b)


def _words(text: str) -> list[str]:
    plain = (normalise(text) or "").replace("‘", "'")
    for short, full in _SHORT_FORMS:
        plain = plain.replace(short, full)
    words = [str(word) for word in re.findall(r"\w+(?:'\w+)?", plain)]
    for pattern, replacement in _SPELLINGS:
        words = [pattern.sub(replacement, word) if len(word) > 4 else word for word in words]
    return words


def _near(texts: list[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """Pairs that share some words in a row."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for shingle in {tuple(text.words[i : i + _SHINGLE]) for i in range(len(text.words) - _SHINGLE + 1)}:
            having[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in having.values():
        if len(numbers) <= _TOO_COMMON:
            shared.update((a, b) for position, a in enumerate(numbers) for b in numbers[position + 1 :])
    for (a, b), count in sorted(shared.items()):
        if count > 1 or min(len(texts[a].words), len(texts[b].words)) <= 2 * _LEAST_WORDS:
            yield texts[a], texts[b]


def _compare(a: _Text, b: _Text) -> Iterator[Conflict]:
    if _is_part(a.words, b.words) or _is_part(b.words, a.words):
        if min(len(a.words), len(b.words)) >= _LEAST_PART:
            yield from _speakers([*a.quotes, *b.quotes])
        return
    likeness = fuzz.ratio(a.joined, b.joined)
    part = fuzz.partial_ratio(a.joined, b.joined) if min(len(a.words), len(b.words)) >= _LEAST_PART else 0.0
    if likeness < _SAME_WORDS and part < _SAME_PART:
        return
    both = {quote.statement.article_id for quote in a.quotes} & {quote.statement.article_id for quote in b.quotes}
    for_a: dict[QuoteFact, None] = {}
    for_b: dict[QuoteFact, None] = {}
    for own, other in itertools.product(_by_speaker(a.quotes, both), _by_speaker(b.quotes, both)):
        if _may_be_one_speaker(own[0], other[0]):
            for_a |= dict.fromkeys(own)
            for_b |= dict.fromkeys(other)
        elif likeness >= _SAME_WORDS_OTHER_SPEAKER:
            yield from _speakers([*own, *other])
    if for_a:
        speaker = next((quote.speaker for quote in (*for_a, *for_b) if quote.speaker), "nobody")
        yield Conflict("quote", speaker, (_side(for_a), _side(for_b)))


def _by_speaker(quotes: list[QuoteFact], left_out: set[str]) -> list[list[QuoteFact]]:
    """Quotations of one speaker together, without marked ones and without articles that have both wordings."""
    groups: dict[tuple[str | None, ...], list[QuoteFact]] = defaultdict(list)
    for quote in quotes:
        if quote.statement.article_id not in left_out and not _MARKED.search(quote.words):
            groups[quote.speaker, quote.speaker_kind, quote.person].append(quote)
    return list(groups.values())


def _side(quotes: Iterable[QuoteFact]) -> Side:
    quotes = list(quotes)
    return Side(quotes[0].words, [quote.statement for quote in quotes])


def _is_part(short: list[str], long: list[str]) -> bool:
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _may_be_one_speaker(a: QuoteFact, b: QuoteFact) -> bool:
    """Whether nothing says that two people speak: both must be named, and the names contradict."""
    if a.speaker_kind != "person" or b.speaker_kind != "person" or not a.speaker or not b.speaker:
        return True
    return (a.person is not None and a.person == b.person) or compatible_names(a.speaker, b.speaker)


def _speakers(quotes: list[QuoteFact]) -> Iterator[Conflict]:
    """One conflict of all the people to whom the same words are given."""
    sides: list[tuple[QuoteFact, Side]] = []
    for quote in quotes:
        if quote.speaker_kind != "person" or not quote.speaker:
            continue
        home = next((side for known, side in sides if _may_be_one_speaker(known, quote)), None)
        if home is None:
            home = Side(quote.speaker)
            sides.append((quote, home))
        home.statements.append(quote.statement)
    involved = contradicted([side for _, side in sides], lambda a, b: True)
    if involved:
        yield Conflict("speaker", quotes[0].words, tuple(involved))
