"""What one article of an input says, before it is an Article.

>>> from newsfacts.reading.content import iso_date
>>> iso_date("Fri, 24 Feb 2017 08:00:00 GMT"), iso_date(1487923200), iso_date("last week")
('2017-02-24T08:00:00+00:00', '2017-02-24T08:00:00+00:00', None)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_MILLISECONDS = 10**11  # a number of seconds as large lies in the year 5138


@dataclass(frozen=True, slots=True)
class Content:
    """Text and metadata of one article; `article_id` only where the source gives one."""

    text: str
    encoding: str
    article_id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


def iso_date(value: Any) -> str | None:
    """A date or time in ISO 8601; None for what is no date, or one that cannot be told for certain."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
        try:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            return None
    if not isinstance(value, str):
        return None
    value = value.strip()
    try:
        return datetime.fromisoformat(value).isoformat() if len(value) > 10 else date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, IndexError, TypeError):
        return None
