"""The verbs, phrases and nouns that report speech, read from `lexicon/cue_verbs.toml`."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict
from spacy.util import registry

from newsfacts.annotating.knowledge import read_toml


class _Frame(BaseModel):
    """What a verb of a group takes; the meaning of each flag stands at the head of the lexicon."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    clause: bool = False
    tell: bool = False
    object: bool = False
    denial: bool = False
    question: bool = False
    direct: bool = True
    weak: bool = False
    finding: bool = False
    deed: bool = False
    inanimate: bool = False


class _Group(_Frame):
    name: str
    why: str
    verbs: list[str]


class _Phrase(_Frame):
    lemma: str
    words: list[str]


class _ReportNouns(BaseModel):
    model_config = ConfigDict(extra="forbid")

    nouns: list[str]
    rejecting_verbs: list[str]
    claims: list[str]
    feelings: list[str]
    denials: list[str]
    making: list[str]


class _Exclamations(BaseModel):
    model_config = ConfigDict(extra="forbid")

    nouns: list[str]
    verbs: list[str]


class _Findings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: list[str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    double: list[str]
    irregular: dict[str, list[str]]
    group: list[_Group]
    phrase: list[_Phrase]
    exclamations: _Exclamations
    findings: _Findings
    report_nouns: _ReportNouns


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A reporting verb and its frames, the union of all groups that list it."""

    lemma: str
    clause: bool = False
    tell: bool = False
    object: bool = False
    denial: bool = False
    question: bool = False
    direct: bool = False
    weak: bool = False
    finding: bool = False
    deed: bool = False
    inanimate: bool = False


@dataclass(frozen=True)
class CueLexicon:
    """Forms of cue verbs, phrases by their first form, and the nouns that report a claim."""

    verbs: dict[str, CueVerb]
    phrases: dict[str, list[tuple[list[frozenset[str]], CueVerb]]]
    nouns: frozenset[str]
    rejecting: dict[str, str] = field(default_factory=dict)
    exclamations: frozenset[str] = frozenset()
    exclaiming: frozenset[str] = frozenset()
    finders: frozenset[str] = frozenset()
    claims: dict[str, str] = field(default_factory=dict)
    feelings: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    making: frozenset[str] = frozenset()


def inflect(lemma: str, double: frozenset[str], irregular: dict[str, list[str]]) -> list[str]:
    """All forms of an English verb: lemma, third person, past, past participle, -ing.

    >>> inflect("deny", frozenset(), {"deny": ["denies", "denied", "denied", "denying"]})
    ['deny', 'denies', 'denied', 'denied', 'denying']
    >>> inflect("quip", frozenset({"quip"}), {})
    ['quip', 'quips', 'quipped', 'quipped', 'quipping']
    """
    if lemma in irregular:
        return [lemma, *irregular[lemma]]
    stem = lemma
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if lemma in double:
        stem = lemma + lemma[-1]
    past = lemma + "d" if lemma.endswith("e") else stem + "ed"
    ing = lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith("ee") else stem + "ing"
    return [lemma, third, past, past, ing]


@registry.readers("newsfacts.cue_verbs.v1")  # type: ignore[untyped-decorator]  # spaCy's registry is untyped
def read_cue_verbs(path: str) -> CueLexicon:
    """Read and check the lexicon of cue verbs; `path` is relative to the package `en_newsfacts`.

    Raises:
        ModelError: the file is not as its head says.
    """
    content = read_toml(path, _File)
    double = frozenset(content.double)
    flags = ("clause", "tell", "object", "denial", "question", "direct", "weak", "finding", "deed", "inanimate")
    merged: dict[str, dict[str, bool]] = {}
    for group in content.group:
        for lemma in group.verbs:
            frame = merged.setdefault(lemma, {})
            for flag in flags:
                frame[flag] = frame.get(flag, False) or getattr(group, flag)
    verbs: dict[str, CueVerb] = {}
    for lemma, frame in merged.items():
        for form in inflect(lemma, double, content.irregular):
            verbs.setdefault(form, CueVerb(lemma, **frame))
    phrases: dict[str, list[tuple[list[frozenset[str]], CueVerb]]] = {}
    for phrase in content.phrase:
        verb = CueVerb(phrase.lemma, **{flag: getattr(phrase, flag) for flag in flags})
        rest = [
            frozenset(word.rstrip("?").split("|")) | ({""} if word.endswith("?") else set())
            for word in phrase.words[1:]
        ]
        for first in phrase.words[0].split("|"):
            for form in inflect(first, double, content.irregular):
                phrases.setdefault(form, []).append((rest, verb))
    rejecting = {
        form: lemma
        for lemma in content.report_nouns.rejecting_verbs
        for form in inflect(lemma, double, content.irregular)
    }
    nouns = frozenset(content.report_nouns.nouns) | {noun + "s" for noun in content.report_nouns.nouns}
    exclamations = frozenset(form for noun in content.exclamations.nouns for form in inflect(noun, double, {})[:2])
    finders = frozenset(form for noun in content.findings.sources for form in inflect(noun, double, {})[:2])
    said = [*content.report_nouns.claims, *content.report_nouns.feelings]
    claims = {form: noun for noun in said for form in inflect(noun, double, {})[:2]}
    return CueLexicon(
        verbs,
        phrases,
        nouns,
        rejecting,
        exclamations,
        frozenset(content.exclamations.verbs),
        finders,
        claims,
        frozenset(content.report_nouns.feelings),
        frozenset(content.report_nouns.denials),
        frozenset(form for lemma in content.report_nouns.making for form in inflect(lemma, double, content.irregular)),
    )
