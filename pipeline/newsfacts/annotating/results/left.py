"""The owner to the left of a number without a verb between them: "X's N", "X (N)", "X on N", "with X third on N"."""

from __future__ import annotations

from newsfacts.annotating.results.items import Item, Sentence, Who, before_article
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.subjects import SubjectFinder


class LeftOwnerFinder:
    """Finds a name and how it stands before the number."""

    def __init__(self, lexicon: Lexicon, subject: SubjectFinder) -> None:
        self.cues = lexicon.cues
        self.words = lexicon.contests
        self.subject = subject
        self._ranks = lexicon.cues["ordinals"] | lexicon.cues["ranks"]

    def find(self, sentence: Sentence, i: int, listed: bool = False) -> tuple[list[Who], str] | None:
        """ "X's N", "X (N)", "X N", "X on N", "X, who was eliminated, N", "with X third on N"."""
        items = sentence.items
        k = before_article(items, i - 1)
        gap: list[str] = []
        if k > 1 and items[k].low == "whose" and (owner := items[k - 1].who or items[k - 2].who):
            return [owner], "possessive"
        if (
            k > 0
            and items[k].low in {"was", "is"}
            and (owner := items[k - 1].who)
            and owner.possessive
            and sentence.words & self.words.counted["share"]
        ):
            return [owner], "share"  # "Labour's share was 35%, while the SNP's was 29.8%"
        if (
            k > 1
            and items[k].low == ","
            and items[k - 1].low in self.words.counted["share"]
            and (owner := self.subject.possessor(sentence, k - 1))
        ):
            return [owner], "share"  # "Reform's share, 43.6%, was up"
        if (
            k > 2
            and items[k].low == ")"
            and (party := items[k - 1].who)
            and items[k - 2].low == "("
            and not party.person
        ):
            return [party], "row"  # "L White (LD) 1,410", where the name was not recognised
        while (
            k >= 0
            and items[k].word
            and (items[k].low in self.cues["gap"] | self._ranks | self.cues["standing_words"])
            and len(gap) < 6
        ):
            gap.append(items[k].low)
            k -= 1
        if gap[-1:] == [","] and (k < 0 or items[k].who is None):
            start = next(
                (
                    n
                    for n in range(k, max(0, k - 12), -1)
                    if items[n].low in {"who", "which"} and items[n - 1].low in {",", "who"}
                ),
                None,
            )
            if start is None and gap[:1] == ["on"] and (behind := self._left_behind(items, k)):
                return [behind], "on"
            if start is not None and all(item.word for item in items[start:i]) and start >= 2 and items[start - 2].who:
                return [items[start - 2].who], "on" if "on" in gap else "row"  # type: ignore[list-item]  # checked in the condition
            return None
        if k < 0:
            return None
        if (who := items[k].who) is None:
            if gap and {"on", "at", "("} & set(gap) and items[k].capital and items[k].tag in {"NNP", "NNPS"}:
                return self._unknown_name(items, k)
            return None
        ahead = any(item.low in {"ahead", "clear", "front"} for item in items[max(0, k - 5) : k])
        seen = any(item.number and not item.previous for item in items[max(0, k - 30) : k])
        if self.cues["standing_words"] & set(gap) and not {"on", "at", "with"} & set(gap):
            return None
        words = [word for word in gap if word not in {"just", "only", "some", "a", "another"}]
        if who.possessive:
            if not words:
                return [who], "possessive"
            return None
        if (
            who.preposition in {"of", "than", "behind", "over"}
            and words
            and words[-1] in {"on", "at", "with"}
            and seen
            and (ahead or who.preposition != "of")
        ):
            return [who], "on"
        if "by" in words or "having" in words or (words in ([","], ["-"]) and not who.named and not who.party):
            return None
        if who.slot == "object" and "into" in words and "with" in words:
            return None  # "beat X into fourth, with N": the number is not X's
        if (
            words == ["with"]
            and who.slot == "object"
            and items[k - 1].low not in {"was", "were", "is"}
            and not any(item.low in self.cues["showing"] for item in items[max(0, k - 3) : k])
        ):
            return None
        if (
            who.slot == "oblique"
            and words
            and words[-1] in {"with", "at", "on", "in"}
            and who.preposition not in {"with", "by", "including"}
        ):
            return None
        if not words and who.slot == "object" and k and items[k - 1].low in self.cues["giving"]:
            return [who], "strong"  # "the final figures gave her 19,027"
        if (
            not listed
            and who.slot in {"oblique", "object"}
            and not words
            and who.preposition not in {"with", "by", "including"}
            and who.option is None
        ):
            return None
        reason = (
            "bracket" if "(" in words else "on" if {"on", "at"} & set(words) else "with" if "with" in words else "row"
        )
        return [who], reason

    def _left_behind(self, items: list[Item], k: int) -> Who | None:
        """ "left X, the former leader whom everybody liked, on N": the object of the verb."""
        for n in range(k, max(0, k - 30), -1):
            if items[n].number or items[n].low == ";":
                return None
            if items[n].low in self.cues["showing"]:
                who = items[n + 1].who
                return who if who is not None and who.slot == "object" and items[n + 2].low == "," else None
        return None

    @staticmethod
    def _unknown_name(items: list[Item], k: int) -> tuple[list[Who], str]:
        """Nobody, or the party of somebody whose name was not recognised: "Labor's Bree Hall third on 8,012"."""
        while k >= 0 and items[k].word and items[k].capital:
            k -= 1
        party = items[k].who if k >= 0 else None
        return ([party] if party is not None and party.party and not party.person else []), "on"
