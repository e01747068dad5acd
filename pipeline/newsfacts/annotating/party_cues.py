"""The words that join people to parties, read from lexicon/party_cues.toml and compiled.

    >>> from newsfacts.annotating.party_cues import read_party_cues
    >>> cues = read_party_cues()
    >>> bool(cues.stands_for.fullmatch(", who held the seat for "))
    True
    >>> bool(cues.unreal.search(" could stand for "))
    True

Each pattern is matched against the stretch of text between a name and a party, or beside one of them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError
from spacy.util import registry

from newsfacts.annotating.party_scene_cues import SceneCues, SceneLists, any_of, compile_scenes
from newsfacts.errors import ModelError

Words = tuple[str, ...]


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    stands: Words
    comes: Words
    ranks: Words
    selects: Words
    quits: Words
    leads: Words
    says: Words
    member_nouns: Words
    fields: Words
    standing: Words
    auxiliaries: Words
    joins: Words
    unreal: Words
    not_now: Words
    captures: Words
    wins: Words
    loses: Words
    incumbents: Words
    contends: Words
    counts: Words
    compares: Words
    contests: Words
    chooses: Words
    governs: Words
    rules: Words
    heads: Words
    primaries: Words
    routs: Words
    holds: Words
    margins: Words
    members: Words
    rebels: Words
    own: Words
    heads_group: Words
    against: Words
    vacates: Words
    gives_up: Words
    forfeits: Words
    victories: Words
    takes_votes: Words
    defeats: Words
    scenes: SceneLists


@dataclass(frozen=True, slots=True)
class PartyCues:
    """The compiled patterns; party_cues.toml says what the words of each are."""

    stands_for: re.Pattern[str]
    standing_as: re.Pattern[str]
    is_member: re.Pattern[str]
    joins: re.Pattern[str]
    goes_over: re.Pattern[str]
    selected_by: re.Pattern[str]
    she_stands_for: re.Pattern[str]
    leads: re.Pattern[str]
    led_by: re.Pattern[str]
    votes_for: re.Pattern[str]
    scores: re.Pattern[str]
    says: frozenset[str]
    member_nouns: frozenset[str]
    unreal: re.Pattern[str]
    not_now: re.Pattern[str]
    held_for: re.Pattern[str]
    fields: re.Pattern[str]
    standing_for: re.Pattern[str]
    captures: re.Pattern[str]
    wins: re.Pattern[str]
    loses: re.Pattern[str]
    incumbents: re.Pattern[str]
    contends: re.Pattern[str]
    compares: re.Pattern[str]
    leadership_behind: tuple[re.Pattern[str], ...]
    leadership_before: re.Pattern[str]
    rebellion: re.Pattern[str]
    governing: re.Pattern[str]
    governs: re.Pattern[str]
    heads: re.Pattern[str]
    primary: re.Pattern[str]
    routs: re.Pattern[str]
    beats: re.Pattern[str]
    primary_word: re.Pattern[str]
    selects: re.Pattern[str]
    holds: re.Pattern[str]
    margin: re.Pattern[str]
    own_behind: re.Pattern[str]
    heads_group: re.Pattern[str]
    against: re.Pattern[str]
    vacates: re.Pattern[str]
    when: re.Pattern[str]
    gives_up: re.Pattern[str]
    loses_seat: re.Pattern[str]
    victory: re.Pattern[str]
    takes_votes: re.Pattern[str]
    defeat: re.Pattern[str]
    scenes: SceneCues


@registry.readers("newsfacts.party_cues.v1")  # type: ignore[untyped-decorator]  # catalogue is untyped
def read_party_cues(path: str = "lexicon/party_cues.toml") -> PartyCues:
    """Read, validate and compile the cues."""
    return _read(path)


@lru_cache(maxsize=4)
def _read(path: str) -> PartyCues:
    try:
        lists = _Lists.model_validate(tomllib.loads(files("en_newsfacts").joinpath(path).read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ModelError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return _compile(lists)


def _compile(lists: _Lists) -> PartyCues:
    small = rf"(?:(?:{any_of(lists.auxiliaries)}|\w+ly)\s+)*"
    apposition = (
        r"(?:\s*\([^)]{1,40}\)|\s*,\s+(?:\d\d?|[^,.;:\"“”]{2,90}),|\s*,\s+an?\s+[^,.;:\"“”]{2,80}(?=\s+who\s))?"
    )
    place = rf"{any_of(lists.comes)}\s+(?:in\s+|a\s+\w+\s+)?{any_of(lists.ranks)}"
    verb, article = f"(?:{any_of(lists.stands)}|{place})", r"(?:an?\s+|the\s+)?"
    within = r"(?:[^.;:\"“”]|(?<=\d)[.:](?=\d))"
    count = rf"{any_of(lists.counts)}\s+[\d,.]+|[\d,.]*\d"
    members, rebels = any_of(lists.members), any_of(lists.rebels)
    contests, chooses = any_of(lists.contests), any_of(lists.chooses)
    return PartyCues(
        stands_for=re.compile(
            rf"{apposition}\s*,?\s+{small}{verb}\b{within}{{0,90}}?\s(?:for|as|on\s+behalf\s+of|on)\s+{article}"
            r"(?:official\s+|new\s+)?"
        ),
        standing_as=re.compile(rf"\s{any_of(lists.standing)}\s+(?:\w+\s+){{0,2}}?(?:for|as)\s+{article}$"),
        is_member=re.compile(rf"{apposition}\s*,?\s+(?:who\s+)?is\s+(?:now\s+)?(?:an?|the)\s+(?:\w+\s+)?"),
        joins=re.compile(
            rf"{apposition}\s*,?\s+{small}(?:recently\s+)?{any_of(lists.joins)}\b{within}{{0,60}}?\sto\s+(?:the\s+)?"
        ),
        goes_over=re.compile(
            rf"{apposition}\s*,?\s+{small}{any_of(lists.quits)}\b{within}{{0,60}}?\s(?:to|and)\s+"
            rf"(?:join(?:ed)?|(?:sit|sat|sits|stand|stood|run|ran)\s+(?:as|for|with))\s+{article}"
        ),
        selected_by=re.compile(
            rf"{apposition}\s*,?\s+{small}{any_of(lists.selects)}\b{within}{{0,60}}?\sby\s+(?:the\s+)?"
            r"(?:local\s+)?"
        ),
        she_stands_for=re.compile(
            rf"{within}{{0,110}}?\bs?he\s+{small}{verb}\b{within}{{0,60}}?\s(?:for|as|on\s+behalf\s+of)\s+{article}"
        ),
        leads=re.compile(
            rf"{apposition}(?:\s*,?\s+who\s+(?:now\s+|has\s+)?|\s+has\s+|\s+){any_of(lists.leads)}\s+(?:the\s+)?"
        ),
        led_by=re.compile(
            rf"(?:['’]s?)?(?:\s+{any_of(lists.own)})?\s*,?\s+(?:(?:now\s+)?(?:led|headed|fronted)\s+by|under)\s+"
            r"(?:the\s+)?(?:[a-z][\w-]*\s+){0,3}"
        ),
        votes_for=re.compile(r"\b[\d,.]*\d\s+(?:votes\s+)?for\s+(?:[a-z]+\s+){0,2}$"),
        scores=re.compile(
            rf"(?:\s*,)?\s*\(?\d|(?:\s*,[^,.;]{{1,60}},)?\s+(?:{any_of(lists.contends)}\b|{count}|{place})"
        ),
        unreal=re.compile(rf"\b{any_of(lists.unreal)}\b|n['’]t\b", re.IGNORECASE),
        not_now=re.compile(rf"\b{any_of(lists.not_now)}[\s-]+$", re.IGNORECASE),
        held_for=re.compile(rf"\b{verb}\b{within}{{0,60}}?\sfor\s+(?:the\s+)?$"),
        fields=re.compile(rf"\s+(?:(?:has|have|is|are)\s+)?{any_of(lists.fields)}\s+(?:[a-z]+\s+){{0,3}}"),
        standing_for=re.compile(rf"\b{any_of(lists.standing)}\s+for\s+(?:the\s+)?$", re.IGNORECASE),
        captures=re.compile(rf"\b{any_of(lists.captures)}\b{within}{{3,90}}?\s(?:away\s+)?from\s+(?:the\s+)?$"),
        wins=re.compile(
            rf"(?:\s*,\s+(?:\d\d|[^.;:,\"“”]{{2,70}}),)?\s*,?\s+(?:\([^)]*\)\s*)?{small}"
            rf"(?:{any_of(lists.wins)}\b|finished\s+on\s+[\d,. ]+\s+against\b)"
        ),
        loses=re.compile(rf"\s*,?\s+{small}{any_of(lists.loses)}\b"),
        incumbents=re.compile(rf"\b{any_of(lists.incumbents)}\b", re.IGNORECASE),
        contends=re.compile(
            rf"(?:\s*\([^)]{{1,30}}\)|\s*,[^,.;]{{1,60}},)?\s*,?\s*{small}(?:{any_of(lists.contends)}\b|{count})"
        ),
        compares=re.compile(rf"\b{any_of(lists.compares)}\s+$"),
        leadership_behind=(
            re.compile(rf"\s+(?:has|have|had)\s+(?:{chooses}\s+)?a\s+new\s+leader\b"),
            re.compile(rf"(?:['’]s?)?\s+leadership\s+{contests}\b"),
            re.compile(
                rf"['’]?s?\s+(?:members\s+)?(?:have\s+|has\s+)?{chooses}\s+[^.;]{{2,60}}\s+as\s+"
                r"(?:its|their|the)\s+(?:new\s+)?leader\b"
            ),
        ),
        leadership_before=re.compile(
            rf"\b(?:{contests}|elected)\s+(?:for\s+|to\s+be(?:come)?\s+|to\s+lead\s+|as\s+)?(?:the\s+)?(?:new\s+)?"
            r"leader(?:ship)?\s+of\s+(?:the\s+)?$|\bto\s+lead\s+(?:the\s+)?$"
        ),
        governing=re.compile(rf"\b{any_of(lists.rules)}\s+$", re.IGNORECASE),
        governs=re.compile(rf"(?:\s*,\s+(?:which|who)\s+[^.;\n]{{3,80}},)?\s+{any_of(lists.governs)}\b"),
        heads=re.compile(rf"^{any_of(lists.heads)}$", re.IGNORECASE),
        primary=re.compile(rf"\s+(?:\w+\s+)?{any_of(lists.primaries)}\b"),
        routs=re.compile(rf"\s*,?\s+(?:\w+ly\s+)?{any_of(lists.routs)}\s+(?:[a-z][\w-]*\s+){{0,4}}$"),
        beats=re.compile(rf"\s*,?\s+(?:\w+ly\s+)?{any_of(lists.routs)}\s+(?:[\w'’.-]+\s+){{0,5}}"),
        primary_word=re.compile(rf"\b{any_of(lists.primaries)}\b"),
        selects=re.compile(rf"\b{any_of((*lists.fields, *lists.chooses))}\b"),
        holds=re.compile(rf"\s+(?:have\s+|has\s+)?(?:\w+ly\s+)?{any_of(lists.holds)}\s+"),
        margin=re.compile(rf"\b{any_of(lists.margins)}\s+$", re.IGNORECASE),
        own_behind=re.compile(rf"\s+{any_of(lists.own)}\b(?!['’]|\s+(?:rival|opponent|critic)s?\b)"),
        heads_group=re.compile(
            rf"\s*,\s+(?:the\s+)?{any_of(lists.heads_group)}\s+of\s+(?:the|its)\s+(?:[a-z]+['’]s\s+)?"
        ),
        against=re.compile(rf"\b{any_of(lists.against)}\s+the\s+$"),
        vacates=re.compile(rf"\b(?:{any_of(lists.vacates)})\s+(?:(?:in|last)\s+\w+\s+)?of\s+(?:the\s+late\s+)?$"),
        when=re.compile(r"\b(?:when|after)\s+(?:[^.;:\n\"“”]{0,70}\s)?$"),
        gives_up=re.compile(
            rf"(?:\s*,[^.;\n\"“”]{{2,90}},)?\s+(?:had\s+|has\s+|was\s+|suddenly\s+)?{any_of(lists.gives_up)}\b"
        ),
        loses_seat=re.compile(
            rf"[^.;\n\"“”A-Z]{{0,100}}?\b{any_of(lists.forfeits)}\s+(?:his|her|their)\s+(?:[\w-]+\s+){{0,4}}seat\b"
        ),
        victory=re.compile(
            rf"\s+(?:(?:has|have|had|narrowly|comfortably|easily|also|just|\w+ed\s+back\s+to|back\s+to)\s+){{0,3}}{any_of(lists.victories)}\b"
        ),
        takes_votes=re.compile(
            rf"\s+(?:{any_of(lists.takes_votes)})\s+(?:\w+\s+){{0,2}}[\d,.]*\d(?![^.;]*\b(?:second|third|last)\b)"
        ),
        defeat=re.compile(rf"\b{any_of(lists.defeats)}\b|n['’]t\b"),
        says=frozenset(lists.says),
        member_nouns=frozenset(lists.member_nouns),
        scenes=compile_scenes(lists.scenes),
        rebellion=re.compile(rf"\s+{members}\b[^.;]{{0,30}}?\b{rebels}\b"),
    )
