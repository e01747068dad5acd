"""Files, folders, globs and standard input -> articles."""

from newsfacts.reading.article import MAX_CHARACTERS, Article
from newsfacts.reading.inputs import Inputs, Source, find_inputs, read_source

__all__ = ["MAX_CHARACTERS", "Article", "Inputs", "Source", "find_inputs", "read_source"]
