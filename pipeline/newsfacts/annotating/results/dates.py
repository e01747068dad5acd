"""When a poll was held: a date or a weekday that the text ties to it, and the day on which the article was written.

    >>> # Published 2017-02-24: "Thursday's by-election" -> 2017-02-23; "the by-election on 23 February" -> 2017-02-23
    >>> parse_day("Feb. 23, 2017"), latest_before((None, 2, 23), date(2017, 2, 24))
    ((2017, 2, 23), datetime.date(2017, 2, 23))

The day of a count is not the day of a poll, so only words for the poll itself count. Nothing is guessed: without a
year, or on the weekday of publication, there is no date; two different ones cancel each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.numbers import Number
from newsfacts.annotating.results.readings import Reading
from newsfacts.annotating.types import Contest, TextSpan

Day = tuple[int | None, int, int]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3})[a-z]*\.?(?:,? (\d{4}))?$", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?(?:, (\d{4}))?$", re.IGNORECASE)
_LONGEST_LINE = 80  # of a line that has the article's own date


def parse_day(words: str) -> Day | None:
    """Year, month and day of a date; no year where it has none. "03/04/2017" could be two days and is none."""
    words = re.sub(r"\s+", " ", words)
    year: str | None
    if found := _ISO.match(words):
        year, month, day = found.group(1), int(found.group(2)), found.group(3)
    elif found := _DAY_FIRST.match(words):
        day, name, year = found.groups()
        month = _month(name)
    elif found := _MONTH_FIRST.match(words):
        name, day, year = found.groups()
        month = _month(name)
    else:
        return None
    return (int(year) if year else None, month, int(day)) if month else None


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0


def latest_before(day: Day, written: date | None) -> date | None:
    """The date, its year being the last one in which it is not after the day of writing."""
    year, month, number = day
    if year is None and written is None:
        return None
    try:
        if year is not None or written is None:
            return date(year or 0, month, number)
        found = date(written.year, month, number)
        return found if found <= written else date(written.year - 1, month, number)
    except ValueError:  # 31 February
        return None


def day_of_writing(text: str, numbers: list[Number], published: str | None) -> date | None:
    """The date of publication, else the only full date that stands on a line of its own or in a dateline."""
    if published:
        try:
            return date.fromisoformat(published[:10])
        except ValueError:
            return None
    found = set()
    for number in numbers:
        line = text[text.rfind("\n", 0, number.start) + 1 : (text.find("\n", number.end) + 1 or len(text) + 1) - 1]
        if (
            number.form == "date"
            and len(line) < _LONGEST_LINE
            and not line.rstrip().endswith((".", "?", "!", "”", '"'))
        ):
            day = parse_day(text[number.start : number.end])
            if day is not None and day[0] is not None:
                found.add(latest_before(day, None))
    return found.pop() if len(found) == 1 else None


class DateFinder:
    """Gives contests the dates that their sentences state."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.cues = lexicon.cues
        self._polls = lexicon.cues["polls"] | lexicon.cues["dated_polls"]

    def set_dates(self, reading: Reading, contests: dict[int, Contest]) -> None:
        """Set the date of each contest for which the article states exactly one."""
        found: dict[int, dict[date, TextSpan]] = {}
        binder = reading.binder
        for sentence in reading.sentences:
            if sentence.words.isdisjoint(self._polls):
                continue
            named = {id(poll) for _, poll in binder.in_sentence(sentence.start, sentence.end)} if binder else set()
            polls = [key for key in named if key in contests] or (list(contests) if len(reading.polls) == 1 else [])
            for day, span in self._dates(sentence, reading):
                for key in polls:
                    found.setdefault(key, {}).setdefault(day, span)
        for key, days in found.items():
            if len(days) == 1:
                day, span = next(iter(days.items()))
                contests[key].date, contests[key].evidence["date"] = day.isoformat(), span

    def _dates(self, sentence: Sentence, reading: Reading) -> Iterator[tuple[date, TextSpan]]:
        items = sentence.items
        for i, item in enumerate(items):
            named = item.number is not None and item.number.form == "date"
            if item.quoted or item.previous or not (named or (item.low in WEEKDAYS and item.capital)):
                continue
            first = i - 1 if named and i and items[i - 1].low in WEEKDAYS else i
            if not self._of_the_poll(items, first, i):
                continue
            day: date | None = None
            if named and (words := parse_day(reading.text[item.start : item.end])):
                day = latest_before(words, reading.written)
                if day is not None and first < i and WEEKDAYS[day.weekday()] != items[first].low:
                    day = None  # the weekday and the date disagree
            elif not named and not (i + 1 < len(items) and items[i + 1].number):
                day = self._weekday(items, i, reading.written)
            if day is not None and (reading.written is None or day <= reading.written):
                yield day, TextSpan(items[first].start, item.end)

    def _of_the_poll(self, items: list[Item], first: int, last: int) -> bool:
        """ "Thursday's by-election", "the by-election on Thursday", "won a special election Tuesday"."""
        behind = [item.low for item in items[last + 1 : last + 6]]
        if behind[:1] in (["'s"], ["’s"]):
            noun = next((n for n, low in enumerate(behind) if low in self._polls), None)
            return noun is not None and all(item.word for item in items[last + 1 : last + 1 + noun])
        k = first - 1
        if k >= 0 and items[k].low in self._polls:
            return True
        if k < 0 or items[k].low not in {"on", "last"}:
            return False
        k -= items[k].low == "last" and items[k - 1].low == "on"
        k -= 1
        while k >= 0 and (items[k].low in self.cues["between_poll_and_date"] or (items[k].word and items[k].capital)):
            k -= 1
        return k >= 0 and items[k].low in self._polls and not self._earlier(items, k)

    def _earlier(self, items: list[Item], k: int) -> bool:
        """ "the last general election on 8 June": another poll."""
        return any(item.low in {"last", "previous", "next", "general"} for item in items[max(0, k - 3) : k])

    @staticmethod
    def _weekday(items: list[Item], i: int, written: date | None) -> date | None:
        before = items[i - 1].low if i else ""
        if written is None or before in {"next", "this", "coming"}:
            return None
        back = (written.weekday() - WEEKDAYS.index(items[i].low)) % 7
        return written - timedelta(days=back) if back else None
