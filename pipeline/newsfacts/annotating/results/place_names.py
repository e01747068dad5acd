"""Names of places as they stand in a sentence, read from a noun to the left or from a verb to the right.

>>> # "the Higham Vale by-election" -> left of the noun; "took Ashby and the Wolds" -> right of the verb
"""

from __future__ import annotations

from newsfacts.annotating.results.items import Item
from newsfacts.annotating.results.lexicon import Lexicon

CONNECTORS = frozenset(["of", "and", "&", "upon", "the", "de", "la", "le", "du", "des", "aux", "y", "with"])


class PlaceNames:
    """Reads the name that ends or begins at an item; `known` are the names of the gazetteer, by offset."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.cues = lexicon.cues

    def is_name(self, items: list[Item], k: int) -> bool:
        item = items[k]
        return (
            item.word
            and item.capital
            and item.low not in self.words.seat["never"]
            and item.text[0].isalpha()
            and item.low not in {"tory"}
        )

    def begins(self, items: list[Item], k: int) -> bool:
        k += k < len(items) and items[k].low == "the"
        return k < len(items) and self.is_name(items, k)

    def left(self, items: list[Item], noun: int, known: dict[int, int]) -> tuple[int, int] | None:
        """The name that ends right before the noun at `noun`."""
        k = noun - 1
        while k > 0 and items[k].word and items[k].low in self.cues["area_adjectives"] and not items[k].capital:
            k -= 1
        if k > 1 and items[k].low in {"'s", "’s"} and items[k - 1].low in self.cues["offices"]:
            k -= 2  # the Ohio governor's race
        senate = k > 0 and items[k].text == "Senate" and self.is_name(items, k - 1)
        k -= senate  # the Ohio Senate race
        if (
            k >= 0
            and items[k].tag in {"JJ", "NNPS"}
            and (k == 0 or not self.is_name(items, k - 1))
            and items[k].start not in known
        ):
            return None  # a demonym: the Cumbrian seat
        end = k
        begin = k + 1
        while k >= 0 and items[k].word:
            if items[k].tag == "POS" or items[k].low in {"'s", "’s"}:
                owner = items[k - 1] if k else None
                saintly = owner is not None and (
                    owner.low in self.cues["saintly"] or (k > 1 and items[k - 2].low in {"st", "st."})
                )
                if not saintly or owner is None:
                    break
                k -= 1
                continue
            if self.is_name(items, k):
                begin = k
            elif items[k].low == "state" and k and self.is_name(items, k - 1):
                pass
            elif items[k].low == "the":
                if not (k > 1 and items[k - 1].low == "and" and self.is_name(items, k - 2)):
                    break  # Oakley and the Vale
            elif (
                items[k].low not in CONNECTORS
                or k == 0
                or not self.is_name(items, k - 1)
                or (items[k].low == "and" and begin == k + 2 and not self._joined_names(items, k))
                or (
                    items[k].low == "and" and k + 1 < len(items) and begin == k + 1 and not self._joined_names(items, k)
                )
            ):
                break
            k -= 1
        if begin > end or (not self.is_name(items, end) and items[end].tag != "POS"):
            return None
        end = end + 1 if senate else _without_chamber(items, begin, end)
        if items[end].low in self.words.seat["containers"] or (
            begin == end and items[end].text in [*self.words.chambers["names"], "Congressional", "Legislative"]
        ):
            return None
        return items[begin].start, items[end].end

    @staticmethod
    def _joined_names(items: list[Item], k: int) -> bool:
        """Whether "A and B by-election" is one place; where a list goes on before A it is not."""
        return k < 2 or items[k - 2].low not in {","}

    def right(self, items: list[Item], k: int, known: dict[int, int], joined: bool = False) -> tuple[int, int] | None:
        """The name that begins at `k`."""
        if k >= len(items) or not items[k].word:
            return None
        if items[k].start in known:
            return items[k].start, known[items[k].start]
        if not self.is_name(items, k):
            return None
        begin = end = k
        while k + 1 < len(items) and items[k + 1].word:
            following = items[k + 1]
            if self.is_name(items, k + 1):
                k += 1
                end = k
            elif following.tag == "POS" or following.low in {"'s", "’s"}:
                if (
                    k + 2 < len(items) and self.is_name(items, k + 2) and items[k].low in self.cues["saintly"]
                ) or items[k - 1].low in {"st", "st."}:
                    k += 1
                    end = k
                elif k + 2 < len(items) and self.is_name(items, k + 2):
                    begin = k + 2  # a possessor: Oakham's Abbey ward
                    k, end = k + 2, k + 2
                elif k + 2 < len(items) and (number := items[k + 2].number) and number.form == "ordinal":
                    return None  # Ohio's 3rd Congressional District, found by its number
                else:
                    break
            elif (
                following.low in CONNECTORS - {"and", "the"} and k + 2 < len(items) and self.is_name(items, k + 2)
            ) or (
                following.low == "and"
                and k + 2 < len(items)
                and self.is_name(items, k + 2)
                and (joined or items[k + 2].low in self.cues["compass"])
            ):
                k += 2
                end = k
            elif (
                joined
                and [item.low for item in items[k + 1 : k + 3]] == ["and", "the"]
                and k + 3 < len(items)
                and self.is_name(items, k + 3)
            ):
                k += 3
                end = k
            else:
                break
        return items[begin].start, items[_without_chamber(items, begin, end)].end


def _without_chamber(items: list[Item], begin: int, end: int) -> int:
    """The last item of a place without the house that its member sits in: the Dharpur Lok Sabha seat."""
    if end - begin >= 2 and items[end].low == "sabha":
        return end - 2
    return end - 1 if end > begin and items[end].low in {"assembly", "parliamentary"} else end
