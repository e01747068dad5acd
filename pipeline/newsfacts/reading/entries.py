"""Sources -> a light entry for every article in them -> the articles, read wherever the work is done.

>>> from newsfacts.reading import Reader, find_entries, find_inputs
>>> entries = find_entries(find_inputs(["corpus/articles/copeland-stoke.txt"]).sources)
>>> [Reader().read(entry).article_id for entry in entries]
['copeland-stoke']
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

from newsfacts.errors import ArticleError, LanguageError
from newsfacts.reading.article import Article, check_text, clean_text, hash_text
from newsfacts.reading.content import Content
from newsfacts.reading.fields import FieldMap
from newsfacts.reading.hardness import check_hardness
from newsfacts.reading.inputs import Source
from newsfacts.reading.kinds import ARCHIVES, SINGLE, name_of
from newsfacts.reading.language import foreign
from newsfacts.reading.naming import normalise
from newsfacts.reading.walk import MAX_BYTES, Item, Place, read_single, walk


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a run: what it is called unless it has an id of its own, and where it can be read.

    `done` counts the bytes of the run's inputs before the article's end. Only standard input is carried along.
    """

    article_id: str
    source: str
    where: str
    path: str | None = None
    folder: str = ""  # where a relative path begins
    place: Place = field(default_factory=Place)
    done: int = 0
    data: bytes | None = None
    problem: str | None = None
    repeats: str | None = None


def find_entries(
    sources: Iterable[Source], mapping: FieldMap | None = None, passed_over: Counter[str] | None = None
) -> Iterator[Entry]:
    """Every article of the sources, in order; members of archives that are no articles are counted as passed over.

    Files are read only as far as it takes to tell where an article begins.
    """
    passed_over = Counter() if passed_over is None else passed_over
    done = 0
    for source in sources:
        size = size_of(source)
        kind = name_of(source.path.name).kind if source.path else None
        if source.problem or source.repeats:
            yield _entry(source, done=done + size, problem=source.problem, repeats=source.repeats)
        elif source.path is None:
            yield _from_stdin(source)
        elif kind in SINGLE:
            yield _entry(source, done=done + size)
        else:
            shared = _shared_stems(str(source.path)) if kind in ARCHIVES else frozenset()
            for item in walk(str(source.path), mapping or {}, passed_over):
                yield _numbered(source, item, shared, done + int(size * item.done))
        done += size


def size_of(source: Source) -> int:
    """The size of a source's file; 0 where there is none."""
    try:
        return os.stat(source.path).st_size if source.path else 0  # noqa: PTH116  # on a million of them
    except OSError:
        return 0


def _entry(source: Source, **values: object) -> Entry:
    path = str(source.path) if source.path else None
    return Entry(source.article_id, source.source, source.where, path, **values)  # type: ignore[arg-type]


def _from_stdin(source: Source) -> Entry:
    if sys.stdin is None:
        return _entry(source, problem="standard input is closed; pipe a text into it")
    return _entry(source, data=sys.stdin.buffer.read(MAX_BYTES + 1))


def _shared_stems(path: str) -> frozenset[str]:
    """Names without suffix that several articles of an archive have."""
    stems = Counter(_stem(name) for name in dict.fromkeys(item.member for item in walk(path, {}, Counter())))
    return frozenset(stem for stem, count in stems.items() if count > 1)


def _stem(member: str) -> str:
    return normalise(name_of(member).stem)


def _numbered(source: Source, item: Item, shared: frozenset[str], done: int) -> Entry:
    article_id, name = source.article_id, source.source
    if item.member:
        stem = _stem(item.member)
        article_id += f"/{normalise(item.member) if stem in shared else stem}"
        name += f"/{item.member}"
    where = f"{source.where}/{item.member}" if item.member else source.where
    number = f"#{item.place.record}" if item.numbered else ""
    return Entry(article_id + number, name + number, where + number, str(source.path), "", item.place, done)


class Reader:
    """Reads articles. Those of one file are found fastest in their order."""

    def __init__(self, mapping: FieldMap | None = None) -> None:
        self._mapping = mapping or {}
        self._path: str | None = None
        self._items: Generator[Item] | Iterator[Item] = iter(())
        self._last = Place()

    def read(self, entry: Entry) -> Article:
        """Read one article.

        Raises:
            ArticleError: it cannot be read as an article; the message names it and the remedy.
            LanguageError: it is not in English.
        """
        if entry.problem:
            raise ArticleError(f"{entry.where}: {entry.problem}")
        return _to_article(self._content(entry), entry)

    def _content(self, entry: Entry) -> Content:
        if entry.data is not None:
            return read_single(io.BytesIO(entry.data), "text", entry.where)
        assert entry.path is not None
        place = entry.place
        # Where a file can be entered anywhere, articles that others read are jumped over.
        ahead = self._last < place and (not place.offset or place.record == self._last.record + 1)
        if entry.path != self._path or not ahead:
            self.close()
            self._path, self._items = entry.path, walk(entry.path, self._mapping, Counter(), place, entry.folder)
        for item in self._items:
            self._last = item.place
            if item.place == place:
                return item.load()
            if item.place > place:
                break
        raise ArticleError(f"{entry.where}: it is no longer where it was found; run again when the file is at rest")

    def close(self) -> None:
        """Let go of the file that was read last."""
        if isinstance(self._items, Generator):
            self._items.close()
        self._path, self._items, self._last = None, iter(()), Place(-1)


def read_source(source: Source) -> Article:
    """Read a source that is one article.

    Raises:
        ArticleError: it cannot be read; the message names it and the remedy.
    """
    reader = Reader()
    try:
        return reader.read(next(find_entries([source])))
    finally:
        reader.close()


def _to_article(content: Content, entry: Entry) -> Article:
    text = clean_text(content.text)
    check_text(text, entry.where)
    check_hardness(text, entry.where)
    if language := foreign(text, content.language):
        raise LanguageError(f"{entry.where}: the article is in {language}, and only English is read")
    article_id = content.article_id or entry.article_id or f"sha256:{hash_text(text)}"
    return Article(
        clean_text(article_id), entry.source, text, content.encoding,
        title=_clean(content.title), url=_clean(content.url), publisher=_clean(content.publisher),
        published=content.published, language=_clean(content.language),
    )  # fmt: skip


def _clean(value: str | None) -> str | None:
    """A value in one line that any JSON writer takes."""
    return " ".join(clean_text(value).split()) or None if value else None
