"""Whether a listed form, where it stands, is the name it looks like: its case and the words around it.

The uses of a form, from the surest to the least sure:

- `firm`: a name wherever its capitals are right ("Liberal Democrats").
- `name`: the same, unless it is a piece of a longer name ("Labour", but not "Labour Day").
- `capital`: also a common word, so a capital must say something: not at the start of a sentence, unless words
  such as "candidate" beside it tell, or the article names it elsewhere ("Conservative").
- `weak`: a word and a surname as often as a name ("Green"): needs telling words, or the name elsewhere.
- `echo`: short for a longer name ("Tories" for the Progressive Conservatives): only if the article has that name.
- `label`: an abbreviation, only where a label is printed ("(Lab)", "LD 575, C 564", "R-Texas", "Con hold").
- `lower`: a common word that is somebody's standing ("an independent councillor").
"""

from __future__ import annotations

from typing import Literal

from newsfacts.annotating.forms import Form, Place, right_case
from newsfacts.annotating.knowledge import Contexts, Listed, Use
from newsfacts.annotating.labels import before_number, is_labelled

Verdict = Literal["yes", "if_known", "if_listed", "if_either", "no", "surname"]
_POSSESSIVES = frozenset(["'s", "'"])
_STANDING = frozenset(["candidate", "candidates", "party"])
_ARTICLES = frozenset(["a", "an", "the", "one", "its", "another", "their"])
_NOT_AFTER_NOUN = frozenset(["and", "or", "but", "of", "to", "yet", "as", "than", "both", "more", "very"])


def judge(form: Form, place: Place, words: Contexts) -> Verdict:
    """Whether the form is a name here.

    `if_known`: if the article names it elsewhere; `if_listed`: in a list of results; `surname`: a person's, so that
    the article may use it alone as one.
    """
    if not right_case(form, place) or _ruled_out(form.listed, place):
        return "no"
    if form.use == "lower":
        return "yes" if _is_standing(place, words) else "no"
    if form.use == "echo":
        return "no" if _is_longer_name(place.capitals_from(place.end), words, weak=True) else "if_known"
    if words.before_names and is_labelled(place, words, single=len(form.words) == 1 and len(form.words[0]) == 1):
        return "yes"
    if form.use == "label":
        return _judge_label(form, place, words)
    run = place.capitals_from(place.end)
    if _is_longer_name(run, words, weak=form.use == "weak"):
        return "no"
    if form.use == "firm":
        return "yes"
    return _judge_word(form.use, place, words, run)


def _judge_label(form: Form, place: Place, words: Contexts) -> Verdict:
    """An abbreviation that is no label: "SP candidate", "the SP's Ann Lee"; alone if the article has the full name."""
    first = form.words[0]
    if len(first) > 3 and place.after() in _STANDING and not place.reading.initial[place.start]:
        return "yes"
    listed = before_number(place)
    word = place.doc[place.reading.tokens[place.start]]
    beside = place.reading.texts[place.end : place.end + 1]
    headline = place.reading.initial[place.start] and bool(beside) and len(beside[0]) > 1 and beside[0].isupper()
    if len(form.words) > 1 or len(first) < 2 or not first.isupper() or word.is_stop or headline:
        return "if_listed" if listed else "no"
    if _is_told(place, words):
        return "yes"
    run = place.capitals_from(place.end)
    named = place.reading.capital(place.start - 1) and _is_name_before(place, words)
    if (run and run[0] not in words.given_names) or named:
        return "if_listed" if listed else "no"
    return "if_either" if listed else "if_known"


def _judge_word(use: Use, place: Place, words: Contexts, run: list[str]) -> Verdict:
    told = _is_told(place, words)
    if not words.before_names and place.after() and place.reading.hyphenated[place.end]:
        return "no"  # X-ray, Sun-dried; but Tory-led
    if run and run[0] not in words.following and not words.before_names:
        return "no"
    if use != "name" or not words.before_names:
        previous = place.start - 1
        if place.before() and place.reading.capital(previous) and _is_name_before(place, words):
            if told and use == "capital":
                return "yes"
            return "surname" if place.before() in words.given_names else "no"
    if use == "name" or told:
        return "yes"
    if _is_before_person(place, words, run):
        return "yes"
    listed = before_number(place)
    if place.reading.initial[place.start] and place.tag_after()[:1] in {"N", "J"} and not run:
        return "if_listed" if listed else "no"
    if use == "capital":
        if len(run) > 1 or not (place.reading.initial[place.start] or run):
            return "yes"
        return "if_either" if listed else "if_known"
    if len(run) == 1 and run[0] not in words.following:
        return "if_listed" if listed else "no"
    return "if_either" if listed else "if_known"


def _is_longer_name(run: list[str], words: Contexts, *, weak: bool) -> bool:
    """Whether the capitals after the form make it a piece of a name: "Green Lane", "Labour Party Avenue"."""
    if run and run[0] in words.following:
        rest = run[1:] if weak else run[1:2]
        return any(word in words.name_heads and word not in words.following for word in rest)
    if len(run) > 1 and run[0] in words.given_names and run[1] in words.name_heads:
        return False  # Conservative John Street
    return any(word in words.name_heads for word in run)


