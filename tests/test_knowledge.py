"""The gazetteer and pattern files: valid, sorted, without unnoticed duplicates, complete; and errors that say where."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import pytest
from spacy.language import Language

from newsfacts.annotating import knowledge
from newsfacts.annotating.knowledge import Pattern, read_contexts, read_countries, read_entries, read_patterns
from newsfacts.errors import ModelError
from tests.annotating.test_gazetteer import annotate

DATA = files("en_newsfacts")
GAZETTEERS = [
    "gazetteers/devolved.jsonl",
    "gazetteers/institutions.jsonl",
    "gazetteers/outlets.jsonl",
    "gazetteers/parties.jsonl",
]
PATTERN_FILES = {"patterns/institutions.toml": "institutions", "patterns/outlets.toml": "outlets"}


def lines_of(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.joinpath(path).read_text("utf-8").splitlines()]


def seats() -> list[dict[str, str]]:
    return list(csv.DictReader(DATA.joinpath("gazetteers/constituencies.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("path", [*GAZETTEERS, "gazetteers/constituencies.csv"])
def test_gazetteers_are_valid(path: str) -> None:
    """Every line passes the reader, and every id is used once."""
    ids = [listed.entry.id for listed in read_entries(path)]
    assert ids
    assert [entry_id for entry_id, times in Counter(ids).items() if times > 1] == []


@pytest.mark.parametrize("path", GAZETTEERS)
def test_gazetteers_are_sorted(path: str) -> None:
    """Sorted by id, so that a change shows as the lines it touches."""
    ids = [line["id"] for line in lines_of(path)]
    assert ids == sorted(ids)


@pytest.mark.parametrize("path", GAZETTEERS)
def test_forms_of_several_entries_are_declared(path: str) -> None:
    """A surface form that two entries have is in `shared` of both, and nothing else is."""
    lines = lines_of(path)
    uses = Counter(form for line in lines for forms in line["forms"].values() for form in forms)
    for line in lines:
        several = {form for forms in line["forms"].values() for form in forms if uses[form] > 1}
        assert set(line.get("shared", [])) == several, line["id"]


def test_all_seats_are_there() -> None:
    """650 seats on each map, each with its code, official name and country."""
    rows = seats()
    assert Counter(row["boundary_set"] for row in rows) == {"2010-2024": 650, "2024-": 650}
    assert len({(row["gss"], row["boundary_set"]) for row in rows}) == 1300
    assert len({(row["name"], row["boundary_set"]) for row in rows}) == 1300
    assert all(row["region"] and row["type"] for row in rows)
    assert all(row["wikidata"] for row in rows if row["boundary_set"] == "2010-2024")
    nations = Counter(row["country"] for row in rows if row["boundary_set"] == "2024-")
    assert nations == {"England": 543, "Scotland": 57, "Wales": 32, "Northern Ireland": 18}


def test_short_forms_of_seats_mean_one_seat() -> None:
    """On one map no short form is another seat's name or short form."""
    for boundary_set in ("2010-2024", "2024-"):
        rows = [row for row in seats() if row["boundary_set"] == boundary_set]
        forms = Counter(f.casefold() for row in rows for f in {row["name"], *row["short_forms"].split("|")} if f)
        assert [form for form, times in forms.items() if times > 1] == []


def test_all_principal_councils_are_there() -> None:
    """The 317 of England, 32 of Scotland, 22 of Wales and 11 of Northern Ireland; each once, with an entry."""
    tables = tomllib.loads(DATA.joinpath("gazetteers/sources/councils.toml").read_text("utf-8"))["councils"]
    names = [(f"{name} {table['style']}".strip(), table["country"]) for table in tables for name in table["names"]]
    assert len(names) == len(set(names))
    assert Counter(country for _, country in names) == {"GB-ENG": 317, "GB-SCT": 32, "GB-WLS": 22, "GB-NIR": 11}
    kinds = {kind: sum(len(t["names"]) for t in tables if t["kind"] == kind) for kind in {t["kind"] for t in tables}}
    assert (kinds["county"], kinds["district"], kinds["unitary"]) == (21, 164, 62)
    assert (kinds["metropolitan"], kinds["london_borough"]) == (36, 32)
    listed = {
        form for line in lines_of("gazetteers/institutions.jsonl") for forms in line["forms"].values() for form in forms
    }
    assert [name for name, _ in names if name not in listed] == []


