"""Write what the documentation takes from elsewhere: fields of records, figures of the model card, modules of the map.

    python scripts/make_docs.py

A page with other sources keeps them between `<!-- from SOURCE -->` and `<!-- end -->`.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsfacts.records import RECORD_TYPES, SCHEMA_VERSION, json_schema

ROOT = Path(__file__).resolve().parent.parent
RECORDS = "docs/records.md"
CARD = "models/en_newsfacts/README.md"
MAP = "pipeline/newsfacts/annotating/README.md"
REST = "all others"

_HEAD = f"""\
# Fields of the records

Version {SCHEMA_VERSION}. One JSON object a line, field `type` tells which; `newsfacts schema` prints the same as JSON
Schema. Every field is always there, but for an article's text with `--no-text`. null says that the text does not say.

This page is written by `make docs` from the models in `pipeline/newsfacts/records.py`.
"""
_ROWS = {
    "people": "people",
    "people.party": "their parties",
    "people.roles": "their roles",
    "parties": "parties",
    "contests": "contests",
    "contests.facts": "winner, outcome, majority, turnout, swing of a contest",
    "votes.number": "numbers of votes",
    "votes.tuple": "votes with candidate, contest and party",
    "shares.tuple": "shares with candidate, contest and party",
    "quotes.all.exact": "quotes with exactly the right words",
    "quotes.all.e2e": "quotes with the right words and speaker",
    "quotes.direct.e2e": "direct quotes with the right words and speaker",
    "speakers": "speakers of quotes that were found",
    "outlets": "programme, paper or agency that the words were spoken to",
}


def pages() -> dict[str, str]:
    """Path and text of each page that is written here, or in part."""
    card = (ROOT / CARD).read_text("utf-8")
    blind = _block((ROOT / "corpus/README.md").read_text("utf-8"), "the day they were written")
    card = _filled(card, "corpus/README.md", blind)
    card = _filled(card, "corpus/floors.json", floors_table())
    return {RECORDS: records_page(), CARD: card, MAP: map_of_modules()}


def records_page() -> str:
    """Every field of every record."""
    definitions = json_schema()["$defs"]
    names = [model.__name__ for model in RECORD_TYPES]
    parts = [name for name in definitions if name not in names]
    sections = [_HEAD]
    for name in [*names, *sorted(parts)]:
        definition = definitions[name]
        kind = definition["properties"].get("type", {}).get("const")
        heading = f"`{kind}`" if kind else _heading(name)
        sections.append("\n".join([f"## {heading}\n", f"{definition['description']}\n", *_table(definition)]) + "\n")
    return "\n".join(sections)


def _heading(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _table(definition: dict[str, Any]) -> Iterator[str]:
    yield "| field | value | meaning |"
    yield "|---|---|---|"
    for name, field in definition["properties"].items():
        if "const" not in field:
            yield f"| `{name}` | {_value(field)} | {field['description']} |"


def _value(field: dict[str, Any]) -> str:
    """What stands in a field, in words."""
    if "anyOf" in field:
        return " or ".join(_value(choice) for choice in field["anyOf"])
    if "$ref" in field:
        heading = _heading(field["$ref"].rpartition("/")[2])
        return f"[{heading.lower()}](#{heading.lower().replace(' ', '-')})"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    match field["type"]:
        case "array":
            return f"list: {_value(field['items'])}"
        case "object":
            return f"by field: {_value(field['additionalProperties'])}"
        case "integer" | "number" as kind:
            limits = "".join(f", {word} {field[key]}" for key, word in _LIMITS.items() if key in field)
            return ("whole number" if kind == "integer" else "number") + limits
        case "string":
            return next((words for pattern, words in _PATTERNS.items() if field.get("pattern") == pattern), "text")
        case kind:
            return str(kind)


_LIMITS = {"minimum": "from", "maximum": "to"}
_PATTERNS = {r"^[0-9a-f]{16}$": "16 hex digits", r"^[0-9a-f]{64}$": "64 hex digits"}


def floors_table() -> str:
    """The least F1 of each row that the corpus must reach."""
    floors = json.loads((ROOT / "corpus/floors.json").read_bytes())
    rows = [f"| {title} | {floors[row]:.2f} |" for row, title in _ROWS.items()]
    return "\n".join(["| | F1 at least |", "|---|---|", *rows, ""])


def map_of_modules() -> str:
    """Each module of annotating with the first line of its docstring, in the groups that the page has.

    A new module stands below "Not in a group yet" until somebody names it in one.

    Raises:
        SystemExit: a group names a module that there is not, or that another group has.
    """
    page = (ROOT / MAP).read_text("utf-8")
    folder = (ROOT / MAP).parent
    groups = {group: group.split() for group in re.findall(r"<!-- from ([\w. ]+) -->", page)}
    del groups[REST]
    there = {
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if path.name != "__init__.py"
    }
    listed = [module for modules in groups.values() for module in modules]
    if wrong := {module for module in listed if module not in there or listed.count(module) > 1}:
        sys.exit(f"{MAP}: {', '.join(sorted(wrong))}: no such module, or in two groups; correct the page")
    groups[REST] = sorted(there - set(listed))
    for group, modules in groups.items():
        rows = (f"- `{_file(module, group)}`: {_first_line(folder, module)}\n" for module in modules)
        page = _filled(page, group, "".join(rows))
    return page


def _file(module: str, group: str) -> str:
    """A module's file, below its folder's heading or, where it has none, with its folder."""
    parts = module.split(".")
    return f"{'/'.join(parts) if group == REST else parts[-1]}.py"


def _first_line(folder: Path, module: str) -> str:
    path = folder.joinpath(*module.split(".")).with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.partition("\n")[0]


def _block(text: str, source: str) -> str:
    return _pattern(source).search(text)[2]  # type: ignore[index]  # a page without it is an error


def _filled(text: str, source: str, content: str) -> str:
    return _pattern(source).sub(lambda found: found[1] + content + found[3], text, count=1)


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- from {re.escape(source)} -->\n)((?:(?!<!--).)*)(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
