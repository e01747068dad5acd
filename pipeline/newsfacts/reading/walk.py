"""An input file -> the articles in it, one after the other, however it is packed.

    >>> from collections import Counter
    >>> from newsfacts.reading.walk import walk
    >>> [(item.place, item.load().text[:12]) for item in walk("corpus/articles/copeland-stoke.txt", {}, Counter())]
    [(Place(member=0, record=0, offset=0), 'Jeremy Corby')]

What is wrong with an article, or with all that is left of a file, is said when it is loaded; so nothing is lost
silently, and the walk itself never fails.
"""

from __future__ import annotations

import io
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, NamedTuple

from newsfacts.errors import ArticleError
from newsfacts.reading import jsonl
from newsfacts.reading.archives import Member, tar_members, zip_members
from newsfacts.reading.article import MAX_CHARACTERS
from newsfacts.reading.compression import Meter, decompressed
from newsfacts.reading.content import Content
from newsfacts.reading.fields import FieldMap, to_content
from newsfacts.reading.kinds import ARCHIVES, MAX_PAGE, FileName, Kind, name_of, suffix_of
from newsfacts.reading.naming import printable
from newsfacts.reading.text import decode

MAX_BYTES = 4 * MAX_CHARACTERS  # of a text; no encoding takes more for a character
MAX_BUFFERED = 256 * 1024 * 1024  # bytes of a packed file that can only be read as a whole


