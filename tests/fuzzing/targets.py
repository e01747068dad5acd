"""What atheris aims at: the reading of each kind of file, and the annotating of any text.

>>> sorted(SEEDS)[:4]
['annotate', 'html', 'jsonl', 'jsonl.gz']
"""

from __future__ import annotations

import bz2
import functools
import gzip
import random
from collections.abc import Callable
from pathlib import Path

import newsfacts.one_thread  # noqa: F401  # before anything loads numpy

# isort: split
import zstandard

from newsfacts.errors import ArticleError
from newsfacts.extraction import Extractor
from newsfacts.reading import Article, Reader, find_entries, find_inputs
from tests.fuzzing.checking import check_article
from tests.fuzzing.made_articles import make_article
from tests.fuzzing.mutations import mutate
from tests.made_archives import jsonl, page, parquet, story, tarred, warc, zipped

ANNOTATE = "annotate"
_HEAD = (
    '<title>Oak wins</title><meta property="article:published_time" content="2017-02-24T08:00:00Z">'
    '<meta property="og:site_name" content="Post"><link rel="canonical" href="https://a.example/oak">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2017-02-24"}</script>'
)


def attack(name: str, data: bytes, folder: Path) -> int:
    """Read the bytes as a file of that kind, or annotate them; returns the number of articles.

    An article that is refused with its reason is fine; any other exception is a finding.
    """
    if name == ANNOTATE:
        text = data.decode("utf-8", "replace")
        if not text.strip():
            return 0
        check_article(_extractor(), Article.from_text(text, "fuzzed"), folder)
        return 1
    file = folder / f"fuzzed.{name}"
    file.write_bytes(data)
    reader = Reader()
    read = 0
    for entry in find_entries(find_inputs([str(file)]).sources):
        try:
            reader.read(entry)
            read += 1
        except ArticleError:
            continue
    reader.close()
    return read


@functools.cache
def _extractor() -> Extractor:
    return Extractor()


def _texts() -> list[bytes]:
    return [
        story(1).encode(),
        "“Jà” – said Ms Oak.".encode("utf-16"),
        "The caf\xe9 – won".encode("cp1252"),
        story(2).encode("utf-32"),
    ]


def _pages() -> list[bytes]:
    return [
        page(make_article(random.Random(1)), _HEAD),
        page(f"caf\xe9 {story(2)}").decode().encode("latin-1"),
    ]


def _records(count: int = 3) -> bytes:
    fields = {"date": "2017-02-24", "title": "Oak", "url": None}
    return jsonl([{"id": str(number), "text": story(number), **fields} for number in range(count)])


def _web() -> bytes:
    return warc(
        ("https://a.example/1", "text/html; charset=utf-8", page(story(1), _HEAD)),
        ("https://a.example/2", "text/html\r\nContent-Encoding: gzip", gzip.compress(page(story(2)))),
    )


def _to_annotate() -> list[bytes]:
    made = [make_article(random.Random(number)) for number in range(60)]
    return [
        text.encode("utf-8", "replace") for text in [*made, *(mutate(2, number).text[:900] for number in range(60))]
    ]


# Small good files for the fuzzer to begin with.
SEEDS: dict[str, Callable[[], list[bytes]]] = {
    ANNOTATE: _to_annotate,
    "txt": _texts,
    "html": _pages,
    "jsonl": lambda: [_records()],
    "warc": lambda: [_web()],
    "zip": lambda: [zipped({"a.txt": story(1).encode(), "b/c.jsonl": _records(), "d.html": page(story(3))})],
    "tar": lambda: [tarred({"a.txt": story(1).encode(), "b.jsonl": _records()})],
    "parquet": lambda: [parquet({"text": [story(1), story(2)], "title": ["Oak", None]})],
    "txt.gz": lambda: [gzip.compress(story(1).encode())],
    "txt.bz2": lambda: [bz2.compress(story(1).encode())],
    "txt.zst": lambda: [zstandard.compress(story(1).encode())],
    "warc.gz": lambda: [gzip.compress(_web())],
    "tar.gz": lambda: [gzip.compress(tarred({"a.txt": story(1).encode()}))],
    "jsonl.gz": lambda: [gzip.compress(_records())],
}