def test_devolved_seats_are_there() -> None:
    """As many as each parliament has; the region Glasgow is left out, since articles name the city."""
    kinds = Counter((line["kind"], line.get("valid_from")) for line in lines_of("gazetteers/devolved.jsonl"))
    expected = {
        ("scottish_parliament_constituency", "2011-05-05"): 73,
        ("scottish_parliament_region", "2011-05-05"): 7,
        ("scottish_parliament_region", "2026-05-07"): 2,
        ("senedd_constituency", "2007-05-03"): 40,
        ("senedd_region", "2007-05-03"): 5,
        ("senedd_constituency", "2026-05-07"): 16,
        ("northern_ireland_assembly_constituency", "2011-05-05"): 18,
    }
    assert {kind: kinds[kind] for kind in expected} == expected


LARGER_PARTIES = {
    "US": "Democratic, Republican, Libertarian, Green, Working Families",
    "IE": "Fianna Fáil, Fine Gael, Sinn Féin, Labour, Green, Social Democrats, People Before Profit, Aontú, "
    "Independent Ireland",
    "CA": "Liberal, Conservative, NDP, Bloc Québécois, Green, People's Party, Progressive Conservative, "
    "Parti Québécois, CAQ, Québec Solidaire, UCP, Saskatchewan Party, Wildrose",
    "AU": "Labor, Liberal, Nationals, LNP, Green, One Nation, United Australia Party, "
    "Katter's Australian Party, Country Liberal, Jacqui Lambie Network, Family First",
    "NZ": "National, Labour, Green, ACT, New Zealand First, Te Pāti Māori, Opportunities Party",
    "IN": "BJP, Congress, AAP, Trinamool Congress, DMK, AIADMK, Samajwadi Party, Bahujan Samaj Party, "
    "Janata Dal (United), Janata Dal (Secular), RJD, Rashtriya Lok Dal, Shiv Sena, Shiv Sena (UBT), "
    "Nationalist Congress Party, NCP (Sharadchandra Pawar), BRS, YSR Congress, TDP, "
    "Communist Party of India (Marxist), Communist Party of India, AIMIM, JMM, National Conference, "
    "Peoples Democratic Party, Shiromani Akali Dal, BJD, LJP, Jana Sena",
}


@pytest.mark.parametrize(("country", "names"), LARGER_PARTIES.items(), ids=LARGER_PARTIES.keys())
def test_larger_parties_are_there(country: str, names: str) -> None:
    """Each once in its country."""
    entries = [listed.entry for listed in read_entries("gazetteers/parties.jsonl")]
    here = Counter(entry.name for entry in entries if country in entry.countries)
    assert {name: here[name] for name in names.split(", ")} == dict.fromkeys(names.split(", "), 1)


def test_no_identifier_means_two_parties() -> None:
    """A Wikidata id belongs to one entry; only the register has parties under several names."""
    uses: dict[str, set[str]] = {}
    for line in lines_of("gazetteers/parties.jsonl"):
        for identifier in [] if "registrations" in line else line.get("identifiers", {}).get("wikidata", []):
            uses.setdefault(identifier, set()).add(line["id"])
    assert {identifier: ids for identifier, ids in uses.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The article's country tells; without one, namesakes of the same canonical name are one, others none.
        ("Alliance's Ida Oake met the DUP in Belfast.", ["Alliance", "DUP"]),
        ("The Liberals lost in Queensland. The National Party won in Sydney.", ["Liberal", "Nationals"]),
        ("The Liberals lost in Ontario.", ["Liberal"]),
        ("The National Party won in Wellington, New Zealand.", ["National"]),
        ("The National Party won.", []),
        ("Labour won.", ["Labour"]),
        # Abbreviations and everyday words beside the party's own country.
        ("The Samajwadi Party (SP) lost. The SP wept in Bihar.", ["Samajwadi Party"] * 3),
        ("The sp was late. The SP was late.", []),
    ],
)
def test_names_of_several_parties(nlp: Language, text: str, names: list[str]) -> None:
    doc = annotate(nlp, text)
    assert [span.kb_id_ for span in doc.spans["newsfacts/parties"]] == names


