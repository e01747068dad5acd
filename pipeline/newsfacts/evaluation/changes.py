"""Facts gained, lost and changed between two extractions of the same articles.

Facts are plain dictionaries here, as an older version of newsfacts may have written other fields. A fact is the same
if its id is: an id holds the offsets of votes, shares and quotes, and the names of people, parties and contests.

>>> from newsfacts.evaluation.changes import compare, describe
>>> mention = {"start": 0, "end": 6, "text": "Labour"}
>>> party = {"type": "party", "id": "0f0e0d0c0b0a0908", "article_id": "a", "name": "Labour", "mentions": [mention]}
>>> [describe(change) for change in compare([], [party])]
["+ a 0 party: name 'Labour'"]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Fact = dict[str, Any]
# What tells a reader which fact it is; a change names every other field that differs too.
_SHOWN = {
    "person": ("name", "party", "roles"),
    "party": ("name",),
    "contest": ("place", "kind", "winner", "winner_party", "outcome", "from_party", "majority", "turnout_percent"),
    "vote_count": ("votes", "candidate", "option", "party", "contest", "stage"),
    "vote_share": ("percent", "change", "candidate", "option", "party", "contest", "stage"),
    "quote": ("kind", "polarity", "speaker", "cue", "text"),
}
_MOST = 90  # characters of a value that are shown


class Change(NamedTuple):
    """One fact before and after: gained where there is no before, lost where there is no after."""

    before: Fact | None
    after: Fact | None

    @property
    def fact(self) -> Fact:
        """The fact as it is now, or was."""
        return self.after or self.before or {}


def compare(before: Iterable[Fact], after: Iterable[Fact]) -> list[Change]:
    """The changes in the order of the articles' ids and of the places in them."""
    old, new = ({(fact["article_id"], fact["id"]): fact for fact in facts} for facts in (before, after))
    changes = (Change(old.get(key), new.get(key)) for key in old.keys() | new.keys())
    return sorted((change for change in changes if _differences(change)), key=_place)


def describe(change: Change) -> str:
    """One line: + gained, - lost, ~ said otherwise."""
    fact = change.fact
    head = f"{fact['article_id']} {_start(fact)} {fact['type']}: "
    if change.before and change.after:
        differences = ", ".join(f"{name} {_value(old)} -> {_value(new)}" for name, old, new in _differences(change))
        return f"~ {head}{_value(_title(fact))}: {differences}"
    shown = (name for name in _SHOWN[fact["type"]] if fact.get(name) not in (None, []))
    said = ", ".join(f"{name} {_value(fact[name])}" for name in shown)
    return f"{'+' if change.after else '-'} {head}{said}"


def _differences(change: Change) -> list[tuple[str, Any, Any]]:
    """Field, value before, value after. Ids of other facts differ only where these facts are changes themselves."""
    before, after = change.before or {}, change.after or {}
    if change.fact["type"] == "article":  # versions, not facts
        return []
    names = [name for name in {**before, **after} if not name.endswith("_id")]
    return [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


def _title(fact: Fact) -> Any:
    return next((fact[name] for name in ("name", "place", "text", "evidence") if fact.get(name)), None)


def _value(value: Any) -> str:
    shown = repr(_texts(value))
    return shown if len(shown) <= _MOST else f"{shown[: _MOST - 1]}…"


def _texts(value: Any) -> Any:
    """The value with the words of spans for the spans."""
    if isinstance(value, list):
        return [_texts(item) for item in value]
    if isinstance(value, dict):
        return value["text"] if "text" in value else {key: _texts(item) for key, item in value.items()}
    return value


def _place(change: Change) -> tuple[str, int, str, str]:
    fact = change.fact
    return fact["article_id"], _start(fact), fact["type"], fact["id"]


def _start(fact: Fact) -> int:
    """Where the fact is first read from."""
    return min(_starts([fact.get("mentions"), fact.get("content"), fact.get("evidence")]), default=0)


def _starts(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for item in value:
            yield from _starts(item)
    elif isinstance(value, dict) and isinstance(value.get("start"), int):
        yield value["start"]
    elif isinstance(value, dict):
        yield from _starts(list(value.values()))
