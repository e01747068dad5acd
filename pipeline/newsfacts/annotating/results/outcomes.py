"""Who won, who lost, who held the seat before: what the verbs and nouns of a sentence state about a poll.

    >>> # "Labour's Ann Lee took Higham from the Tories"  ->  winner Ann Lee, gain, from Conservative

Hopes, forecasts and earlier elections state nothing. Which poll a statement is about is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsfacts.annotating.results.items import Item, Sentence, Who, is_modifier
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.recipients import RecipientFinder

FactKind = Literal["winner", "loser", "gain", "hold", "holder", "stood"]
_PRONOUNS = frozenset(["it", "they"])
_DAYS = frozenset(["today", "yesterday", "tonight", "night", "week", "month", "year", "morning"])
_BE = frozenset(["was", "were", "been", "is", "are", "be", "being", "has", "have", "had", "'s"])


@dataclass(slots=True)
class Fact:
    """A statement about a poll. `start` and `end` are the words that state it."""

    kind: FactKind
    who: Who
    start: int
    end: int
    index: int
    from_who: Who | None = None


class OutcomeFinder:
    """Finds the statements of one sentence."""

    def __init__(self, lexicon: Lexicon, recipients: RecipientFinder) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.words = lexicon.contests
        self.recipients = recipients
        self._all = self.verbs.hold | self.verbs.gain | self.verbs.win | self.verbs.lose | self.verbs.beat | {"carried"}

    def find(self, sentence: Sentence, last_party: Who | None, places: list[tuple[int, int]]) -> list[Fact]:
        """Facts in order; `last_party` is what "they" stands for, `places` the offsets of places in the sentence."""
        if (
            sentence.blocked
            or sentence.words & self.cues["scenarios"]
            or not (sentence.words & _PRONOUNS or any(item.who for item in sentence.items))
        ):
            return []
        facts = [*self._holders(sentence), *self._candidates(sentence)]
        behind = 0
        for i in sentence.beginnings(self._all):
            length = sentence.phrase(i, self._all) if i >= behind and not sentence.items[i].quoted else 0
            counted = i > 0 and sentence.items[i - 1].number is not None  # "the 9,400 secured by X"
            if length and not counted and self._real(sentence, i, length):
                facts += self._read(sentence, i, length, last_party, places)
            behind = max(behind, i + length)
        facts += self._nouns(sentence)
        return facts + [
            Fact("winner", who, f.start, f.end, f.index)
            for f in facts
            if f.kind == "winner"
            for who in self._joined(sentence, f.who)
        ]

    @staticmethod
    def _joined(sentence: Sentence, who: Who) -> list[Who]:
        """Whoever is joined to the subject by "and": "X and Y took the last two seats"."""
        items = sentence.items
        k = next((n for n, item in enumerate(items) if item.who is who), 0)
        found = []
        while who.person and k >= 2 and items[k - 1].low in {"and", ","}:
            k -= 2
            while k >= 0 and (items[k].number or items[k].low in {"(", ")"}):
                k -= 1
            other = items[k].who if k >= 0 else None
            if other is None or other.person is None or other.possessive:
                break
            found.append(other)
        return found

    def _real(self, sentence: Sentence, i: int, length: int) -> bool:
        items = sentence.items
        before = [item.low for item in items[max(0, i - 4) : i]]
        if i and items[i - 1].low in {"a", "an", "the", "no", "any"} and items[i].tag in {"NN", "NNP"}:
            return False
        if i and items[i].tag in {"NN", "NNS", "NNP"}:  # "a commanding hold on", "Ms Oak's narrow win in"
            k = i - 1
            while k > 0 and items[k].word and items[k].tag in {"JJ", "JJR", "JJS", "VBG", "VBN"}:
                k -= 1
            owner = items[k].who
            noun = k < i - 1 and items[k].tag in {"DT", "PRP$"} and items[i].low not in self.cues["victory"]
            hoped = {item.low for item in items[max(0, i - 10) : i]} & self.cues["unreal"]
            if noun or hoped or (owner is not None and owner.possessive):
                return False
        if i and items[i].tag == "VB" and items[i - 1].low in {"and", "or"}:
            return False  # "best placed to draw support and beat X"
        if items[i - 1].low == "to" if i else False:
            return not set(before) & self.cues["unreal"] and not any(
                b in self.cues["before_hope"] for b in before[-2:-1]
            )
        close = [item for item in items[max(0, i - 3) : i] if item.word]
        return not {item.low for item in close} & self.cues["unreal"] and not self._supposed(items, i)

    def _supposed(self, items: list[Item], i: int) -> bool:
        """ "If X wins", "to stop X from winning": the clause only supposes it."""
        for k in range(i - 1, max(-1, i - 12), -1):
            if items[k].low in {",", ";", "—", "–"}:
                return False
            if items[k].low in self.cues["supposing"] or (items[k].low == "from" and items[i].tag == "VBG"):
                return True
        return False

    def _read(
        self, sentence: Sentence, i: int, length: int, last_party: Who | None, places: list[tuple[int, int]]
    ) -> Iterator[Fact]:
        items, verbs = sentence.items, self.verbs
        phrase = " ".join(item.low for item in items[i : i + length])
        start, end = items[i].start, items[i + length - 1].end
        subject = self._subject(sentence, i, last_party)
        object_who, seat, from_who, by_who = self._complements(sentence, i + length, places)
        passive = (
            items[i].tag in {"VBN", "VBD"}
            and by_who is not None
            and (i == 0 or items[i - 1].low in _BE | {","} or seat is False)
        )
        earlier = items[i].previous
        before = {item.low for item in items[max(0, i - 3) : i]}
        following = items[i + length : i + length + 8]
        lasting = any(item.low == "since" for item in following) or any(
            a.low == "for" and b.number and c.low in {"years", "decades"}
            for a, b, c in zip(following, following[1:], following[2:], strict=False)
        )
        if phrase in self.cues["tenure"] and (
            lasting or earlier or (before & {"had"} and phrase in {"held", "carried"})
        ):
            who = by_who if by_who and before & _BE else (subject[0] if subject else None)
            if who is not None and who.party and (seat or by_who or lasting or phrase == "carried"):
                yield Fact("holder", who, start, end, i)
            return
        if earlier:
            return
        if passive and by_who is not None:
            who = by_who
            if phrase in verbs.beat | self.cues["beaten"] and subject and before & _BE:
                yield Fact("winner", who, start, end, i)
                yield Fact("loser", subject[0], start, end, i)
            elif phrase in verbs.hold and not before & {"had", "been"}:
                yield Fact("hold", who, start, end, i)
            elif phrase in verbs.gain | verbs.win and not before & {"had", "been"}:
                yield Fact("gain" if phrase in verbs.gain or from_who else "winner", who, start, end, i, from_who)
            return
        if phrase in verbs.lose:
            yield from self._loss(sentence, i, length, subject, start, end)
            return
        if (
            phrase == "elected"
            and items[i + 1 : i + 2]
            and items[i + 1].who is object_who is not None
            and not before & (_BE - {"has", "have", "had"})
        ):
            yield Fact("winner", object_who, start, end, i)
            return
        if not subject:
            return
        who = subject[0]
        if phrase in verbs.hold and phrase not in self.cues["fending_off"]:
            particle = " " in phrase or phrase in {"re-elected"}
            of_a_house = items[i + 1 : i + 2] and items[i + 1].number is not None and "seats" in sentence.words
            if (seat or particle) and not of_a_house:
                yield Fact("hold", who, start, end, i)
        elif phrase in verbs.hold and (loser := object_who or from_who) is not None:
            yield Fact("winner", who, start, end, i)
            yield Fact("loser", loser, start, end, i)
        elif (
            phrase in verbs.gain
            and object_who is not None
            and phrase.startswith(("oust", "unseat", "toppl", "dislodg", "depos"))
        ):
            yield Fact("gain", who, start, end, i, object_who)
            yield Fact("loser", object_who, start, end, i)
        elif phrase in verbs.gain and any(x.low in self.cues["victory"] for x in items[i + length : i + length + 5]):
            if seat:
                yield Fact("winner", who, start, end, i)  # "picked up a win in X"
        elif (phrase in verbs.gain and (seat or from_who)) or (phrase in verbs.win and from_who is not None and seat):
            yield Fact("gain", who, start, end, i, from_who)
        elif phrase in verbs.beat - self.cues["leading_only"] and self._into_rank(sentence, i + length):
            return
        elif phrase in verbs.beat - self.cues["leading_only"] and (object_who or self._rival(sentence, i + length)):
            yield Fact("winner", who, start, end, i)
            if object_who is not None:
                yield Fact("loser", object_who, start, end, i)
        elif phrase == "clear of" and any(x.number for x in sentence.items[max(0, i - 3) : i]):
            yield Fact("winner", who, start, end, i)  # "finished 187 votes clear of"
        elif phrase in verbs.win and (seat or " " in phrase or self._by_margin(sentence, i + length)):
            yield Fact("winner", who, start, end, i)

    def _into_rank(self, sentence: Sentence, k: int) -> bool:
        """ "beat the Greens into fourth", "edged out X for second": a place further down."""
        low = [item.low for item in sentence.items[k : k + 9]]
        return any(
            a in {"into", "to", "for"} and self.cues["ranks"] & {b, c} and "first" not in {b, c}
            for a, b, c in zip(low, low[1:], [*low[2:], ""], strict=False)
        )

    def _rival(self, sentence: Sentence, k: int) -> bool:
        """ "squeezed past her closest rival": somebody who is not named."""
        return any(item.low in self.cues["rivals"] for item in sentence.items[k : k + 4])

    def _by_margin(self, sentence: Sentence, k: int) -> bool:
        """ "won by 298 votes", "won with 9,217 votes"."""
        low = [item.low for item in sentence.items[k : k + 4]]
        return low[:1] in (["by"], ["with"]) and any(item.number for item in sentence.items[k + 1 : k + 5])

    def _loss(
        self, sentence: Sentence, i: int, length: int, subject: list[Who], start: int, end: int
    ) -> Iterator[Fact]:
        items = sentence.items
        after = [item.low for item in items[i + length : i + length + 8]]
        if not subject:
            return
        phrase = items[i].low
        own = bool(set(after[:1]) & self.cues["own"]) or any(
            x.low in {"his", "her", "their"} for x in items[i + length : i + length + 1]
        )
        if phrase in self.cues["losing_seat"] and not (self.cues["lost_polls"] & set(after) or own):
            return
        if phrase in {"lost", "losing", "lose"} and self.cues["lost_things"] & set(after[:4]):
            return
        yield Fact("loser", subject[0], start, end, i)
        if "seat" in after[:4] and subject[0].party:
            yield Fact("holder", subject[0], start, end, i)
        to = next((k for k in range(i + length, min(i + length + 8, len(items) - 1)) if items[k].low == "to"), None)
        if to is not None:
            k = to + 1
            while k < len(items) and is_modifier(items[k]):
                k += 1
            if k < len(items) and (who := items[k].who) and not who.possessive:
                yield Fact("winner", who, start, end, i)

    def _subject(self, sentence: Sentence, i: int, last_party: Who | None) -> list[Who]:
        items = sentence.items
        k = i - 1
        while (
            k >= 0
            and items[k].word
            and (items[k].tag in {"RB", "MD", "VBZ", "VBP", "VBD", "TO"} or items[k].low in _BE | {"also", "then"})
            and items[k].low not in _PRONOUNS
        ):
            k -= 1
        if k >= 0 and items[k].low in _PRONOUNS:
            parties = [who for item in items[:k] if (who := item.who) and who.party and not who.possessive]
            antecedent = parties[-1] if parties else last_party
            return [antecedent] if antecedent is not None else []
        return self.recipients.subjects(sentence, i)

    def _complements(
        self, sentence: Sentence, k: int, places: list[tuple[int, int]]
    ) -> tuple[Who | None, bool, Who | None, Who | None]:
        """The verb's object, whether a seat is among its objects, and its "from" and "by"."""
        items = sentence.items
        found: Who | None = None
        roles: dict[str, Who] = {}
        seat = False
        something_else = self._wins_something_else(items, k, places)
        stop = min(len(items), k + 16)
        preposition = ""
        for n in range(k, stop):
            item = items[n]
            if item.low in {
                ";",
                "while",
                "whereas",
                "but",
                "after",
                "when",
                "until",
                "before",
                "because",
                "if",
                "since",
            }:
                break
            if item.word and n > k and item.low in self._all and item.tag.startswith("VB"):
                break
            if item.low in {"from", "by", "for", "with", "in", "on", "at", "to", "of", "as", "against"}:
                preposition = item.low
            elif item.who:
                if preposition in {"from", "by"} and not item.who.possessive:
                    roles.setdefault(preposition, item.who)
                elif not preposition and found is None and not item.who.possessive:
                    found = item.who
            else:
                seat_word = item.low in self.cues["seat_words"] and preposition in {"", "of"}
                poll = item.low in self.cues["polls"] and preposition == "in"
                place = any(a <= item.start < b for a, b in places) and preposition in {"", "of", "in"}
                seat = seat or seat_word or poll or place
        return found, seat and not something_else, roles.get("from"), roles.get("by")

    def _wins_something_else(self, items: list[Item], k: int, places: list[tuple[int, int]]) -> bool:
        """ "holds a commanding lead", "takes questions in X", "won second place in X": the object is no seat."""
        nouns = False
        for item in items[k : k + 10]:
            if item.low == "of" and nouns:
                return True  # "taking advantage of the primary"
            if item.tag in {"IN", "CC", "TO", "WDT", "WP", "WRB"} and item.low not in {"of", "back"}:
                break
            if item.low in {",", ";", ".", ":", "(", "—", "–"} or item.tag in {"VBD", "VBZ", "VBG"}:
                break
            if item.who and not item.who.possessive and nouns is False and not item.who.party:
                return False
            if item.low in self.cues["seat_words"] | self.cues["victory"] | self.cues["won_as_well"]:
                return False
            if any(a <= item.start < b for a, b in places):
                return False
            nouns = nouns or (item.word and not item.capital and item.tag in {"NN", "NNS"} and item.low not in _DAYS)
        return nouns

    def _nouns(self, sentence: Sentence) -> Iterator[Fact]:
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
                    for who in self.recipients.subjects(sentence, verb)[:1]:
                        yield Fact("winner", who, items[i].start, items[i].end, i)
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

    def _candidates(self, sentence: Sentence) -> Iterator[Fact]:
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

    def _holders(self, sentence: Sentence) -> Iterator[Fact]:
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
                and (is_modifier(items[k]) or items[k].low in {",", "had", "has", "have", "who", "was", "then"})
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
                or (following == "-held" and k == i + 1)
                or ("of" in left and any(x.low in self.verbs.vacancy for x in items[max(0, i - 5) : i]))
            ) or ("for" in left[-2:] and any(x.low == "defending" for x in items[max(0, i - 6) : i])):
                yield Fact("holder", who, item.start, item.end, i)
