"""Derive gazetteers from official lists; see models/en_newsfacts/gazetteers/README.md.

    python scripts/derive_gazetteers.py constituencies uk_constituencies.csv
    python scripts/derive_gazetteers.py parties uk_parties.csv
    python scripts/derive_gazetteers.py councils
    python scripts/derive_gazetteers.py devolved

Running it again with the same lists changes nothing. Hand-made entries and forms of parties.jsonl are kept; what
comes from the register (registrations, their ids and dates, parties not listed yet) is renewed.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

GAZETTEERS = Path(__file__).resolve().parent.parent / "models" / "en_newsfacts" / "gazetteers"
REGISTER_OPENED = date(1999, 4, 1)  # parties registered before this are older than the register
_SMALL = re.compile(r"(?<=[\s-])(On|Upon|Under|Super|Le|And|Of)(?=[\s-])")


def constituencies(source: Path) -> None:
    """constituencies.csv: official names, codes, and the short forms that rules give."""
    known = tomllib.loads((GAZETTEERS / "sources" / "constituencies.toml").read_text("utf-8"))
    rows = [{key: value.strip() for key, value in row.items()} for row in _read_csv(source)]
    for row in rows:
        row["name"] = _SMALL.sub(lambda match: match.group().lower(), row["name"])
    # A short form must mean one seat among those of its time; the same seat of another time may share it.
    short = {row["gss"] + row["boundary_set"]: _short_forms(row["name"], known) for row in rows}
    uses: Counter[tuple[str, str]] = Counter()
    for row in rows:
        forms = {row["name"]} | short[row["gss"] + row["boundary_set"]]
        uses.update((row["boundary_set"], form.casefold()) for form in forms)
    for row in rows:
        single = " " not in row["name"] and "-" not in row["name"]
        row["use"] = ("capital" if row["name"] in known["ordinary"] else "name") if single else "firm"
        forms = short[row["gss"] + row["boundary_set"]]
        row["short_forms"] = "|".join(sorted(f for f in forms if uses[row["boundary_set"], f.casefold()] == 1))
    rows.sort(key=lambda row: (row["boundary_set"], _sort_key(row["name"])))
    with (GAZETTEERS / "constituencies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _short_forms(name: str, known: dict[str, Any]) -> set[str]:
    forms = set(known["aliases"].get(name, []))
    if name.startswith("The "):
        forms.add(name.removeprefix("The "))
    if ", " in name:
        forms.add(name.replace(", ", " "))
    if "(" in name:
        forms.add(re.sub(r"[()]", "", name))
    town = re.match(r"(.+?)[ -](?:on|upon|under)[ -](\w+) (.+)$", name)
    if town and any(
        town[3] == direction or town[3].startswith(f"{direction} and ") for direction in known["directions"]
    ):
        place = town[2] if town[1] == "Kingston" else town[1]
        forms.add(f"{place} {town[3]}")
    return forms


def parties(source: Path) -> None:
    """parties.jsonl: the registrations of every party, merged by name with the entries that are there."""
    known = tomllib.loads((GAZETTEERS / "sources" / "parties.toml").read_text("utf-8"))
    path = GAZETTEERS / "parties.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    entries = {entry["id"]: entry for entry in map(json.loads, lines)}
    by_name: dict[str, list[dict[str, str]]] = {}
    for row in _read_csv(source):
        row = {key: value.strip() for key, value in row.items()}
        if row["name"] not in known["not_parties"]:
            by_name.setdefault(known["same"].get(row["name"], row["name"]), []).append(row)
    renewed: set[str] = set()
    for name, rows in by_name.items():
        entry_id = known["ids"].get(name) or f"gb-{_slug(name)}"
        entry = entries.setdefault(entry_id, _unlisted(entry_id, name, rows, known))
        if entry_id not in renewed:
            entry["registrations"] = []
        renewed.add(entry_id)
        _register(entry, rows, known)
    ordered = sorted(entries.values(), key=lambda entry: entry["id"])
    path.write_text("".join(json.dumps(_tidy(entry), ensure_ascii=False) + "\n" for entry in ordered), "utf-8")


def _unlisted(entry_id: str, name: str, rows: list[dict[str, str]], known: dict[str, Any]) -> dict[str, Any]:
    """A party that only the register knows, in British articles only.

    A name of one word counts where a label is printed, an ordinary phrase where the words around it tell.
    """
    names = {re.sub(r"^The |\.$", "", row["name"]) for row in rows}
    forms: dict[str, set[str]] = {}
    for short in names:
        words = re.findall(r"[\w'’-]+", short)
        plain = bool({name, short} & set(known["phrases"])) or not (
            set(words) & set(known["party_words"]) or len(words) > 3
        )
        use = "label" if len(words) == 1 else "weak" if plain else "firm"
        forms.setdefault(use, set()).update({short, short.replace(" & ", " and ")})
    listed = {use: sorted(texts) for use, texts in sorted(forms.items())}
    return {
        "id": entry_id,
        "name": re.sub(r"^The |\.$", "", name),
        "kind": "party",
        "forms": listed,
        "home_only": sorted(text for texts in listed.values() for text in texts),
    }


def _register(entry: dict[str, Any], rows: list[dict[str, str]], known: dict[str, Any]) -> None:
    identifiers: dict[str, set[str]] = {key: set(values) for key, values in entry.get("identifiers", {}).items()}
    for row in rows:
        if row["ec_id"].startswith("PP"):
            identifiers.setdefault("electoral_commission", set()).add(row["ec_id"])
            since, until = _iso(row["registered"]), _iso(row["deregistered"])
            registration = {
                "id": row["ec_id"],
                "name": row["name"],
                "register": row["jurisdiction"] or None,
                "valid_from": since,
                "valid_to": until,
            }
            if registration not in entry["registrations"]:
                entry["registrations"].append(registration)
        if row["wikidata"] and "wikidata" not in entry.get("identifiers", {}):
            identifiers.setdefault("wikidata", set()).add(row["wikidata"])
        if row["mnis_id"]:
            identifiers.setdefault("mnis", set()).add(row["mnis_id"])
    entry["registrations"].sort(key=lambda r: (r["register"] or "", r["valid_from"] or "", r["id"], r["name"]))
    entry["identifiers"] = {key: sorted(values) for key, values in sorted(identifiers.items())}
    if entry["registrations"]:
        entry["identifiers"]["electoral_commission"] = _by_use(entry["registrations"])
    if "countries" not in entry:
        registers = {row["jurisdiction"] for row in rows}
        entry["countries"] = ["GB-NIR"] if registers == {"Northern Ireland"} else ["GB"]
    dated = known["dates"].get(entry["id"])
    if dated:
        entry |= dated
    elif entry["registrations"]:
        starts = [date.fromisoformat(r["valid_from"]) for r in entry["registrations"]]
        ends = [r["valid_to"] for r in entry["registrations"]]
        entry["valid_from"] = min(starts).isoformat() if min(starts) >= REGISTER_OPENED else None
        entry["valid_to"] = max(ends) if all(ends) else None


def _by_use(registrations: list[dict[str, Any]]) -> list[str]:
    """Their ids: those for Great Britain first, those in force first, the later first."""
    ordered = sorted(registrations, key=lambda r: (r["valid_from"], r["id"]), reverse=True)
    ordered.sort(key=lambda r: (r["register"] != "Great Britain", r["valid_to"] is not None))
    return list(dict.fromkeys(r["id"] for r in ordered))


def councils() -> None:
    """institutions.jsonl: the principal councils of sources/councils.toml that it has not got yet."""
    path = GAZETTEERS / "institutions.jsonl"
    entries = {entry["id"]: entry for entry in map(json.loads, path.read_text("utf-8").splitlines())}
    taken = {form for entry in entries.values() for forms in entry["forms"].values() for form in forms}
    for table in tomllib.loads((GAZETTEERS / "sources" / "councils.toml").read_text("utf-8"))["councils"]:
        for place in table["names"]:
            name = f"{place} {table['style']}".strip()
            forms = {name} | ({f"{place} {style}" for style in _styles(table["style"])} if table["style"] else set())
            entry_id = _slug(name)
            if entry_id in entries or name in taken:
                continue
            listed = sorted(forms - taken)
            taken |= forms
            entries[entry_id] = {
                "id": entry_id,
                "name": name,
                "kind": "council",
                "countries": [table["country"]],
                "speaks": True,
                "forms": {"firm": listed},
                "home_only": listed,
            }
    lines = (json.dumps(entries[entry_id], ensure_ascii=False) + "\n" for entry_id in sorted(entries))
    path.write_text("".join(lines), "utf-8")


def _styles(style: str) -> set[str]:
    """Borough Council is printed as "borough council" and "Council", too."""
    return {style, style.lower(), "Council", "council"}


def devolved() -> None:
    """devolved.jsonl: the seats and regions of sources/devolved.toml."""
    entries: dict[str, dict[str, Any]] = {}
    for table in tomllib.loads((GAZETTEERS / "sources" / "devolved.toml").read_text("utf-8"))["sets"]:
        for name in table["names"]:
            weak = name in table["ordinary"]
            entry = {
                "id": f"{table['id']}-{_slug(name)}",
                "name": name,
                "kind": table["kind"],
                "countries": [table["country"]],
                "valid_from": table["valid_from"].isoformat(),
                "valid_to": table["valid_to"].isoformat() if "valid_to" in table else None,
                "forms": {"weak" if weak else "firm": [name]},
                "home_only": [name] if weak else [],
            }
            entries[entry["id"]] = {field: value for field, value in entry.items() if value}
    uses = Counter(form for entry in entries.values() for forms in entry["forms"].values() for form in forms)
    for entry in entries.values():
        if shared := sorted(form for forms in entry["forms"].values() for form in forms if uses[form] > 1):
            entry["shared"] = shared
    lines = (json.dumps(entries[entry_id], ensure_ascii=False) + "\n" for entry_id in sorted(entries))
    (GAZETTEERS / "devolved.jsonl").write_text("".join(lines), "utf-8")


_FIELDS = (
    "id", "name", "kind", "countries", "identifiers", "valid_from", "valid_to", "forms", "not_before", "not_after",
    "home_only", "shared", "registrations",
)  # fmt: skip


def _tidy(entry: dict[str, Any]) -> dict[str, Any]:
    return {field: entry[field] for field in _FIELDS if entry.get(field) or (field == "countries" and field in entry)}


def _read_csv(source: Path) -> list[dict[str, str]]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _iso(day: str) -> str | None:
    return datetime.strptime(day, "%d/%m/%Y").date().isoformat() if day else None


def _sort_key(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _sort_key(name).replace("'", "").replace("’", "")).strip("-")


def main(arguments: Iterable[str]) -> None:
    """Run one of the commands, or say how it is used."""
    from_lists = {"constituencies": constituencies, "parties": parties}
    by_hand = {"councils": councils, "devolved": devolved}
    match list(arguments):
        case [command, source] if command in from_lists:
            from_lists[command](Path(source))
        case [command] if command in by_hand:
            by_hand[command]()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
