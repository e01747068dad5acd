"""Whether words of a result state one: not a hope, a condition, or what somebody is called.

>>> # "hopes to win", "if X wins", "the ousted president", "a commanding hold on" state nothing
"""

from __future__ import annotations

from newsfacts.annotating.results.findings import REACH
from newsfacts.annotating.results.items import Item, Sentence

Cues = dict[str, frozenset[str]]


def really_happened(sentence: Sentence, i: int, length: int, cues: Cues) -> bool:
    """Whether the verb or noun of `length` items at `i` states a result: no hope, no condition, no description."""
    items = sentence.items
    if any(item.low == "combined" for item in items[i + length : i + length + 3]):
        return False  # "won a combined 2 million votes": in several polls
    before = [item.low for item in items[max(0, i - 4) : i]]
    if i and items[i - 1].low in {"a", "an", "the", "no", "any"} and items[i].tag in {"NN", "NNP"}:
        return False
    if i and items[i].tag in {"VBN", "VBD", "JJ"} and _attributive(items, i + length):
        determiner = items[i - 1]
        if determiner.tag in {"DT", "PRP$", "POS"} or (determiner.who is not None and determiner.who.possessive):
            return False  # "the ousted president", "the defeated campaign"
    if i and items[i].tag in {"NN", "NNS", "NNP"}:  # "a commanding hold on", "Ms Oak's narrow win in"
        k = i - 1
        while k > 0 and items[k].word and items[k].tag in {"JJ", "JJR", "JJS", "VBG", "VBN"}:
            k -= 1
        owner = items[k].who
        noun = k < i - 1 and items[k].tag in {"DT", "PRP$"} and items[i].low not in cues["victory"]
        hoped = {item.low for item in items[max(0, i - 10) : i]} & cues["unreal"]
        if noun or hoped or (owner is not None and owner.possessive):
            return False
    if i and items[i].tag == "VB" and items[i - 1].low in {"and", "or"}:
        return False  # "best placed to draw support and beat X"
    if items[i - 1].low == "to" if i else False:
        comeback = before[-2:-1] == ["back"] and before[-3:-2] and before[-3] in cues["comebacks"]
        hoping = not comeback and any(b in cues["before_hope"] for b in before[-2:-1])
        return not set(before) & cues["unreal"] and not hoping and not _supposed(items, i, cues)
    close = [item for item in items[max(0, i - 3) : i] if item.word]
    return not {item.low for item in close} & cues["unreal"] and not _supposed(items, i, cues)


def _attributive(items: list[Item], k: int) -> bool:
    """Whether what begins at `k` is the rest of a name's description: "[the ousted] president"."""
    return k < len(items) and items[k].word and (items[k].tag in {"NN", "NNS", "NNP", "JJ"} or items[k].quoted)


def _supposed(items: list[Item], i: int, cues: Cues) -> bool:
    """ "If X wins", "if X runs well, goes on to win", "to stop X from winning": the clause only supposes it."""
    for k in range(i - 1, max(-1, i - REACH), -1):
        listed = items[k].low == "," and (items[k + 1].tag in {"VBZ", "VBP"} or items[k - 1].low in {"if", "that"})
        if items[k].low in {",", ";", "—", "–"} and not listed:
            return False
        if items[k].low in cues["supposing"] or (items[k].low == "from" and items[i].tag == "VBG"):
            return True
    return False
