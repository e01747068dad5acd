"""What the user names -> the articles' sources, in an order that does not depend on the file system.

>>> from newsfacts.reading import find_inputs, read_source
>>> inputs = find_inputs(["corpus/articles/copeland-stoke.txt"])
>>> [read_source(source).article_id for source in inputs.sources]
['copeland-stoke']
"""

from __future__ import annotations

import fnmatch
import glob
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsfacts.errors import ArticleError
from newsfacts.reading.article import MAX_CHARACTERS, Article
from newsfacts.reading.naming import Location, name_articles, printable
from newsfacts.reading.text import decode

STDIN = "-"
FORMATS: dict[str, Callable[[bytes, str], tuple[str, str]]] = {".txt": decode}
_SUFFIXES = ", ".join(FORMATS)
_MAX_BYTES = 4 * MAX_CHARACTERS  # no encoding takes more for a character


@dataclass(frozen=True, slots=True)
class Source:
    """One input of a run: what it is called, and the file to read, or why there is none.

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
            yield _Found(name, path, f"no article in this folder; name one that holds {_SUFFIXES} files")
    elif not os.path.lexists(path) and glob.has_magic(name):
        found = list(_match(name, passed_over))
        yield from found
        if not found:
            yield _Found(name, path, f"no article matches; quote a pattern that {_SUFFIXES} files match")
    elif problem := _unreachable(path):
        yield _Found(name, path, problem)
    elif path.suffix.lower() not in FORMATS:
        yield _Found(name, path, f"not a recognised kind of file ({_SUFFIXES}); convert it, or pipe its text into -")
    else:
        yield _Found(str(path.parent), path)


def _unreachable(path: Path) -> str | None:
    try:
        path.lstat()
    except FileNotFoundError:
        return "no such file or folder; check the name"
    except OSError as error:
        return f"cannot be read ({_reason(error)}); {_remedy(error)}"
    return None


def _search(
    folder: Path, root: Path, passed_over: Counter[str], wanted: Callable[[Path], bool] = lambda path: True
) -> Iterator[_Found]:
    """Recognised and wanted files below a folder. Links to folders and links out of the root are not followed."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield _Found(str(root), folder, f"the folder cannot be searched ({_reason(error)}); check its permissions")
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
        elif path.suffix.lower() in FORMATS:
            yield _Found(str(root), path)
        else:
            passed_over[printable(path.suffix.lower()) or "no suffix"] += 1


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
        if path.suffix.lower() in FORMATS:
            yield _Found(str(folder), path)
        else:
            passed_over[printable(path.suffix.lower()) or "no suffix"] += 1


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


def read_source(source: Source) -> Article:
    """Read one source.

    Raises:
        ArticleError: it cannot be read as an article; the message names it and the remedy.
    """
    if source.problem:
        raise ArticleError(f"{source.where}: {source.problem}")
    data = _read_bytes(source)
    if not data.strip():
        raise ArticleError(f"{source.where}: the file is empty; remove it or fetch it again")
    suffix = source.path.suffix.lower() if source.path else ".txt"
    text, encoding = FORMATS[suffix](data, source.where)
    return Article.from_text(text, source.article_id or None, source.source, encoding)


def _read_bytes(source: Source) -> bytes:
    """The input's bytes, refused before they are read where they are no file or too many."""
    if source.path is None:
        if sys.stdin is None:
            raise ArticleError(f"{source.where}: standard input is closed; pipe a text into it")
        data = sys.stdin.buffer.read(_MAX_BYTES + 1)
    else:
        try:
            status = source.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise ArticleError(f"{source.where}: this is a pipe, socket or device; pipe its text into - instead")
            with source.path.open("rb") as file:
                data = file.read(_MAX_BYTES + 1)
        except OSError as error:
            raise ArticleError(f"{source.where}: cannot be read ({_reason(error)}); {_remedy(error)}") from error
    if len(data) > _MAX_BYTES:
        raise ArticleError(
            f"{source.where}: more than {_MAX_BYTES:,} bytes, but an article has at most {MAX_CHARACTERS:,} "
            "characters; split it into articles"
        )
    return data


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _remedy(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "check the name, or where the link leads"
    return "check its permissions"
