"""A report to look at: one page of HTML with every article's facts in place.

>>> from newsfacts.showing import build_report
>>> "".join(build_report([]))[:15]
'<!DOCTYPE html>'

The page needs no network and no other file. Text from articles reaches it through autoescaping templates only, and a
content security policy lets nothing run but the page's own script, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from typing import Any

import jinja2
import orjson
from markupsafe import Markup

from newsfacts import __version__
from newsfacts.records import Record
from newsfacts.showing.articles import NO_CONTEST, NOBODY, arrange
from newsfacts.showing.summary import Summary

__all__ = ["build_report"]

_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}


def build_report(records: Iterable[Record]) -> Iterator[str]:
    """The page in pieces. The records of an article stand together, as `newsfacts extract` writes them.

    Articles are rendered one by one and kept on disk until the summary, which stands before them, is known.
    """
    templates = _templates()
    article_page = templates.get_template("article.html.j2")
    summary = Summary()
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as rendered:
        for number, (article_id, group) in enumerate(groupby(records, key=lambda record: record.article_id), start=1):
            view = arrange(article_id, group)
            summary.add(number, view)
            rendered.write(article_page.render(view=view, number=number))
        yield templates.get_template("head.html.j2").render(summary=summary, **_assets())
        rendered.seek(0)
        yield from iter(lambda: rendered.read(1 << 16), "")
        yield templates.get_template("foot.html.j2").render(**_assets())


def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("newsfacts.showing"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_displayable,
    )
    environment.filters["data"] = _data
    environment.globals |= {"NOBODY": NOBODY, "NO_CONTEST": NO_CONTEST}
    return environment


def _displayable(value: Any) -> Any:
    """Control characters as their symbols: HTML has no way to hold them."""
    return value.translate(_CONTROLS) if type(value) is str else value


def _data(value: Any) -> Markup:
    """JSON for a script element that holds data: nothing in it can end the element."""
    json = orjson.dumps(value).decode()
    return Markup(json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _assets() -> dict[str, Any]:
    """Style and script with the hashes under which the page's policy admits them."""
    assets: dict[str, Any] = {"version": __version__}
    for kind in ("css", "js"):
        content = files("newsfacts.showing").joinpath("templates", f"report.{kind}").read_text("utf-8")
        assets[kind] = Markup(content)
        assets[f"{kind}_hash"] = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return assets
