"""What a file's name says about it: the kind of article or archive, and how it is compressed.

>>> from newsfacts.reading.kinds import name_of
>>> name_of("2017/ayton.jsonl.gz")
FileName(stem='2017/ayton', kind='jsonl', compression='.gz')
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from newsfacts.reading.compression import COMPRESSIONS

Kind = Literal["text", "html", "jsonl", "warc", "parquet", "zip", "tar"]

_KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".parquet": "parquet",
    ".zip": "zip",
    ".tar": "tar",
}
_SHORT = {".tgz": (".tar", ".gz"), ".tbz2": (".tar", ".bz2"), ".tzst": (".tar", ".zst")}
SINGLE: frozenset[Kind] = frozenset({"text", "html"})  # one article each
MAX_PAGE = 16 * 1024 * 1024  # bytes of an HTML page
ARCHIVES: frozenset[Kind] = frozenset({"zip", "tar"})
READ_KINDS = ".txt, .html, .jsonl, .warc, .parquet, .zip or .tar, also with .gz, .zst or .bz2"


class FileName(NamedTuple):
    """A file's name taken apart: without its suffixes, and what they stand for; kind None: not recognised."""

    stem: str
    kind: Kind | None
    compression: str | None = None


def name_of(path: str) -> FileName:
    """The parts of a path with forward slashes. Only the name of a recognised kind loses more than its last suffix."""
    stem, suffix = _split(path)
    compression = None
    if suffix.lower() in COMPRESSIONS:
        inner, kind_suffix = _split(stem)
        compression = suffix.lower()
    elif suffix.lower() in _SHORT:
        inner = stem
        kind_suffix, compression = _SHORT[suffix.lower()]
    else:
        inner, kind_suffix = stem, suffix
    kind = _KINDS.get(kind_suffix.lower())
    return FileName(inner, kind, compression) if kind else FileName(stem, None)


def suffix_of(path: str) -> str:
    """The last suffix in lower case, for the count of files that were passed over."""
    return _split(path)[1].lower()


def _split(path: str) -> tuple[str, str]:
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    return (folder + slash + stem, dot + suffix) if stem.strip(".") else (path, "")
