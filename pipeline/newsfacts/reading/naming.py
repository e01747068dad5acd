"""article_id and source of files: the path below the given folder, made longer only where two would collide.

>>> from newsfacts.reading.naming import Location, name_articles
>>> [name.article_id for name in name_articles([Location("/a/north", "x.txt"), Location("/a/south", "x.txt")])]
['north/x', 'south/x']
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePath, PurePosixPath
from typing import NamedTuple

from newsfacts.reading.kinds import name_of


class Location(NamedTuple):
    """A file: the absolute path of the given folder, and the file's path below it with forward slashes."""

    folder: str
    below: str


class Name(NamedTuple):
    """What a file is called in the records."""

    article_id: str
    source: str


def name_articles(locations: Iterable[Location]) -> list[Name]:
    """A name for each location. Ids are distinct, unless two paths differ only in their Unicode normalisation."""
    locations = list(locations)
    forms = [[next(_forms(location))] for location in locations]
    depths = [0] * len(forms)
    while True:
        # Longer names may collide with names of other groups, so all are looked at again after each change.
        groups: dict[str, list[int]] = defaultdict(list)
        for index, depth in enumerate(depths):
            groups[forms[index][depth].article_id].append(index)
        for group in groups.values():
            for index in group if len(group) > 1 else ():
                if len(forms[index]) == 1:
                    forms[index] = list(_forms(locations[index]))
        longer = [
            index
            for group in groups.values()
            if len({forms[index][-1].article_id for index in group}) > 1
            for index in group
            if depths[index] + 1 < len(forms[index])
        ]
        if not longer:
            return [forms[index][depth] for index, depth in enumerate(depths)]
        for index in longer:
            depths[index] += 1


def _forms(location: Location) -> Iterator[Name]:
    folders = [part for part in PurePath(location.folder).parts if part != PurePath(location.folder).anchor]
    for depth in range(len(folders) + 1):
        path = PurePosixPath(*folders[len(folders) - depth :], location.below)
        source = printable(str(path))
        yield Name(normalise(name_of(str(path)).stem), source)
        yield Name(normalise(str(path)), source)


def normalise(path: str) -> str:
    """A path as part of an id."""
    return unicodedata.normalize("NFC", printable(path))


def printable(path: str) -> str:
    """Bytes of a file's name that are no UTF-8 as escapes like \\xff, so that the name can be written."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
