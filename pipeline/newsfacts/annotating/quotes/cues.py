"""Cues: the verbs and phrases that report speech, read from `lexicon/cue_verbs.toml` and found in a Doc."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc
from spacy.util import registry

from newsfacts.annotating.knowledge import read_toml
from newsfacts.annotating.view import view_of

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


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


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a Doc: tokens `first` to `last` inclusive, its verb at `first`."""

    first: int
    last: int
    verb: CueVerb


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


def find_cues(doc: Doc, lexicon: CueLexicon) -> Iterator[Cue]:
    """All cues of the Doc in text order, `according to` among them; whether they report anything is decided later."""
    lowers = view_of(doc).lowers
    for i, lower in enumerate(lowers):
        if lower == "according" and lowers[i + 1 : i + 2] == ["to"]:
            yield Cue(i, i + 1, CueVerb("according to", clause=True, direct=True))
        elif lower in lexicon.rejecting and (rejection := _rejection_at(lowers, i, lexicon)):
            yield rejection
        elif lower in lexicon.phrases and (phrase := _phrase_at(lowers, i, lexicon)):
            yield phrase
        elif lower in lexicon.verbs and _is_verb(doc, i):
            yield Cue(i, i, lexicon.verbs[lower])


def _phrase_at(lowers: list[str], i: int, lexicon: CueLexicon) -> Cue | None:
    for rest, verb in lexicon.phrases[lowers[i]]:
        position = i + 1
        for options in rest:
            if position < len(lowers) and lowers[position] in options:
                position += 1
            elif "" not in options:
                break
        else:
            return Cue(i, position - 1, verb)
    return None


def _rejection_at(lowers: list[str], i: int, lexicon: CueLexicon) -> Cue | None:
    """A verb of rejection with the noun of a claim and "that": "dismissed as nonsense" is none, "dismissed suggestions
    that" and "rejected claims from both camps that" are."""
    for k in range(i + 1, min(i + 6, len(lowers) - 1)):
        if lowers[k] in lexicon.nouns and "that" in lowers[k + 1 : k + 6]:
            return Cue(i, k, CueVerb(lexicon.rejecting[lowers[i]], clause=True, denial=True))
        if lowers[k] in {".", ",", ";", "that", '"', "“"}:
            break
    return None


def _is_verb(doc: Doc, i: int) -> bool:
    """The tagger's word, or the place: a verb form between a name or pronoun and a clause is a verb."""
    token = doc[i]
    if token.tag_ in _VERB_TAGS:
        return not _is_attributive(doc, i)
    if token.tag_ == "MD" or i == 0:
        return False
    if token.dep_ == "ROOT" and token.tag_ == "NN" and i + 1 < len(doc) and doc[i + 1].is_punct:
        return True  # "...," the letter read.
    if token.tag_ == "NN" and token.lower_.endswith("ing") and i + 2 < len(doc):  # with Ms Roe writing: "We lost."
        return doc[i - 1].tag_ in {"NNP", "PRP"} and doc[i + 1].text in {":", ","} and doc[i + 2].is_quote
    previous = doc[i - 1]
    if (
        previous.tag_ in {"PRP", "NNP", "WP"}
        and token.tag_ in {"NNS", "NN", "JJ"}
        and token.lower_.endswith(("s", "ed"))
    ):
        following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
        return following in {"that", "the", "he", "she", "it", "they", ",", ".", "in", "on", "to", "reporters"}
    return False


def _is_attributive(doc: Doc, i: int) -> bool:
    """Whether a participle stands before its noun: "the reported cases", "400 pledged delegates", "co-written by";
    or is a set phrase."""
    if i == 0 or doc[i].tag_ not in {"VBN", "VBG", "VBD"}:
        return False
    before = doc[i - 1]
    if before.text == "All" and doc[i].lower_ == "told":
        return True  # all told, ten came
    if before.text == "-" and not before.whitespace_:
        return True
    if i + 1 == len(doc) or doc[i + 1].tag_ not in {"NN", "NNS"}:
        return False
    k = i - 1
    while k > 0 and doc[k].tag_ in {"CD", "JJ"}:
        k -= 1
    determined = doc[k].tag_ in {"PRP$", "POS"} or doc[k].lower_ in {"a", "an", "the", "of"}
    return determined or (before.tag_ in {"CD", "JJ"} and doc[i].tag_ != "VBD")
