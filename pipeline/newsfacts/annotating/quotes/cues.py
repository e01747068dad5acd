"""Cues: where the verbs and phrases that report speech stand in a Doc."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from newsfacts.annotating.quotes.cue_verbs import CueLexicon, CueVerb
from newsfacts.annotating.view import view_of

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a Doc: tokens `first` to `last` inclusive, its verb at `first`."""

    first: int
    last: int
    verb: CueVerb


def find_cues(doc: Doc, lexicon: CueLexicon) -> Iterator[Cue]:
    """All cues of the Doc in text order, `according to` among them; whether they report anything is decided later."""
    lowers = view_of(doc).lowers
    verbs, phrases, rejecting = lexicon.verbs, lexicon.phrases, lexicon.rejecting
    for i in [
        i for i, low in enumerate(lowers) if low in verbs or low in phrases or low in rejecting or low == "according"
    ]:
        lower = lowers[i]
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
    that" and "rejected claims from both camps that" are; of "denied a report that said", what the report said."""
    if lowers[i] == "hit" and lowers[i + 1 : i + 3] not in (["back", "at"], ["out", "at"]):
        return None
    for k in range(i + 1, min(i + 6, len(lowers) - 1)):
        if lowers[k] in lexicon.nouns and "that" in lowers[k + 1 : k + 6]:
            said = k + 2 if lowers[k + 1] in {"that", "which"} and lowers[k + 2 : k + 3] else k
            last = said if lowers[said] in lexicon.verbs and lexicon.verbs[lowers[said]].clause else k
            lemma = lexicon.rejecting[lowers[i]]
            lemma = f"{lemma} {lowers[i + 1]}" if lemma == "hit" else lemma
            return Cue(i, last, CueVerb(lemma, clause=True, denial=True))
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
        return doc[i - 1].tag_ not in {"PRP$", "POS"}  # "...," the letter read. But: Her reply: "..."
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