class Place(NamedTuple):
    """Where an article is in its file: member of an archive, number among the records, byte of a plain file."""

    member: int = 0
    record: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An article on the way; `load` works until the next one is asked for.

    `member` is the path within an archive, `numbered` says that the file holds many, `done` is the share of the file
    that lies before the article.
    """

    place: Place
    member: str
    numbered: bool
    load: Callable[[], Content]
    done: float


def walk(
    path: str, mapping: FieldMap, passed_over: Counter[str], start: Place | None = None, folder: str = ""
) -> Iterator[Item]:
    """The articles of a file, in its order; from a place of an earlier walk on, or somewhat before it.

    A relative path is one from the folder, which messages do not name.
    """
    return _Walk(path, mapping, passed_over, start or Place(), folder).items()


class _Walk:
    def __init__(self, path: str, mapping: FieldMap, passed_over: Counter[str], start: Place, folder: str) -> None:
        self.path = path
        self.folder = folder
        self.where = printable(path)
        self.mapping = mapping
        self.passed_over = passed_over
        self.start = start
        self.place = Place()
        self.size = 1
        self.file: IO[bytes] = io.BytesIO()

    def items(self) -> Iterator[Item]:
        name = name_of(self.path)
        found = False
        try:
            with _open(Path(self.folder, self.path), self.where) as self.file:
                self.size = max(1, os.fstat(self.file.fileno()).st_size)
                meter = Meter(self.where, self.size)
                inside = self._members(name, meter) if name.kind in ARCHIVES else self._contents(name, meter)
                for item in inside:
                    found = True
                    yield item
                if not found and self.start == Place():
                    raise ArticleError(f"{self.where}: no article in this file; name one that holds some")
        except Exception as error:  # whatever a library makes of one file, the others go on
            problem = error if isinstance(error, ArticleError) else _unforeseen(error, self.where)
            yield self._problem(problem) if found else self._item(None, _raising(problem), self.start)

    def _members(self, name: FileName, meter: Meter) -> Iterator[Item]:
        file = decompressed(self.file, name.compression, meter)
        if name.kind == "zip":
            members = zip_members(_seekable(file, self.where), self.where, self.start.member)
        else:
            members = tar_members(file, self.where, self.start.member)
        for member in members:
            self.place = Place(member.number)
            inner = name_of(member.name)
            if member.passed_over or inner.kind is None:
                self.passed_over[member.passed_over or suffix_of(member.name) or "no suffix"] += 1
                continue
            try:
                if inner.kind in ARCHIVES:
                    where = f"{self.where}/{member.name}"
                    raise ArticleError(f"{where}: this is an archive within an archive; unpack it")
                yield from self._contents(inner, member.meter, member)
            except ArticleError as error:
                yield self._problem(error, member)

    def _contents(self, name: FileName, meter: Meter, member: Member | None = None) -> Iterator[Item]:
        """The articles of a file that is no archive, or of a member of one."""
        where = f"{self.where}/{member.name}" if member else self.where
        file = decompressed(member.open() if member else self.file, name.compression, meter)
        # A plain file is entered where the article begins; everything else is read up to it.
        plain = member is None and name.compression is None
        start = self.start if plain else Place()
        if name.kind == "jsonl":
            yield from self._lines(file, member, where, start, plain)
        elif name.kind == "warc":
            yield from self._pages(file, member, where, start, plain)
        elif name.kind == "parquet":
            yield from self._rows(file, member, where, start)
        else:
            yield self._item(member, lambda: _read_single(file, name, where))

    def _lines(self, file: IO[bytes], member: Member | None, where: str, start: Place, plain: bool) -> Iterator[Item]:
        file.seek(start.offset) if start.offset else None
        for line in jsonl.lines(file, max(1, start.record), start.offset):
            self.place = Place(self.place.member, line.number, line.offset if plain else 0)

            def load(line: jsonl.Line = line) -> Content:
                label = f"{where}, line {line.number}"
                return to_content(jsonl.parse(line, label), self.mapping, label)

            yield self._item(member, load)

    def _pages(self, file: IO[bytes], member: Member | None, where: str, start: Place, plain: bool) -> Iterator[Item]:
        from newsfacts.reading import warc

        file.seek(start.offset) if start.offset else None
        pages = warc.pages(file, where, self.passed_over, start.offset)
        for number, page in enumerate(pages, max(1, start.record)):
            self.place = Place(self.place.member, number, page.offset if plain else 0)

            def load(page: warc.Page = page, number: int = number) -> Content:
                return page.read(f"{where}, page {number}")

            yield self._item(member, load)

    def _rows(self, file: IO[bytes], member: Member | None, where: str, start: Place) -> Iterator[Item]:
        from newsfacts.reading.parquet import Table

        table = Table(_seekable(file, where), where, self.mapping)
        for number in range(max(1, start.record), len(table) + 1):
            self.place = Place(self.place.member, number)

            def load(number: int = number) -> Content:
                label = f"{where}, row {number}"
                return to_content(table.row(number - 1), self.mapping, label)

            yield self._item(member, load)

    def _item(self, member: Member | None, load: Callable[[], Content], place: Place | None = None) -> Item:
        place = place or self.place
        done = 1.0 if self.file.closed else min(1.0, self.file.tell() / self.size)
        return Item(place, member.name if member else "", place.record > 0, load, done)

    def _problem(self, error: ArticleError, member: Member | None = None) -> Item:
        """Stands for what cannot be read from here on."""
        numbered = self.place.record > 0
        self.place = Place(self.place.member, self.place.record + 1)
        return replace(self._item(member, _raising(error)), numbered=numbered)


def _raising(error: ArticleError) -> Callable[[], Content]:
    def load() -> Content:
        raise ArticleError(str(error))

    return load


def _unforeseen(error: Exception, where: str) -> ArticleError:
    return ArticleError(f"{where}: reading failed ({type(error).__name__}: {error}); report it with the file")


def _open(path: Path, where: str) -> IO[bytes]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ArticleError(f"{where}: this is a pipe, socket or device; pipe its text into - instead")
        return path.open("rb")
    except OSError as error:
        raise ArticleError(f"{where}: cannot be read ({reason_of(error)}); {remedy_for(error)}") from error


def _read_single(file: IO[bytes], name: FileName, where: str) -> Content:
    try:
        return read_single(file, name.kind or "text", where)
    except OSError as error:
        raise ArticleError(f"{where}: cannot be read ({reason_of(error)}); {remedy_for(error)}") from error


def read_single(file: IO[bytes], kind: Kind, where: str) -> Content:
    """The article that a text or a page is.

    Raises:
        ArticleError: it is none, or too long.
    """
    most = MAX_BYTES if kind == "text" else MAX_PAGE
    data = file.read(most + 1)
    if len(data) > most:
        raise ArticleError(
            f"{where}: more than {most:,} bytes, but an article has at most {MAX_CHARACTERS:,} characters; "
            "split it into articles"
        )
    if not data.strip():
        raise ArticleError(f"{where}: the file is empty; remove it or fetch it again")
    if kind == "html":
        from newsfacts.reading.html import read_page

        return read_page(data, where)
    return Content(*decode(data, where))


def _seekable(file: IO[bytes], where: str) -> IO[bytes]:
    """The file itself, or its bytes in memory where it is packed: some kinds cannot be read from front to end."""
    if isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO):
        return file
    data = file.read(MAX_BUFFERED + 1)
    if len(data) > MAX_BUFFERED:
        raise ArticleError(f"{where}: more than {MAX_BUFFERED:,} bytes within another file; unpack it")
    return io.BytesIO(data)


def reason_of(error: OSError) -> str:
    """What the system says, for the middle of a sentence."""
    return (error.strerror or str(error)).lower()


def remedy_for(error: OSError) -> str:
    """What to do about it."""
    if isinstance(error, FileNotFoundError):
        return "check the name, or where the link leads"
    return "check its permissions"
