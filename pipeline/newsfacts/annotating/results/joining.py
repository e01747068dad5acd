"""Names joined with the party beside them, and the grammatical place that each has in its clause.

>>> # "Ann Lee (Lab)", "Labour's Ann Lee", "Ann Lee, for Labour,": one recipient
"""

from __future__ import annotations

from newsfacts.annotating.results.items import CANDIDATES, DEFENDERS, Item, Who, is_modifier

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
        "unlike",
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


_PARTICLES = frozenset(["aside", "down", "off", "out", "past", "up"])
_VERBS = frozenset(["VBD", "VBZ", "VBP", "VB", "VBG", "VBN"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_CLOSING = frozenset([",", ";", ":", "(", ")", "–", "—"])
_LONGEST = 10  # items of an apposition


def merge(items: list[Item]) -> list[Item]:
    """Join a person with the party in apposition to the name, before or after it."""
    if not any(item.who for item in items):
        return items
    merged: list[Item] = []
    i = 0
    while i < len(items):
        item = items[i]
        if item.who and item.who.party and not item.who.person and not item.who.option:
            j = i + 1
            while j < len(items) and j - i <= 6 and is_modifier(items[j]) and items[j].tag != "DT":
                j += 1
            k = j
            if j < len(items) - 1 and items[j].low == ",":
                if i and items[i - 1].low in DEFENDERS:
                    k = j + 1
                elif items[j - 1].low in CANDIDATES:  # "the Labour candidate, retired vet Ann Lee,"
                    k = next((n for n in range(j + 1, min(j + 5, len(items))) if not is_modifier(items[n])), j)
            person = items[k] if k < len(items) else None
            if (
                person
                and person.who
                and person.who.person
                and person.who.named
                and person.who.person.party in {None, item.who.party}
            ):
                joined = Item(item.start, person.end, person.low, "NNP", person.text, who=person.who, word=False)
                joined.quoted = item.quoted
                joined.who.party = item.who.party  # type: ignore[union-attr]  # set one line above
                items[k] = joined
                i = k
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


def without_appositions(items: list[Item]) -> list[Item]:
    """The items without ", a retired vet," and ", 51," behind a name: what only describes it owns no number."""
    kept: list[Item] = []
    i = 0
    while i < len(items):
        kept.append(items[i])
        who = items[i].who
        i = _behind_apposition(items, i + 1) if who and who.person and not who.possessive else i + 1
    return kept


def _behind_apposition(items: list[Item], comma: int) -> int:
    """The index behind the comma that ends the apposition beginning at `comma`; `comma` itself if none begins there."""
    if comma + 2 >= len(items) or items[comma].low != ",":
        return comma
    k = comma + 1
    if _is_age(items[k]) and items[k + 1].low == ",":
        after = _behind_apposition(items, k + 1)
        return after if after > k + 1 else k + 2
    if items[k].low not in {"a", "an"}:
        return comma
    while k < len(items) and k - comma < _LONGEST and items[k].word and items[k].low not in _CLOSING:
        if items[k].capital or items[k].quoted or items[k].tag in _FINITE or items[k].tag.startswith("W"):
            return comma
        k += 1
    return k + 1 if k < len(items) - 1 and items[k].low == "," else comma


def _is_age(item: Item) -> bool:
    number = item.number
    return number is not None and number.form == "plain" and number.unit is None and 17 < number.value < 100


def assign_slots(items: list[Item]) -> None:
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
            if items[j + 1].tag in {"DT", "PRP$"}:
                break  # "in the by-election the Labour candidate X": where the phrase begins
        left = items[j] if j >= 0 else None
        following = items[i + 1] if i + 1 < len(items) else None
        finite = bool(following and following.word and following.tag in _FINITE)
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
        if finite and left.low == "of" and not any(x.tag in _FINITE for x in items[:i]):
            continue  # "Minister of State X had topped the poll"
        if left.low in PREPOSITIONS or left.tag == "TO":
            if not (finite and (left.low in {"after", "before", "since", "than"} or i - j > 2)):
                who.slot, who.preposition = "oblique", left.low
        elif left.low in _PARTICLES and j and items[j - 1].tag in _VERBS:
            who.slot = "object"  # "took down X"
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