@pytest.mark.parametrize(
    ("text", "component", "found"),
    [
        (
            "Ashford Borough Council met. So did Hart council.",
            "institutions",
            ["Ashford Borough Council", "Hart council"],
        ),
        ("She was elected to the council in Ashford.", "institutions", []),
        ("He is the MSP for Eastwood in Scotland.", "constituencies", ["Eastwood"]),
        ("Clint Eastwood rode. Mr Eastwood slept.", "constituencies", []),
    ],
)
def test_councils_and_devolved_seats(nlp: Language, text: str, component: str, found: list[str]) -> None:
    doc = annotate(nlp, text)
    assert [span.text for span in doc.spans[f"newsfacts/{component}"]] == found


def test_registrations_are_complete() -> None:
    """The register's 403 rows with an id: each under one party, its id among the party's identifiers."""
    lines = lines_of("gazetteers/parties.jsonl")
    rows = [(r["id"], r["name"], r["valid_from"]) for line in lines for r in line.get("registrations", [])]
    assert len(rows) == len(set(rows)) == 403
    for line in lines:
        listed = line.get("identifiers", {}).get("electoral_commission", [])
        assert set(listed) == {r["id"] for r in line.get("registrations", [])}, line["id"]


@pytest.mark.parametrize(
    ("entry_id", "register", "known"),
    [
        ("gb-labour", "electoral_commission", "PP53"),
        ("gb-conservative", "electoral_commission", "PP52"),
        ("gb-conservative", "electoral_commission", "PP51"),
        ("gb-ukip", "electoral_commission", "PP84"),
        ("gb-bnp", "electoral_commission", "PP3960"),
        ("gb-brexit-party", "electoral_commission", "PP7931"),
        ("gb-reform-uk", "electoral_commission", "PP7931"),
        ("gb-snp", "wikidata", "Q10658"),
        ("us-democratic", "wikidata", "Q29552"),
        ("independent", "wikidata", "Q327591"),
    ],
)
def test_known_identifiers(entry_id: str, register: str, known: str) -> None:
    """Ids that were checked against a second source."""
    entry = next(listed.entry for listed in read_entries("gazetteers/parties.jsonl") if listed.entry.id == entry_id)
    assert known in entry.identifiers[register]


def test_one_registration_two_names() -> None:
    """The Brexit Party ends where Reform UK begins."""
    entries = {listed.entry.id: listed.entry for listed in read_entries("gazetteers/parties.jsonl")}
    assert entries["gb-brexit-party"].valid_to == "2021-01-05"
    assert (entries["gb-reform-uk"].valid_from, entries["gb-reform-uk"].valid_to) == ("2021-01-06", None)


def patterns() -> Iterator[Any]:
    for path, component in PATTERN_FILES.items():
        for pattern in read_patterns(path).patterns:
            yield pytest.param(path, component, pattern, id=f"{path}:{pattern.id}")


@pytest.mark.parametrize(("path", "component", "pattern"), list(patterns()))
def test_patterns_match_and_reject_what_they_say(nlp: Language, path: str, component: str, pattern: Pattern) -> None:
    """Each pattern's own sentences: `matches` have the name in brackets, `rejects` none of this pattern's."""
    for sentence in pattern.matches:
        doc = annotate(nlp, sentence.replace("[", "").replace("]", ""))
        found = [span.text for span in doc.spans[f"newsfacts/{component}"]]
        assert re.findall(r"\[(.+?)\]", sentence) == found, f"{path}: {pattern.id} should match: {sentence}"
    for sentence in pattern.rejects:
        doc = annotate(nlp, sentence)
        wrong = [
            s.text for s in doc.spans[f"newsfacts/{component}"] if s._.newsfacts_entries[0].id.endswith(pattern.id)
        ]
        assert wrong == [], f"{path}: {pattern.id} should reject: {sentence}"


