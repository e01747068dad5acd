"""A sentence as a row of items: words, numbers, and the people, parties and options that votes can go to.

    >>> # "Labour's Ann Lee polled 1,204 votes" becomes
    >>> # [Who(Ann Lee, Labour), polled, Number(1204), votes]

Names and numbers become one item each, with what belongs to them: titles, possessives and a party in apposition
("Ann Lee (Lab)", "Labour's Ann Lee", "Ann Lee, for Labour,"). The walks that read clauses then need no parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc, Token

from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.numbers import Number
from newsfacts.annotating.types import Layout, Mention, Person, TextSpan

_ENDS = frozenset(".?!")
_CLOSERS = frozenset("\"”’'»)]")
PREPOSITIONS = frozenset(
    [
        "for",
        "from",
        "of",
        "to",
        "against",
        "over",
        "by",
        "with",
        "behind",
        "than",
        "including",
        "between",
        "past",
        "like",
        "on",
        "at",
        "in",
        "into",
        "ahead",
        "under",
        "beside",
    ]
)
SUBORDINATORS = frozenset(
    [
        "after",
        "as",
        "before",
        "since",
        "when",
        "while",
        "whereas",
        "but",
        "although",
        "though",
        "because",
        "that",
        "and",
        "if",
        "until",
        "once",
        "where",
        "so",
    ]
)
# Verbs that the tagger takes for nouns between two names.
_VERBS_LIKE_NOUNS = frozenset(
    ["show", "shows", "put", "puts", "beat", "beats", "edge", "edges", "lead", "leads", "trail", "trails"]
)
_DEFENDERS = frozenset(
    [
        "defending",
        "sitting",
        "retiring",
        "outgoing",
        "reigning",
        "leading",
        "incumbent",
        "defeated",
        "beaten",
        "departing",
    ]
)


@dataclass(slots=True)
class Who:
    """Somebody or something that votes can go to. `slot` is the grammatical place in the clause."""

    person: Person | None = None
    party: str | None = None
    option: str | None = None
    named: bool = False
    possessive: bool = False
    slot: Literal["subject", "object", "oblique", "apposition"] = "subject"
    preposition: str = ""
    described: str = ""

    @property
    def person_named(self) -> bool:
        return self.person is not None and self.named


@dataclass(slots=True)
class Item:
    """A word, a number or a recipient; offsets into the text."""

    start: int
    end: int
    low: str
    tag: str
    text: str = ""
    number: Number | None = None
    who: Who | None = None
    quoted: bool = False
    previous: bool = False
    place: str | None = None

    @property
    def word(self) -> bool:
        return self.number is None and self.who is None

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(slots=True)
class Sentence:
    """The items of one sentence. `blocked` says why none of its numbers is a result: a poll, a withdrawn figure."""

    items: list[Item]
    paragraph: int
    start: int
    end: int
    blocked: Literal["", "poll", "withdrawn", "needed"] = ""
    words: frozenset[str] = frozenset()
    places: list[tuple[int, str]] = field(default_factory=list)

    @property
    def span(self) -> TextSpan:
        return TextSpan(self.start, self.end)

    def phrase(self, index: int, phrases: frozenset[str], longest: int = 4) -> int:
        """Length in items of the longest of `phrases` that begins at `index`, or 0."""
        if index >= len(self.items) or self.items[index].low not in first_words(phrases):
            return 0
        found = 0
        text = ""
        for length in range(1, longest + 1):
            if index + length > len(self.items) or not self.items[index + length - 1].word:
                break
            text = f"{text} {self.items[index + length - 1].low}".strip()
            if text in phrases:
                found = length
        return found


@lru_cache(maxsize=256)
def first_words(phrases: frozenset[str]) -> frozenset[str]:
    """The words that phrases begin with."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in phrases)


def build_sentences(doc: Doc, numbers: list[Number], lexicon: Lexicon) -> list[Sentence]:
    """All sentences of the document as rows of items."""
    layout: Layout = doc._.newsfacts_layout
    text = doc.text  # put together anew at every call
    atoms = _atoms(doc, text, numbers, lexicon)
    quoted = sorted(q.outer for q in layout.quotations if q.depth == 0)
    sentences = []
    position = 0
    for paragraph, tokens in _split(doc):
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
        while position < len(atoms) and atoms[position][0] < start:
            position += 1
        inside = []
        while position < len(atoms) and atoms[position][0] < end:
            inside.append(atoms[position])
            position += 1
        items = _items(tokens, inside, text)
        _mark_quoted(items, quoted)
        items = merge(items)
        _assign_slots(items)
        words = frozenset(item.low for item in items)
        sentences.append(Sentence(items, paragraph, start, end, words=words))
    return sentences


