"""Figures that go on from those before them in the sentence: a second turnout, the same votes as a share, a list.

>>> # "led 52% to 46%, or 641,207 votes to 565,190": the same two, in the same order
"""

from __future__ import annotations

from itertools import pairwise

from newsfacts.annotating.results.findings import Finding, Kind
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.number_roles import Measure, pair

_JOINING = frozenset(["and", ",", "but", "while"])
Last = tuple[int, Finding | None, str]  # the number before: its item, what was made of it, its role


def same_role(sentence: Sentence, measures: dict[int, Measure]) -> None:
    """ "Turnout was 41% in Higham and 56% in Ashby": the second figure is a turnout as well."""
    items = sentence.items
    for before, i in pairwise(measures):
        number = items[i].number
        if measures[before].role not in {"turnout", "swing"} or number is None or number.unit is None:
            continue
        if before + 1 < len(items) and items[before + 1].low == "(" and i == before + 2:
            measures[i] = Measure(measures[before].role, measures[i].end)  # "Turnout 36,456 (48.67%)"
            continue
        between = items[before + 1 : i]
        behind = i + 1 < len(items) and items[i + 1].low in {"in", "at"} and items[i - 1].low in _JOINING
        ahead = len(between) > 2 and between[0].low in _JOINING and between[1].low in {"in", "at"}
        if (behind or ahead) and len(between) < 12 and not any(item.who and item.who.party for item in between):
            measures[i] = Measure(measures[before].role, measures[i].end)


def parallel(sentence: Sentence, i: int, measure: Measure, findings: list[Finding], taken: dict[int, Finding]) -> None:
    """ "led 52% to 46%, or 641,207 votes to 565,190": the same two, in the same order."""
    other = pair(sentence, i, measure.end)
    number = sentence.items[i].number
    if len(findings) < 2 or other is None or measure.role != "votes":
        return
    if sentence.items[i - 1].low not in {"or", "("}:
        return
    first, second = findings[-2:]
    if first.pair and second.pair and first.kind == second.kind == "percent" and i - second.index < 6:
        for index, which, like in ((i, number, first), (other, sentence.items[other].number, second)):
            if which is not None:
                made = Finding("votes", which, index, like.whos, like.option, like.stands_for, pair=True)
                made.partial = like.partial
                taken[index] = made


def elliptic(sentence: Sentence, i: int, last: Last) -> Finding | None:
    """ "The SNP's share fell by 20 points and Labour's by nearly six": the same change of another's share."""
    number, change = sentence.items[i].number, last[1]
    if change is None or change.kind != "change" or number is None or number.unit == "percent" or i < 2:
        return None
    owner = sentence.items[i - 2].who
    if sentence.items[i - 1].low != "by" or owner is None or not owner.possessive:
        return None
    return Finding("change", number, i, [owner], sign=change.sign)


def level_after_change(sentence: Sentence, i: int, last: Last) -> bool:
    """ "plunged 12 points to 32.3": the unit of the first number is meant with the second."""
    where, finding, _ = last
    number = sentence.items[i].number
    return (
        finding is not None
        and finding.kind == "change"
        and i - where == 2
        and sentence.items[i - 1].low == "to"
        and number is not None
        and number.value <= 100
    )


def respectively(sentence: Sentence, measures: dict[int, Measure], votes: frozenset[str]) -> dict[int, Finding]:
    """ "Ms Oak and Mr Bell had 10,020 and 9,876 votes respectively": one number each, in order."""
    items = sentence.items
    end = next(i for i, item in enumerate(items) if item.low == "respectively")
    numbers = [
        i for i in measures if i < end and measures[i].role in {"votes", "bare", "percent"} and not items[i].previous
    ]
    run = numbers[-1:]
    for i in reversed(numbers[:-1]):
        if all(item.low in {",", "and"} or item.low in votes for item in items[i + 1 : run[0]]):
            run.insert(0, i)
    people = (
        [
            item.who
            for item in items[: run[0]]
            if item.who and item.who.person and item.who.named and not item.who.possessive
        ]
        if run
        else []
    )
    roles = {measures[i].role for i in run}
    if len(run) < 2 or len(people) != len(run) or roles == {"bare"}:
        return {}
    kind: Kind = "percent" if "percent" in roles else "votes"
    return {i: Finding(kind, items[i].number, i, [who]) for i, who in zip(run, people, strict=True)}  # type: ignore[arg-type]  # run holds numbers


def same_as_last(sentence: Sentence, i: int, kind: Kind, last: Last, cues: dict[str, frozenset[str]]) -> Finding | None:
    """The number says the same thing in another measure: "1,641, or 5.1 per cent", "45% (+3.1)", "6.2 to 31.9%"."""
    where, finding, _ = last
    if finding is None or (finding.kind == kind and kind != "change") or i - where > 10:
        return None
    between = sentence.items[where + 1 : i]
    if [item.low for item in between] in (["amounted", "to"], ["votes", "amounted", "to"]):
        return finding
    owners = {id(who.person) if who.person else who.party for who in finding.whos}
    somebody_elses = any(
        x.low == "for" and y.who and (id(y.who.person) if y.who.person else y.who.party) not in owners
        for x, y in pairwise(sentence.items[i + 1 : i + 6])
    )
    low = {item.low for item in between}
    if somebody_elses or ("to" in low and finding.kind != "change" and not low & {"equal", "equivalent"}):
        return None
    if any(not (item.word or (item.number and item.number.form == "year")) for item in between):
        return None
    words = [item.low for item in between if item.word and item.low not in cues["share_words"]]
    joined = set(words) <= cues["same_figure"]
    return finding if joined and (words or kind != finding.kind) else None
