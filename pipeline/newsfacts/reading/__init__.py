"""Files, folders, globs and standard input -> articles."""

from newsfacts.reading.article import MAX_CHARACTERS, Article
from newsfacts.reading.entries import Entry, Reader, find_entries, read_source
from newsfacts.reading.inputs import Inputs, Source, find_inputs

__all__ = [
    "MAX_CHARACTERS",
    "Article",
    "Entry",
    "Inputs",
    "Reader",
    "Source",
    "find_entries",
    "find_inputs",
    "read_source",
]
