"""The errors newsfacts raises. Every message says where, what is wrong, and what to do about it."""

from __future__ import annotations


class NewsfactsError(Exception):
    """Base of every error that newsfacts raises on purpose."""


class ArticleError(NewsfactsError):
    """One input cannot be read as an article; the others still can."""


class LanguageError(ArticleError):
    """An article is not in English: it is skipped."""


class ModelError(NewsfactsError):
    """The base model or the knowledge that the pipeline needs cannot be loaded."""


class RecordError(NewsfactsError):
    """A line of facts is not a valid record."""

    of_article = False  # whether the line is that of an article
