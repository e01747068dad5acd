"""What the user names -> the articles' sources, in an order that does not depend on the file system.

>>> from newsfacts.reading import find_inputs
>>> [source.article_id for source in find_inputs(["corpus/articles/copeland-stoke.txt"]).sources]
['copeland-stoke']
"""

from __future__ import annotations

import fnmatch
import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsfacts.reading.kinds import READ_KINDS, name_of, suffix_of
from newsfacts.reading.naming import Location, name_articles, printable
from newsfacts.reading.walk import reason_of

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One input of a run: what its article, or all of them, are called, and the file to read, or why there is none.

    `problem` says why it cannot be read, `repeats` that the same file was named before.
    """

    article_id: str
    source: str
    path: Path | None = None
    problem: str | None = None
    repeats: str | None = None

    @property
    def where(self) -> str:
        """What to call the source in a message."""
        return printable(str(self.path)) if self.path else self.source


@dataclass(frozen=True, slots=True)
class Inputs:
    """All sources of a run in order, and how many other files were passed over, by suffix or kind."""

    sources: tuple[Source, ...]
    passed_over: Counter[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A file below a given folder, or a problem in place of one."""

    folder: str
    path: Path
    problem: str | None = None


def find_inputs(names: Iterable[str]) -> Inputs:
    """The sources that files, folders, globs and - stand for: given order, sorted within a folder or glob."""
    passed_over: Counter[str] = Counter()
    found = [item for name in names for item in _expand(name, passed_over)]
    files = [item for item in found if isinstance(item, _Found) and not item.problem]
    locations = (
        Location(os.path.realpath(item.folder), Path(os.path.relpath(item.path, item.folder)).as_posix())
        for item in files
    )
    named = {id(item): name for item, name in zip(files, name_articles(locations), strict=True)}
    sources: list[Source] = []
    for item in found:
        if not isinstance(item, _Found):
            sources.append(Source("", STDIN))
        elif item.problem:
            label = printable(str(item.path))
            sources.append(Source(label, label, item.path, problem=item.problem))
        else:
            sources.append(Source(*named[id(item)], item.path))
    return Inputs(tuple(_mark_repeated(sources)), passed_over)


def _expand(name: str, passed_over: Counter[str]) -> Iterator[_Found | None]:
    """The files that one INPUT stands for; None for standard input."""
    path = Path(name)
    if name == STDIN:
        yield None
    elif not name:
        yield _Found(name, path, "an empty name; name a file, a folder or a pattern")
    elif os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises where a name is too long or a folder closed
        found = list(_search(path, path, passed_over))
        yield from found
        if not found:
            yield _Found(name, path, f"no article in this folder; name one that holds {READ_KINDS} files")
    elif not os.path.lexists(path) and glob.has_magic(name):
        found = list(_match(name, passed_over))
        yield from found
        if not found:
            yield _Found(name, path, f"no article matches; quote a pattern that {READ_KINDS} files match")
    elif problem := _unreachable(path):
        yield _Found(name, path, problem)
    elif not _is_read(path):
        yield _Found(name, path, f"not a recognised kind of file ({READ_KINDS}); convert it, or pipe its text into -")
    else:
        yield _Found(str(path.parent), path)


def _unreachable(path: Path) -> str | None:
    try:
        path.lstat()
    except FileNotFoundError:
        return "no such file or folder; check the name"
    except OSError as error:
        return f"cannot be read ({reason_of(error)}); check its permissions"
    return None


def _is_read(path: Path) -> bool:
    return name_of(path.name).kind is not None


def _search(
    folder: Path, root: Path, passed_over: Counter[str], wanted: Callable[[Path], bool] = lambda path: True
) -> Iterator[_Found]:
    """Recognised and wanted files below a folder. Links to folders and links out of the root are not followed."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield _Found(str(root), folder, f"the folder cannot be searched ({reason_of(error)}); check its permissions")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            passed_over["hidden"] += 1
        elif entry.is_dir(follow_symlinks=False):
            yield from _search(path, root, passed_over, wanted)
        elif entry.is_symlink() and (os.path.isdir(path) or not _is_inside(path, root)):  # noqa: PTH112
            passed_over["links"] += 1
        elif not wanted(path):
            continue
        elif _is_read(path):
            yield _Found(str(root), path)
        else:
            passed_over[printable(suffix_of(path.name)) or "no suffix"] += 1


def _is_inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _match(pattern: str, passed_over: Counter[str]) -> Iterator[_Found]:
    """Recognised files that a pattern matches, named from the pattern's last folder without a wildcard.

    ** is searched like a folder, for `glob` would follow links that lead round in circles.
    """
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    folder = Path(*parts[:fixed])
    if "**" in parts:
        rest = parts[fixed:]
        if os.path.isdir(folder):  # noqa: PTH112
            yield from _search(folder, folder, passed_over, lambda path: _fits(path.relative_to(folder).parts, rest))
        return
    for name in sorted(glob.glob(pattern)):  # noqa: PTH207  # pathlib knows no pattern with its folder
        path = Path(name)
        if os.path.isdir(path):  # noqa: PTH112
            continue
        if _is_read(path):
            yield _Found(str(folder), path)
        else:
            passed_over[printable(suffix_of(path.name)) or "no suffix"] += 1


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path's parts fit a pattern's; ** fits any number of them."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return _fits(parts, pattern[1:]) or (bool(parts) and _fits(parts[1:], pattern))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def _mark_repeated(sources: Iterable[Source]) -> Iterator[Source]:
    """Say which sources are files that came before, and which have an id that another file has."""
    files: dict[str, str] = {}
    owners: dict[str, str] = {}
    for source in sources:
        real = os.path.realpath(source.path) if source.path else STDIN
        if source.problem:
            yield source
        elif real in files:
            yield replace(source, repeats=f"{source.where}: the same input as {files[real]}, which comes before it")
        elif source.article_id in owners:
            other = owners[source.article_id]
            yield replace(source, problem=f"its id {source.article_id!r} is that of {other} too; rename one of them")
        else:
            files[real] = source.where
            if source.article_id:
                owners[source.article_id] = source.where
            yield source