Atom = tuple[int, int, Number | Who]


def _atoms(doc: Doc, text: str, numbers: list[Number], lexicon: Lexicon) -> list[Atom]:
    """Names, parties, options and numbers, none overlapping another: names before parties before numbers."""
    found: list[Atom] = []
    mentions: list[Mention] = doc._.newsfacts_mentions
    for mention in sorted(mentions, key=lambda m: m.kind not in {"name", "alias"}):
        form = text[slice(*mention.span)].lower()
        described = mention.kind if mention.kind not in {"name", "alias"} else ""
        who = Who(mention.person, mention.person.party, named=not described, described=described)
        who.possessive = mention.kind == "pronoun" and form in {"his", "its", "their", "hers"}
        found.append((*mention.span, who))
    for span in doc.spans.get("newsfacts/parties", []):
        found.append((span.start_char, span.end_char, Who(party=span.kb_id_ or span.text)))
    options = {written: name for name, forms in lexicon.contests.options.items() for written in forms}
    found += [(t.idx, t.idx + len(t.text), word) for t in doc if (word := _word_as_who(t, t.text, options, lexicon))]
    found += [(n.outer_start, n.outer_end, n) for n in numbers]
    taken: list[Atom] = []
    free = [True] * (len(text) + 1)
    for atom in found:
        if all(free[atom[0] : atom[1]]):
            free[atom[0] : atom[1]] = [False] * (atom[1] - atom[0])
            taken.append(atom)
    return sorted(taken, key=lambda atom: atom[0])


def _word_as_who(token: Token, text: str, options: dict[str, str], lexicon: Lexicon) -> Who | None:
    """An option, "voted to leave", or a councillor without a party."""
    if text in options:
        if text in {"No", "Yes"} and not _is_option(token, lexicon.cues["after_option"]):
            return None
        return Who(option=options[text])
    if text in {"leave", "remain"} and token.i > 1:
        voted_to = token.nbor(-1).lower_ == "to" and token.nbor(-2).lower_ in {"voted", "vote", "votes", "voting"}
        return Who(option=text.title()) if voted_to else None
    if text.lower() in {"independent", "independents"} and _is_independent(token, lexicon.verbs.vacate):
        return Who(party="Independent")
    return None


def _is_independent(token: Token, left_office: frozenset[str]) -> bool:
    """Whether "independent" is a councillor without a party, not an adjective."""
    doc, index = token.doc, token.i
    before = doc[index - 1].lower_ if index else ""
    after = doc[index + 1] if index + 1 < len(doc) else None
    named = before in {"an", "the", "as", "outgoing", "sitting", "another", "former", "retiring", "defending", "one"}
    return named and (
        after is None
        or not after.tag_.startswith(("NN", "JJ"))
        or after.lower_ in left_office | {"councillor", "mp", "candidate", "member"}
    )


