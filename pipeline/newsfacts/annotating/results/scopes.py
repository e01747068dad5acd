"""Which clauses speak of another election, of an opinion poll, of what might be, or of a figure that was withdrawn.

"Third on 1,983, compared with 7,615 at the general election": everything after "compared with" is marked.
"""

from __future__ import annotations

import re
from itertools import pairwise

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.numbers import Number
from newsfacts.annotating.results.patterns import Pattern

_BREAKS = frozenset([",", ";", ":", "—", "–", "-", "(", ")", "…"])
_VOTES = frozenset(["votes", "vote", "polled", "majority", "turnout", "won", "count"])
_OPENING = 3  # sentences
_COUNTED = frozenset(
    ["turnout", "counted", "recount", "precincts", "by-election", "byelection", "returning", "ballots"]
)
_ELECTIONS = frozenset(
    ["general", "federal", "local", "council", "state", "election", "elections", "referendum", "contest"]
)
_CLAUSES = frozenset(["when", "while", "whereas", "but", "although", "though", "because", "and"])
_BY_ELECTIONS = frozenset(["by-election", "by-elections", "byelection", "byelections", "bypoll", "bypolls"])
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIRST_COUNTS = frozenset(
    ["by-election", "byelection", "election", "polling", "preliminary", "provisional", "initial", "original"]
)
_RELATIVES = frozenset(["that", "which", "by"])
_RELATIVE_TAGS = frozenset(["WDT", "IN", "WP"])
Found = tuple[int, int, Pattern]


def mark_scopes(sentences: list[Sentence], found: list[Found], current_years: set[str]) -> None:
    """Mark the items of every sentence; `current_years` are years of the poll itself."""
    position = 0
    for sentence in sentences:
        while position < len(found) and found[position][0] < sentence.start:
            position += 1
        while position < len(found) and found[position][0] < sentence.end:
            start, end, pattern = found[position]
            _mark(sentence, start, end, pattern, current_years)
            position += 1
    _mark_earlier_results(sentences, current_years)
    recounted = any("recount" in sentence.words for sentence in sentences)
    for sentence in sentences if recounted else ():
        _mark_superseded(sentence)
    opening = any(sentence.blocked == "poll" for sentence in sentences[:_OPENING])
    if opening and not any(sentence.words & _COUNTED for sentence in sentences):
        for sentence in sentences:  # the article is about the poll
            sentence.blocked = sentence.blocked or "poll"
    for before, sentence in pairwise(sentences):  # a poll goes on to the end of its paragraph, or until votes are named
        if before.blocked == "poll" and before.paragraph == sentence.paragraph and not sentence.words & _VOTES:
            sentence.blocked = sentence.blocked or "poll"


def _mark_earlier_results(sentences: list[Sentence], current_years: set[str]) -> None:
    """ "(May 2021 - C 2,104, LD 1,390)", "2019 general election: Oak (Lab) 9,204; ...": results of another year."""
    special = any(sentence.words & _BY_ELECTIONS for sentence in sentences)
    earlier = -1  # the paragraph that such a label heads
    for sentence in sentences:
        items = sentence.items
        if sentence.paragraph == earlier:
            _flag(sentence, 0, len(items))
            continue
        label = next((k for k, item in enumerate(items[:8]) if item.low.endswith(":")), None)
        if label and special and _of_another_year(items[:label], current_years):
            words = {item.low for item in items[:label]}
            bare = all(item.number for item in items[:label])  # "2024: Lab 17,604, C 8,911"
            if bare or (words & _ELECTIONS and not words & _BY_ELECTIONS):
                earlier = sentence.paragraph
                _flag(sentence, 0, len(items))
                continue
        for k, item in enumerate(items if "(" in sentence.words else ()):
            if item.low == "(" and _of_another_year(items[k + 1 : k + 5], current_years):
                stop = next((n for n in range(k, len(items)) if items[n].low == ")"), len(items))
                if sum(inner.number is not None for inner in items[k:stop]) > 2:
                    _flag(sentence, k, stop)


def _of_another_year(items: list[Item], current_years: set[str]) -> bool:
    years = [year.group() for item in items if (year := _YEAR.search(item.text))]
    return bool(years) and not current_years & set(years)


def _mark_superseded(sentence: Sentence) -> None:
    """ "On election night X was ahead, with N to M": figures that a recount replaced."""
    items = sentence.items
    for k, item in enumerate(items[1:], 1):
        if item.low in {"night", "count"} and items[k - 1].low in _FIRST_COUNTS:
            stop = next((n for n in range(k, len(items)) if items[n].low in {";", "but"}), len(items))
            _flag(sentence, k, stop)
            return


def years_of_the_poll(text: str, numbers: list[Number]) -> set[str]:
    """Years of full dates that stand on a line of their own or in a dateline: the article's own year."""
    years = set()
    for number in numbers:
        if number.form != "date" or not (year := re.search(r"(?:19|20)\d\d", text[number.start : number.end])):
            continue
        line = text[text.rfind("\n", 0, number.start) + 1 : (text.find("\n", number.end) + 1 or len(text) + 1) - 1]
        if len(line) < 80 and not line.rstrip().endswith((".", "?", "!", "”", '"')):
            years.add(year.group())
    return years


def _no_year(number: Number | None) -> bool:
    """Whether four digits are a figure, not a year."""
    return number is not None and 1000 <= number.value < 10_000 and not 1832 <= number.value <= 2100


