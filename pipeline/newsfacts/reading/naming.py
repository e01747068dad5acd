"""article_id and source of files: the path below the given folder, made longer only where two would collide.

>>> from newsfacts.reading.naming import Location, name_articles
>>> [name.article_id for name in name_articles([Location("/a/north", "x.txt"), Location("/a/south", "x.txt")])]
['north/x', 'south/x']
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath, PurePosixPath
from typing import NamedTuple


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
    groups: dict[str, list[int]] = defaultdict(list)
    for index, location in enumerate(locations):
        groups[next(_forms(location)).article_id].append(index)
    names: dict[int, Name] = {}
    for group in groups.values():
        names.update(zip(group, _tell_apart([locations[index] for index in group]), strict=True))
    return [names[index] for index in range(len(locations))]


def _tell_apart(group: Sequence[Location]) -> list[Name]:
    """The first forms of the group's names that are all different: the suffix kept, then folders put before."""
    first = [next(_forms(location)) for location in group]
    for forms in zip(*(_forms(location) for location in group), strict=False):
        if len({name.article_id for name in forms}) == len(group):
            return list(forms)
    return first


def _forms(location: Location) -> Iterator[Name]:
    folders = [part for part in PurePath(location.folder).parts if part != PurePath(location.folder).anchor]
    for depth in range(len(folders) + 1):
        path = PurePosixPath(*folders[len(folders) - depth :], location.below)
        source = printable(str(path))
        yield Name(_normalise(str(path.with_suffix(""))), source)
        yield Name(_normalise(str(path)), source)


def _normalise(path: str) -> str:
    return unicodedata.normalize("NFC", printable(path))


def printable(path: str) -> str:
    """Bytes of a file's name that are no UTF-8 as U+FFFD, so that the name can be written."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