def _is_option(token: Token, after_option: frozenset[str]) -> bool:
    """Whether "No" or "Yes" is an option: beside a number or a verdict, not an answer or a determiner."""
    doc, index = token.doc, token.i
    after = doc[index + 1].text if index + 1 < len(doc) else ""
    before = doc[index - 1].text.lower() if index else ""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{3,}", before) and after in {",", ".", ";", "and", "to", "", ")"}:
        return True  # "9,200 No, 4,100 Yes"
    if after[:1].isdigit() or after in {":", "(", "–", "-"} or after.lower() in after_option:
        return not (
            token.text == "No" and after.isdigit() and int(after) < 100 and "Yes" not in {t.text for t in token.sent}
        )
    return before in {"voted", "vote", "for", "the"} or (
        bool(doc[index : index + 2])
        and after.lower() in {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
    )


def _split(doc: Doc) -> Iterator[tuple[int, list[Token]]]:
    """The tokens of each sentence with the index of its paragraph; sentences end at full stops, never at ; or :."""
    for index, paragraph in enumerate(doc.spans.get("newsfacts/paragraphs", [])):
        tokens = [t for t in paragraph if not t.is_space and not _leader(t.text)]
        if not tokens:
            continue
        begin = 0
        for i, token in enumerate(tokens):
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if following is None:
                yield index, tokens[begin:]
            elif (token.text in _ENDS or (i and _closes(token) and tokens[i - 1].text in _ENDS)) and (
                not _closes(following) and not following.text[:1].islower()
            ):
                yield index, tokens[begin : i + 1]
                begin = i + 1


def _leader(text: str) -> bool:
    """Dots that lead the eye from a name to its number."""
    return len(text) > 3 and not text.strip(".…·")


def _closes(token: Token) -> bool:
    return token.text in _CLOSERS and not (token.text in "\"'" and token.i and token.doc[token.i - 1].whitespace_)


def _items(tokens: list[Token], atoms: list[Atom], full: str) -> list[Item]:
    items: list[Item] = []
    position = 0
    for token in tokens:
        end = token.idx + len(token.text)
        while position < len(atoms) and atoms[position][1] <= token.idx:
            position += 1
        if position < len(atoms) and atoms[position][0] < end:
            start, stop, what = atoms[position]
            if items and items[-1].start == start and not items[-1].word:
                continue
            text = full[start:stop]
            item = Item(start, stop, text.lower(), "CD" if isinstance(what, Number) else "NNP", text)
            if isinstance(what, Number):
                item.number = what
            else:
                item.who = what
            items.append(item)
        elif (
            items
            and items[-1].who
            and (token.tag_ == "POS" or token.text in {"'s", "’s"})
            and not items[-1].who.possessive
        ):
            items[-1].who.possessive = True
            items[-1].end = end
        elif items and items[-1].word and items[-1].end == token.idx and _hyphenated(items[-1].text, token.text):
            items[-1].text += token.text
            items[-1].low += token.lower_
            items[-1].end, items[-1].tag = end, token.tag_
        else:
            items.append(Item(token.idx, end, token.lower_, token.tag_, token.text))
    return items


def _hyphenated(before: str, after: str) -> bool:
    """Whether two adjoining tokens are parts of one word: by-election, Ashford-on-Wye."""
    hyphens = ("-", "\u2010", "\u2011", "—", "–")
    if (after in hyphens[3:] and not before[0].isupper()) or (before.endswith(hyphens[3:]) and not after[0].isupper()):
        return False
    if after in hyphens:
        return before[-1].isalnum()
    return before.endswith(hyphens) and len(before) > 1 and after[0].isalpha()


def _mark_quoted(items: list[Item], quoted: list[TextSpan]) -> None:
    position = 0
    while position < len(quoted) and items and quoted[position].end <= items[0].start:
        position += 1
    for item in items:
        while position < len(quoted) and quoted[position].end <= item.start:
            position += 1
        item.quoted = position < len(quoted) and quoted[position].start <= item.start


def is_modifier(item: Item) -> bool:
    """Whether an item can stand between a determiner or party and the name that it describes."""
    if not item.word or item.low in _VERBS_LIKE_NOUNS:
        return False
    if item.low in {"defeated", "beaten"} and item.tag == "VBD":
        return False
    if item.low in _DEFENDERS or item.low in {"-", "mr", "mrs", "ms", "dr", "cllr", "mp", "mps", "&"}:
        return True
    return (
        item.tag in {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "PRP$", "DT", "POS", "AFX"}
        and item.text[:1].isalpha()
    )


def after_modifiers(items: list[Item], k: int) -> int:
    """The index behind the words that describe a name: "the former minister X", "her nearest rival, the X"."""
    while k < len(items):
        who = items[k].who
        own = who is not None and who.possessive and who.described == "pronoun"
        apposition = items[k].low == "," and is_modifier(items[k - 1])
        if not (own or apposition or is_modifier(items[k]) or items[k].low in {"the", "his", "her", "their"}):
            return k
        k += 1
    return k


def merge(items: list[Item]) -> list[Item]:
    """Join a person with the party in apposition to the name, before or after it."""
    merged: list[Item] = []
    i = 0
    while i < len(items):
        item = items[i]
        if item.who and item.who.party and not item.who.person and not item.who.option:
            j = i + 1
            while j < len(items) and j - i <= 6 and is_modifier(items[j]) and items[j].tag != "DT":
                j += 1
            comma = j < len(items) - 1 and items[j].low == "," and i > 0 and items[i - 1].low in _DEFENDERS
            person = items[j + comma] if j + comma < len(items) else None
            if (
                person
                and person.who
                and person.who.person
                and person.who.named
                and person.who.person.party in {None, item.who.party}
            ):
                joined = Item(
                    item.start, person.end, person.low, "NNP", person.text, who=person.who, quoted=item.quoted
                )
                joined.who.party = item.who.party  # type: ignore[union-attr]  # set one line above
                items[j + comma] = joined
                i = j + comma
                continue
        merged.append(item)
        i += 1
        if item.who and item.who.person and not item.who.possessive:
            i = _absorb_party(items, i, item)
    return merged


def _absorb_party(items: list[Item], i: int, person: Item) -> int:
    """Swallow a party that follows the name: "(Lab)", "of the SDLP", ", for Labour,", ", the Green candidate,"."""
    who = person.who
    assert who is not None
    low = [item.low for item in items[i : i + 9]]

    def party(k: int) -> str | None:
        other = items[i + k].who if i + k < len(items) else None
        if other and other.party and not other.person and not other.possessive and who.party in {None, other.party}:
            return other.party
        return None

    def join(name: str, length: int) -> int:
        who.party = name
        person.end = items[i + length - 1].end
        return i + length

    if low[:1] in (["("], ["["]) and (name := party(1)):
        return join(name, 3 if low[2:3] in ([")"], ["]"]) else 2)
    if low[:1] == ["of"] and (name := party(1) or (party(2) if low[1:2] == ["the"] else None)):
        k = 2 if party(1) else 3
        following = items[i + k] if i + k < len(items) else None
        if not (following and following.who):
            return join(name, k)
    if low[:1] == [","]:
        k = 1
        while k < len(low) and low[k] in {
            "for",
            "of",
            "the",
            "a",
            "an",
            "standing",
            "representing",
            "running",
            "from",
            "who",
            "stood",
            "his",
            "her",
        }:
            k += 1
        while (
            k < len(low)
            and k < 5
            and i + k < len(items)
            and items[i + k].word
            and items[i + k].tag in {"JJ", "NN", "HYPH"}
        ):
            k += 1
        if name := party(k):
            k += 1
            while i + k < len(items) and is_modifier(items[i + k]) and items[i + k].tag not in {"DT", "PRP$"}:
                k += 1
            if i + k < len(items) and (items[i + k].low in {",", ")", "who"} or (items[i + k].number and k <= 3)):
                return join(name, k + (items[i + k].low == ","))
    return i


def _assign_slots(items: list[Item]) -> None:
    """The grammatical place of each recipient, from what stands before and after it."""
    before: Who | None = None
    has_subject = False
    for i, item in enumerate(items):
        if item.who is None:
            continue
        who = item.who
        has_subject = has_subject or (before is not None and before.slot == "subject")
        before = who
        j = i - 1
        while j >= 0 and i - j <= 8 and is_modifier(items[j]):
            j -= 1
        left = items[j] if j >= 0 else None
        following = items[i + 1] if i + 1 < len(items) else None
        finite = bool(following and following.word and following.tag in {"VBD", "VBZ", "VBP", "MD"})
        if who.described == "pronoun":
            following_noun = (
                following
                and following.word
                and following.tag in {"NN", "NNS", "JJ", "JJS", "NNP"}
                and item.low == "her"
            )
            who.possessive = who.possessive or bool(following_noun)
            if item.low in {"him", "them"} or (item.low == "her" and not who.possessive):
                who.slot = "object"
                continue
        if left is None or (finite and left.low not in PREPOSITIONS) or left.low in SUBORDINATORS - {"as"}:
            continue
        if left.low in PREPOSITIONS or left.tag == "TO":
            if not (finite and (left.low in {"after", "before", "since", "than"} or i - j > 2)):
                who.slot, who.preposition = "oblique", left.low
        elif left.word and left.tag in {"VBD", "VBZ", "VBP", "VB", "VBG", "VBN"} and not finite:
            inverted = left.low in {
                "was",
                "were",
                "is",
                "are",
                "came",
                "comes",
                "come",
                "stood",
                "trailed",
                "followed",
                "said",
            }
            if not inverted or has_subject:
                who.slot = "object"
