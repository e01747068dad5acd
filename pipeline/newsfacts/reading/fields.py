"""A record of a JSONL or Parquet file -> an article's content, by the names of its fields.

>>> from newsfacts.reading.fields import parse_mapping, to_content
>>> record = {"Body": "Labour held.", "meta": {"head": "Ayton"}}
>>> content = to_content(record, parse_mapping(["title=meta.head"]), "a.jsonl")
>>> content.text, content.title
('Labour held.', 'Ayton')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newsfacts.errors import ArticleError, NewsfactsError
from newsfacts.reading.content import Content, iso_date

# For each field, what archives call it, the likeliest first; compared without case, hyphens and underscores.
USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "articlebody", "maintext", "fulltext", "bodytext", "content", "article"),
    "id": ("id", "articleid", "docid", "uuid", "guid"),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "canonicalurl", "sourceurl", "weburl"),
    "publisher": ("publisher", "outlet", "sitename", "publication", "source", "sourcedomain", "domain"),
    "published": (
        "published", "publishedat", "datepublished", "publisheddate", "publicationdate", "publishdate",
        "datepublish", "pubdate", "webpublicationdate", "date",
    ),
    "language": ("language", "lang", "inlanguage"),
}  # fmt: skip
_OUR_TYPES = frozenset({"article", "person", "party", "contest", "vote_count", "vote_share", "quote"})

FieldMap = Mapping[str, str]


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """FIELD=KEY, several separated by commas -> the key of each field.

    Raises:
        NewsfactsError: a field that articles do not have, no key, or two keys for a field.
    """
    mapping: dict[str, str] = {}
    for pair in (part for text in pairs for part in text.split(",")):
        field, _, key = (part.strip() for part in pair.partition("="))
        if field not in USUAL_NAMES or not key:
            raise NewsfactsError(f"{pair!r} maps no field; write FIELD=KEY with FIELD one of {', '.join(USUAL_NAMES)}")
        if mapping.setdefault(field, key) != key:
            raise NewsfactsError(f"{field} is mapped to {mapping[field]!r} and to {key!r}; name one of them")
    return mapping


def names_in(keys: Iterable[str], mapping: FieldMap) -> dict[str, str]:
    """The key of each field among those that a record or table has."""
    keys = list(keys)
    plain = {key.lower().replace("_", "").replace("-", ""): key for key in reversed(keys)}
    found = {field: plain[name] for field, names in USUAL_NAMES.items() for name in reversed(names) if name in plain}
    return found | dict(mapping)


def to_content(record: Mapping[str, Any], mapping: FieldMap, where: str) -> Content:
    """What a record says.

    Raises:
        ArticleError: it has no text.
    """
    if "article_id" in record and record.get("type") in _OUR_TYPES:
        raise ArticleError(f"{where}: this is a record of newsfacts, not an article; leave files of facts out")
    names = names_in(record, mapping)
    values = {field: _value(record, key) for field, key in names.items()}
    text = values.get("text")
    if not isinstance(text, str):
        raise ArticleError(f"{where}: {_no_text(record, names.get('text'), text)}; name the key with --map text=KEY")
    return Content(
        text,
        "utf-8",
        article_id=_string(values.get("id")),
        title=_string(values.get("title")),
        url=_string(values.get("url")),
        publisher=_string(values.get("publisher")),
        published=iso_date(values.get("published")),
        language=_string(values.get("language")),
    )


def _no_text(record: Mapping[str, Any], key: str | None, text: object) -> str:
    if key is None:
        shown = ", ".join(repr(name) for name in list(record)[:8])
        return f"none of its keys ({shown}) is known to hold the text"
    return f"{key!r} holds no text" if text is not None else f"it has no {key!r}"


def _value(record: Mapping[str, Any], key: str) -> Any:
    """The value of a key, or of a path of keys with dots between them."""
    if key in record:
        return record[key]
    value: Any = record
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _string(value: Any) -> str | None:
    """A short value; lists, objects and blank strings say nothing that a field of ours can hold."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
