"""The words of the `[scenes]` table of lexicon/party_cues.toml, compiled; `party_scenes` says what each pattern is for.

>>> from newsfacts.annotating.party_cues import read_party_cues
>>> scenes = read_party_cues().scenes
>>> bool(scenes.whose_own.fullmatch(", whose own leader, "))
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]
_NUMBER = r"[\d.,]*\d"


class SceneLists(BaseModel):
    """The table as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    leaders: Words
    candidates: Words
    heads_of: Words
    bodies: Words
    finishes: Words
    through: Words
    good_news: Words
    survives: Words
    polls: Words
    rule: Words
    ousting: Words
    deals: Words
    blows: Words
    counterparts: Words
    majorities: Words
    chambers: Words
    comes_to_power: Words
    mandates: Words
    companions: Words
    own_ministers: Words
    benches: Words
    appoints: Words
    leaves: Words
    replaces: Words
    sat: Words
    members_elected: Words


@dataclass(frozen=True, slots=True)
class SceneCues:
    """The compiled patterns."""

    whose_own: re.Pattern[str]
    its_leader: re.Pattern[str]
    for_its_candidate: re.Pattern[str]
    finishes_through: re.Pattern[str]
    good_news: re.Pattern[str]
    where: re.Pattern[str]
    survives: re.Pattern[str]
    polled: re.Pattern[str]
    rule_ended: re.Pattern[str]
    ends_years: re.Pattern[str]
    deals: re.Pattern[str]
    blow: re.Pattern[str]
    counterpart: re.Pattern[str]
    next_leader: re.Pattern[str]
    heads_of: re.Pattern[str]
    body: re.Pattern[str]
    has_majority: re.Pattern[str]
    comes_to_power: re.Pattern[str]
    handed: re.Pattern[str]
    mandate: re.Pattern[str]
    companion: re.Pattern[str]
    own_minister: re.Pattern[str]
    on_benches: re.Pattern[str]
    keeps: re.Pattern[str]
    whose_leaving: re.Pattern[str]
    replaces: re.Pattern[str]
    will_replace: re.Pattern[str]
    newest: re.Pattern[str]
    sat: re.Pattern[str]
    safest: re.Pattern[str]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, a space standing for white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def compile_scenes(lists: SceneLists) -> SceneCues:
    """The patterns of the table."""
    leaders, candidates = any_of(lists.leaders), any_of(lists.candidates)
    short = r"[^.;:\n\"“”]"  # within a clause or two
    title = r"(?:(?:[A-Z][\w.]*|the|then)\s+){0,3}"
    chamber = rf"(?:the\s+)?(?:\w+\s+)?(?:state\s+|provincial\s+)?{any_of(lists.chambers)}"
    return SceneCues(
        whose_own=re.compile(
            rf"\s*,\s+whose\s+(?:own\s+)?(?:new\s+|local\s+|only\s+)?(?:{leaders}|{candidates})\s*,?\s+"
        ),
        its_leader=re.compile(rf"\b[Ii]ts\s+(?:new\s+|own\s+|then\s+)?{leaders}\s*,\s+$"),
        for_its_candidate=re.compile(
            rf"\s{short}{{1,70}}?\s(?:for|through)\s+(?:its|their)\s+(?:\w+\s+)?{candidates}\s*,?\s+"
        ),
        finishes_through=re.compile(
            rf"\s+(?:only\s+)?{any_of(lists.finishes)}\s+(?:a\s+\w+\s+)?\w+(?:\s+place)?\s*,?\s+{any_of(lists.through)}\s+"
        ),
        good_news=re.compile(rf"\b{any_of(lists.good_news)}\s+for\s+(?:the\s+)?$"),
        where=re.compile(rf"\s+in\s+(?:the\s+)?[A-Z]{short}{{2,40}}?,\s+where\s+{short}{{0,60}}?"),
        survives=re.compile(rf"\s+(?:had\s+|has\s+)?(?:\w+ly\s+)?{any_of(lists.survives)}\b"),
        polled=re.compile(rf"\s+{any_of(lists.polls)}\s+(?:just\s+)?{_NUMBER}"),
        rule_ended=re.compile(
            rf"\s+{any_of(lists.rule)}\b{short}{{0,60}}?\b{any_of(lists.ousting)}\s+(?:[\w-]+\s+){{0,4}}?"
        ),
        ends_years=re.compile(r"\bend(?:ed|s|ing)\s+[\w\s-]{0,40}?(?:years?|decades?|terms?|century)\s+of\s+$"),
        deals=re.compile(rf"{short}{{0,110}}?\s{any_of(lists.deals)}\s+(?:the\s+)?"),
        blow=re.compile(rf"\s+(?:an?|his|her|their)\s+(?:[\w-]+\s+){{0,4}}?{any_of(lists.blows)}\b"),
        counterpart=re.compile(
            rf"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s+{any_of(lists.counterparts)}\s+(?:at|in|from|of)\s+(?:the\s+)?$"
        ),
        next_leader=re.compile(
            rf"\s*,\s+{short}{{0,90}}?\b(?:as|be|become)\s+(?:an?|the)\s+(?:next|future)\s+leader\s+of\s+(?:the\s+)?"
        ),
        heads_of=re.compile(
            rf"(?:\s*,\s+|\s+of\s+[A-Z][\w .]+,\s+)(?:{short}{{2,40}}?\s)?who\s+{any_of(lists.heads_of)}\s+"
            rf"(?:the\s+)?{short}{{0,40}}?"
        ),
        body=re.compile(rf"(?:['’]s?)?\s+(?:[\w-]+\s+){{0,3}}?{any_of(lists.bodies)}\b"),
        has_majority=re.compile(
            rf"\s+(?:still\s+|now\s+)?(?:has|have|holds?|commands?|enjoys?)\s+(?:still\s+|now\s+)?an?\s+"
            rf"(?:{any_of(lists.majorities)}\s+)*majority\s+(?:of\s+(?:just\s+|only\s+)?\w+\s+)?in\s+{chamber}\b"
        ),
        comes_to_power=re.compile(
            rf"\s+{any_of(lists.comes_to_power)}\s+(?:back\s+)?(?:in)?to\s+(?:power|office|government)\s+(?:last|this|in\s+(?!\d)|\d+\s+months?\s+ago|earlier)\b"
        ),
        handed=re.compile(r"\b(?:handed|handing|gave|given)\s+(?:the\s+)?$"),
        mandate=re.compile(rf"\s+an?(?:other)?\s+(?:[\w-]+,?\s+){{0,5}}?{any_of(lists.mandates)}\b"),
        companion=re.compile(
            rf"\s+(?:own\s+|former\s+|old\s+)?{any_of(lists.companions)}(?:\s+(?:\w+\s+){{1,2}}ago|\s+in\s+\d{{4}}|\s+last\s+time)?\s*,?\s+{title}"
        ),
        own_minister=re.compile(rf"\s+{any_of(lists.own_ministers)}\s*,?\s+{title}"),
        keeps=re.compile(rf"\s+(?!and\b){short}{{0,60}}?\b{any_of(lists.appoints)}\s+"),
        on_benches=re.compile(rf"\s+(?:own\s+)?{any_of(lists.benches)}\b"),
        whose_leaving=re.compile(rf"\s*,\s+whose\s+(?:\w+\s+)?{any_of(lists.leaves)}\b(?!\s+(?:as|from)\b)"),
        will_replace=re.compile(
            rf"(?:\s*,[^,.;\n]{{2,60}},)?\s+(?:will\s+|is\s+to\s+|now\s+)?{any_of(lists.replaces)}\s+(?:[\w-]+\s+){{0,5}}?"
        ),
        newest=re.compile(rf"\s+(?:brand\s*-?new|new|newest|latest)\s+{any_of(lists.members_elected)}\b"),
        replaces=re.compile(
            rf"(?<!\bto )\b{any_of(lists.replaces)}\s+(?:(?:the|longtime|long-serving|former)\s+)*(?:[A-Za-z]+\s+)?$"
        ),
        sat=re.compile(
            rf"\s*,?\s+(?:who\s+)(?:had\s+)?{any_of(lists.sat)}\b{short}{{0,40}}\b(?:years|decades|since)\b"
        ),
        safest=re.compile(
            rf"{short}{{0,80}}?\bone\s+of\s+(?:his|her|their)\s+(?:own\s+)?party['’]s\s+(?:safest|strongest|most\s+secure)\b"
        ),
    )