def _mark(sentence: Sentence, start: int, end: int, pattern: Pattern, current_years: set[str]) -> None:
    items = sentence.items
    inside = [i for i, item in enumerate(items) if start <= item.start < end]
    if not inside:
        return
    first, last = inside[0], inside[-1]
    if pattern.label == "previous" and any(_no_year(items[i].number) for i in inside):
        return  # "a margin of 1261"
    if pattern.label in {"poll", "elsewhere"} and (aside := _aside(items, first)):
        _flag(sentence, *aside)
    elif pattern.label == "poll" or pattern.label == "elsewhere":
        quoted = any(item.quoted for item in items[first : last + 1])
        if not quoted:
            sentence.blocked = "poll" if pattern.label == "poll" else "elsewhere"
    elif pattern.label == "withdrawn":
        _mark_withdrawn(sentence, first)
    elif pattern.label == "supposed":
        for item in items[last:]:
            item.previous = item.previous or item.number is not None
    elif pattern.label == "onward":
        _flag(sentence, last, len(items))
    elif pattern.label == "comparison":
        if not _rivals_figure(sentence, last):
            stop = _segment(sentence, last)[1]
            now = (k for k in range(last + 1, stop - 1) if items[k].low == "to" and items[k + 1].number)
            _flag(sentence, last, next(now, stop))  # "down from 50.1% to 34.9%": the second figure is this poll's
    elif not any(item.text[-4:] in current_years for item in items[first : last + 1]):
        begin, stop = _segment(sentence, first)
        if stop + 1 < len(items) and items[stop].low == "," and items[stop + 1].low == "when":
            stop = _stop(items, stop + 1)  # "last time, when it finished with 5%"
        begin = _own_clause(sentence, begin, first)
        if any(item.tag == "VBN" and item.low != "been" for item in items[max(last, first + 1) : last + 2]):
            begin = first  # "the seat formerly held by X"
        _flag(sentence, begin, stop)
        named = last
        while named + 1 < stop and items[named + 1].low in _ELECTIONS:
            named += 1  # "At the 2019 general election, Labour ..."
        ago = items[last].low in {"ago", "earlier"} and begin == 0 and first <= 2  # "Fifty years ago the voters ..."
        adverbial_only = begin == first and stop - named <= 2
        if (adverbial_only and begin == 0) or ago:  # "In 2019, Labour ..."
            stop = next(
                (i for i in range(last, len(items)) if items[i].low in {";", "but", "while", "whereas"}), len(items)
            )
            _flag(sentence, last, stop)


def _aside(items: list[Item], first: int) -> tuple[int, int] | None:
    """ ", which a poll had put in front on 33 per cent,": what is said of a poll between two commas."""
    where = next((k for k in range(first, max(0, first - 4), -1) if items[k].tag in {"WRB", "WDT"}), None)
    if where and items[where - 1].low != ",":  # "in a seat where bookmakers had made him"
        return where, next((k for k in range(first, len(items)) if items[k].low == ","), len(items))
    begin = next((k for k in range(first, 0, -1) if items[k].low in {",", "(", ";"}), 0)
    if items[begin].low != "," or items[begin + 1].tag not in {"WDT", "WP", "WP$"}:
        return None
    stop = next((k for k in range(first, len(items)) if items[k].low == ","), len(items))
    return begin, stop


def _rivals_figure(sentence: Sentence, last: int) -> bool:
    """ "14,882 votes, compared with 12,001 for Ms Oak": the figure compared is a rival's, not an earlier one."""
    following = sentence.items[last + 1 : last + 10]
    number = next((n for n, item in enumerate(following) if item.number), None)
    if number is None or number > 1:
        return False
    low = [item.low for item in following]
    return "for" in low and any(item.who for item in following[low.index("for") :])


def _own_clause(sentence: Sentence, begin: int, first: int) -> int:
    """ "fell to 38.9% from 61.7% in 2021": the year goes with "from 61.7%" alone."""
    items = sentence.items
    for k in range(first - 1, begin, -1):
        if items[k].low in {"from", "than", "against"} and any(item.number for item in items[k + 1 : first]):
            return k
    return begin


def _segment(sentence: Sentence, index: int) -> tuple[int, int]:
    """The stretch between commas, dashes and conjunctions that `index` lies in."""
    items = sentence.items
    begin = index
    while begin > 0 and items[begin - 1].low not in _BREAKS | _CLAUSES:
        begin -= 1
        relative = items[begin].low in _RELATIVES and items[begin].tag in _RELATIVE_TAGS
        if relative and begin > 1 and items[begin - 1].number:
            return begin - 1, _stop(items, index)  # "wipes out the 4,378 that X had last year"
    return begin, _stop(items, index)


def _stop(items: list[Item], index: int) -> int:
    """The first item behind `index` that ends its stretch."""
    return next((k for k in range(index + 1, len(items)) if items[k].low in _BREAKS | _CLAUSES), len(items))


def _flag(sentence: Sentence, begin: int, stop: int) -> None:
    for item in sentence.items[begin:stop]:
        item.previous = True


def _mark_withdrawn(sentence: Sentence, first: int) -> None:
    """The whole sentence is withdrawn, but for a clause that gives the right figure."""
    items = sentence.items
    if items[first].low in {",", "not"}:
        _flag(sentence, first, first + 3)
        return
    right = next(
        (
            i
            for i in range(first, len(items) - 1)
            if items[i].low in {";", ",", "."}
            and {items[i + 1].low, items[min(i + 2, len(items) - 1)].low} & {"it", "correct", "rather", "should"}
        ),
        None,
    )
    if right is None:
        sentence.blocked = "withdrawn"
    else:
        _flag(sentence, 0, right)