def _ruled_out(listed: Listed, place: Place) -> bool:
    before = place.before()
    return (
        place.after() in listed.not_before
        or before in listed.not_after
        or f"{place.before(2)} {before}" in listed.not_after
    )


def _is_told(place: Place, words: Contexts) -> bool:
    """Telling words beside the form: "X candidate", "X's new leader", "X's Ann Lee", "voted X"."""
    after, then = place.after(), place.after(2)
    if after in _POSSESSIVES:
        owned = place.capitals_from(place.end + 1)
        return then in words.following or place.after(3) in words.following or len(owned) > 1
    if after in words.following or (after in words.qualifiers and then in words.following):
        return True
    if words.before_names and _describes(place, words):
        return True
    if not words.before_names and place.tag_after()[:1] in {"N", "J"}:
        return False  # "the National ticket", but "the National said"
    before = place.before()
    return before in words.preceding or f"{place.before(2)} {before}" in words.preceding


def _is_before_person(place: Place, words: Contexts, run: list[str]) -> bool:
    """Whether a person's full name follows inside a sentence: behind Green Ann Lee."""
    named = len(run) in {2, 3} and run[0] in words.given_names and not any(w in words.name_heads for w in run)
    return words.before_names and named and not place.reading.initial[place.start]


def _describes(place: Place, words: Contexts) -> bool:
    """Whether a person's description goes on to a name: "X fisheries minister Ann Lee", "X state Rep. Ann Lee"."""
    index = place.end
    paragraph = place.reading.paragraphs[place.start]
    while index < place.end + 2 and place.reading.key(index, paragraph).isalpha() and not place.reading.capital(index):
        index += 1
    if index == place.end or not place.reading.capital(index):
        return False
    first = place.reading.key(index, paragraph)
    named = first in words.following or (first in words.given_names and place.reading.capital(index + 1))
    # A noun at the start of a sentence may be all that the capital is for: Reform expert Ann Lee.
    known = not place.reading.initial[place.start] or place.reading.key(index - 1, paragraph) in words.following
    return named and (known or first in words.following)


def _is_name_before(place: Place, words: Contexts) -> bool:
    """Whether the capitalised word before belongs to the same name: "Sarah Green", "Mr Green", "Law Reform"."""
    before = place.before()
    if before in words.qualifiers or before in words.preceding or before in words.following:
        return False
    token = place.doc[place.reading.tokens[place.start - 1]]
    # Publicly Reform said; but Emily Green said
    adverb = place.reading.initial[place.start - 1] and before.endswith("ly") and before not in words.given_names
    return not token.is_stop and not adverb


def _is_standing(place: Place, words: Contexts) -> bool:
    """Lower-case "independent" of a person: a candidate, a councillor, "as an independent", "independent Ann Lee"."""
    after = place.after()
    if after in words.standing or (place.after(2) in words.standing and place.tag_after()[:2] in {"NN", "JJ"}):
        return True
    run = place.capitals_from(place.end)
    if run:
        return len(run) > 1 and not any(word in words.name_heads for word in run) and not _is_initialism(place)
    if place.reading.keys[place.end - 1].endswith("s") and _is_counted(place):
        return True
    if place.before() == "as" and place.tag_after()[:1] not in {"N", "J"}:
        return True
    if place.before() not in _ARTICLES and place.before() not in words.qualifiers:
        return False
    if place.before(2) == "," and place.before() == "an" and after == ",":
        return True  # Ann Lee, an independent,
    if place.before(2) == "as" and place.before() == "an" and after.endswith("ing"):
        return True  # as an independent fighting for the pier
    ends = not after or after in {".", ";", ")", "?", "!"} or after == "who"
    verb = place.tag_after()[:1] == "V" or place.tag_after() == "MD"
    word = place.doc[place.reading.tokens[place.end]] if after else None
    function = word is not None and word.is_stop and after not in _NOT_AFTER_NOUN
    comma = after == "," and f"{place.before(2)} {place.before()}" in {"as an", "as a"}
    return ends or verb or function or comma or _is_apposed(place, words)


def _is_apposed(place: Place, words: Contexts) -> bool:
    """The independent, Ann Lee; an independent, Ann Lee; the independent, retired vet Ann Lee."""
    if place.after() != "," or place.before() not in {"an", "the"}:
        return False
    index = place.end + 1
    run = place.capitals_from(index)
    if place.before() == "the" and len(run) > 1:
        return True
    paragraph = place.reading.paragraphs[place.start]
    while index < place.end + 4 and place.reading.key(index, paragraph).isalpha() and not place.reading.capital(index):
        if place.reading.keys[index] in _NOT_AFTER_NOUN:
            return False
        index += 1
    run = place.capitals_from(index)
    return len(run) > 1 and run[0] in words.given_names


def _is_counted(place: Place) -> bool:
    """Four independents were elected; the independents."""
    if not place.before():
        return False
    return place.before() == "the" or place.doc[place.reading.tokens[place.start - 1]].like_num


def _is_initialism(place: Place) -> bool:
    return any(len(text) > 1 and text.isupper() for text in place.reading.texts[place.end : place.end + 2])