def test_contexts_and_countries_are_valid() -> None:
    """Every section is read; every code is ISO 3166 in form; no word is listed twice for one country."""
    for section in tomllib.loads(DATA.joinpath("patterns/contexts.toml").read_text("utf-8")):
        assert read_contexts("patterns/contexts.toml", section, "lexicon/first_names.csv").name_heads
    for code, cues in read_countries("gazetteers/countries.toml").cues.items():
        assert re.fullmatch(r"[A-Z]{2}(-[A-Z]{3})?", code)
        assert len(cues) == len(set(cues)), code


BAD = {
    "not JSON": ("x.jsonl", '{"id": "a"', "line 1"),
    "no name": ("x.jsonl", '{"id": "a", "kind": "party", "forms": {"firm": ["A"]}}', "line 1: name"),
    "unknown field": (
        "x.jsonl",
        '{"id": "a", "name": "A", "kind": "party", "forms": {"firm": ["A"]}, "x": 1}',
        "line 1: x",
    ),
    "unknown use": ("x.jsonl", '{"id": "a", "name": "A", "kind": "party", "forms": {"often": ["A"]}}', "line 1: forms"),
    "no form": ("x.jsonl", '\n{"id": "a", "name": "A", "kind": "party", "forms": {}}', "line 2"),
    "form twice": (
        "x.jsonl",
        '{"id": "a", "name": "A", "kind": "party", "forms": {"firm": ["A"], "label": ["A"]}}',
        "listed twice",
    ),
    "bad code": (
        "x.csv",
        "gss,name,boundary_set,country,region,type,wikidata,use,short_forms\nX1,A,2024-,Wales,W,County,,firm,",
        "line 2: gss",
    ),
}


@pytest.mark.parametrize(("name", "text", "where"), BAD.values(), ids=BAD.keys())
def test_bad_entries_are_named(monkeypatch: pytest.MonkeyPatch, name: str, text: str, where: str) -> None:
    """The error names the file, the line and the field."""
    monkeypatch.setattr(knowledge, "_text", lambda path: text)
    with pytest.raises(ModelError, match=f"en_newsfacts/{re.escape(name)}.*{re.escape(where)}"):
        read_entries(name)


def test_missing_and_broken_files_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not there, TOML that is none, a section that is missing, a pattern without examples."""
    with pytest.raises(ModelError, match=r"gazetteers/none\.jsonl: cannot be read"):
        read_entries("gazetteers/none.jsonl")
    with pytest.raises(ModelError, match=r"no section \[ship\]"):
        read_contexts("patterns/contexts.toml", "ship", "lexicon/first_names.csv")
    monkeypatch.setattr(
        knowledge, "_text", lambda path: "[[pattern]]\nid = 'a'\nkind = 'b'\ntokens = ['<name>', 'Echo']"
    )
    with pytest.raises(ModelError, match=r"x\.toml: pattern\.0\.matches"):
        read_patterns("x.toml")
    monkeypatch.setattr(knowledge, "_text", lambda path: "[GB")
    with pytest.raises(ModelError, match=r"x\.toml: not valid TOML"):
        read_countries("x.toml")


def test_data_is_in_the_package() -> None:
    """Every file that config.cfg names lies below en_newsfacts."""
    config = DATA.joinpath("config.cfg").read_text("utf-8")
    paths: list[Traversable] = [
        DATA.joinpath(path) for path in re.findall(r'"((?:gazetteers|patterns)/[^"]+)"', config)
    ]
    assert paths
    assert [path for path in paths if not path.is_file()] == []
