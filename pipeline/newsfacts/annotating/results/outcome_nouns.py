"""Results that nouns state, and who stood or held the seat: "victory for X", "X is the new MP", "the outgoing Y"."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.annotating.results.facts import Fact
from newsfacts.annotating.results.items import Sentence, after_modifiers, is_modifier
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.subjects import SubjectFinder


class NounReader:
    """Reads the statements that are not verbs with a subject."""

    def __init__(self, lexicon: Lexicon, subjects: SubjectFinder) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.subjects = subjects

    def results(self, sentence: Sentence) -> Iterator[Fact]:
        """ "victory for X", "X's victory", "X is the new MP", "X was elected", "a Labour gain from"."""
        items = sentence.items
        for i, item in enumerate(items):
            if item.quoted or item.previous or not item.word:
                continue
            if (
                item.low in self.cues["victory"]
                and item.tag in {"NN", "NNP"}
                and not {x.low for x in items[max(0, i - 3) : i]} & self.cues["unreal"]
            ):
                if i + 1 < len(items) and items[i + 1].low in {"for", "by"}:
                    k = i + 2
                    while k < len(items) and (is_modifier(items[k]) or items[k].low == ","):
                        k += 1
                    if k < len(items) and (who := items[k].who) and not who.possessive:
                        yield Fact("winner", who, item.start, item.end, i)
            elif item.low in self.cues["staying"] and i and items[i - 1].capital and i + 1 < len(items):
                if (who := items[i + 1].who) and who.party and not who.person:
                    yield Fact("hold", who, item.start, items[i + 1].end, i)
            elif item.low in {"defeat", "loss"} and i + 2 < len(items) and items[i + 1].low in {"on", "for"}:
                k = after_modifiers(items, i + 2)
                if k < len(items) and (who := items[k].who) and not who.possessive:
                    yield Fact("loser", who, item.start, item.end, i)
            elif (
                item.low in {"new", "newest"}
                and not item.capital
                and self.cues["becoming"] & {x.low for x in items[max(0, i - 4) : i]}
            ):
                if any(x.low in self.cues["offices"] for x in items[i + 1 : i + 4]):
                    verb = next(
                        (
                            n
                            for n in range(i - 1, -1, -1)
                            if items[n].low in {"confirmed", "is", "becomes", "became", "become"}
                        ),
                        i,
                    )
                    for who in self.subjects.subjects(sentence, verb)[:1]:
                        yield Fact("winner", who, items[i].start, items[i].end, i)
            elif item.low in self.cues["overturning"] and self.cues["held_majorities"] & {
                x.low for x in items[i + 1 : i + 7]
            }:
                hoped = {x.low for x in items[max(0, i - 6) : i]} & self.cues["unreal"]
                for who in self.subjects.subjects(sentence, i)[:1] if not hoped else ():
                    yield Fact("gain", who, item.start, item.end, i)
            elif (
                item.low in {"gain", "hold"}
                and i
                and (who := items[i - 1].who)
                and who.party
                and not who.person
                and not who.possessive
            ):
                origin = None
                if item.low == "gain":
                    after = items[i + 1 : i + 6]
                    n = next((n for n, x in enumerate(after) if x.low in {"from", "expense"}), None)
                    origin = (
                        next((x.who for x in items[i + n + 2 : i + n + 6] if x.who), None) if n is not None else None
                    )
                yield Fact("gain" if item.low == "gain" else "hold", who, items[i - 1].start, item.end, i, origin)
            elif (
                item.low in {"elected"}
                and i
                and items[i - 1].low in {"–", "-", "—", ",", "("}
                and i >= 2
                and items[0].who
                and len(items) < 14
            ):
                yield Fact("winner", items[0].who, item.start, item.end, i)

    def candidates(self, sentence: Sentence) -> Iterator[Fact]:
        """People who stood, whatever their votes: "X was second", "the Labour candidate, X"."""
        items = sentence.items
        for i, item in enumerate(items):
            who = item.who
            if who is None or who.person is None or item.quoted or item.previous or sentence.blocked:
                continue
            after = [x.low for x in items[i + 1 : i + 5]]
            placed = bool(set(after[:1]) & self.cues["placed"]) and bool(set(after) & self.cues["ranks"])
            beside = {x.low for x in items[max(0, i - 3) : i + 5] if x.word} | set(item.low.split())
            if placed or beside & self.cues["candidate_words"]:
                yield Fact("stood", who, item.start, item.end, i)

    def holders(self, sentence: Sentence) -> Iterator[Fact]:
        """The party that held the seat: its member died or left, or is the outgoing one, or defends it."""
        items = sentence.items
        for i, item in enumerate(items):
            who = item.who
            if who is None or not who.party or item.quoted:
                continue
            left = [x.low for x in items[max(0, i - 3) : i]]
            k = i + 1
            while (
                k < len(items)
                and (is_modifier(items[k]) or items[k].low in {",", "had", "has", "have", "who", "was", "is", "then"})
                and items[k].low not in self.verbs.vacate | self.verbs.vacancy
                and k - i < 7
            ):
                k += 1
            following = items[k].low if k < len(items) else ""
            if (
                (
                    sentence.phrase(k, self.verbs.vacate)
                    and not {"race", "campaign", "contest", "hall", "stage"} & {x.low for x in items[k : k + 5]}
                    and not (items[k].low == "retired" and items[k + 1 : k + 2] and is_modifier(items[k + 1]))
                    and not who.possessive
                    and not {"will", "would", "could", "to"} & {x.low for x in items[i:k]}
                )
                or (following in self.verbs.vacancy and not who.person and k - i <= 2)
                or (set(left[-2:]) & self.cues["incumbents"] and "defending" not in left[:-1])
                or (
                    not who.person
                    and "been" in left
                    and {"had", "has"} & set(left)
                    and any(x.low in {"since", "for"} for x in items[i + 1 : i + 4])
                )
                or left[-3:-1] == ["defending", "the"]
                or ("by" in left and any(x.low in self.cues["sitting_in"] for x in items[max(0, i - 4) : i]))
                or (
                    (who.possessive or not who.person)
                    and {x.low for x in items[i + 1 : i + 5]} & self.cues["held_majorities"]
                    and any(x.low in self.cues["overturning"] for x in items[max(0, i - 6) : i])
                )
                or (following == "-held" and k == i + 1)
                or (
                    not who.person
                    and {"years", "decades"} & set(left)
                    and self.cues["rule"] & {x.low for x in items[i + 1 : i + 2]}
                )
                or ("of" in left and any(x.low in self.verbs.vacancy for x in items[max(0, i - 5) : i]))
            ) or ("for" in left[-2:] and any(x.low == "defending" for x in items[max(0, i - 6) : i])):
                yield Fact("holder", who, item.start, item.end, i)
