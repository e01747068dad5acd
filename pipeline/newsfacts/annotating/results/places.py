"""Places that polls are held in, by the words around them: no gazetteer knows every ward.

    >>> # "the Higham by-election", "Higham ward", "the riding of Higham", "took Higham from Labour"

A place counts only where such words license it; every other mention of it is then found by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.results.items import Item, Sentence, is_modifier
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.place_hints import PlaceHints
from newsfacts.annotating.results.place_names import CONNECTORS, PlaceNames
from newsfacts.annotating.results.place_objects import PlaceObjects
from newsfacts.annotating.results.poll_signs import OFFICES, SPAN_END, PollSigns
from newsfacts.annotating.results.primaries import ROUNDS, PrimaryPlaces
from newsfacts.annotating.results.seeds import Seed, find_mentions, headings, in_body, merge_seeds, shouted

_NUMBERED = frozenset(["district", "ward", "division", "precinct"])
_DEMONYM = re.compile(r"(?:an|ese|ino|ish)$")  # the recogniser alone takes many a village for a people
_BRACKETS = frozenset([",", "(", ")"])
_HOUSES = frozenset(["House", "Assembly", "Senate"])
_LOCATIVES = frozenset(["in", "at"])
_DASHES = frozenset(["-", "–", "—"])
_INSIDE = CONNECTORS | {"'s", "’s"}  # St Mary's


class PlaceFinder:
    """Finds the licensed places of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.names = PlaceNames(lexicon)
        self.objects = PlaceObjects(lexicon, self.names)
        self.signs = PollSigns(lexicon, self.names, self.objects.outcomes)
        self.hints = PlaceHints(lexicon, self.names)
        self.primaries = PrimaryPlaces(lexicon, self.names)
        seat = lexicon.contests.seat
        self._being_elected = lexicon.cues["newly_elected"] | lexicon.verbs.win | {"for"}  # the race for mayor of X
        nouns = {*seat["before"], *seat["after"], *lexicon.cues["result_nouns"]}
        self._triggers = frozenset({*nouns, *OFFICES, *_LOCATIVES, *_NUMBERED, *ROUNDS, "represented"})

    def find(self, doc: Doc, text: str, sentences: list[Sentence], resultful: set[int], apart: bool) -> list[Seed]:
        """Seeds in order of their first mention.

        `resultful` are the sentences that report votes or outcomes; `apart` tells that "A and B" are two places.
        """
        seeds: dict[str, Seed] = {}
        known = {span.start_char: span.end_char for span in doc.spans.get("newsfacts/constituencies", [])}
        parties = {span.text.casefold() for span in doc.spans.get("newsfacts/parties", [])}
        peoples = {e.text.casefold() for e in doc.ents if e.label_ == "NORP" and _DEMONYM.search(e.text)}
        for number, sentence in enumerate(sentences):
            following = sentences[number + 1] if number + 1 < len(sentences) else None
            goes_on = following is not None and following.paragraph == sentence.paragraph and number + 1 in resultful
            for begin, end, noun, listed in self._licensed(sentence, known, number in resultful, apart, goes_on):
                surface = re.sub(r"\s+", " ", text[begin:end])
                if shouted(sentence):
                    surface = in_body(surface, text)
                if not surface or surface.casefold() in parties | peoples:
                    continue
                if noun in self.cues["one_seat"] and surface.casefold() in self.words.regions["names"]:
                    continue
                seed = seeds.setdefault(surface.casefold(), Seed(surface))
                seed.licensed.append(number)
                seed.nouns.add(noun)
                seed.listed = seed.listed or listed
        if not seeds:
            for begin, end in self.hints.find(sentences, known, resultful, text) if resultful else ():
                surface = re.sub(r"\s+", " ", text[begin:end])
                number = next(n for n, sentence in enumerate(sentences) if begin < sentence.end)
                seeds.setdefault(surface.casefold(), Seed(surface)).licensed.append(number)
        for surface in headings(sentences, text, set(seeds)):
            seed = seeds.setdefault(surface.casefold(), Seed(surface))
            seed.heading = True
        found = merge_seeds(list(seeds.values()))
        for seed in found:
            seed.mentions = find_mentions(seed, text)
        return sorted((s for s in found if s.mentions), key=lambda s: s.mentions[0])

    def _licensed(
        self, sentence: Sentence, known: dict[int, int], resultful: bool, apart: bool, goes_on: bool
    ) -> Iterator[tuple[int, int, str, bool]]:
        items = sentence.items
        objects = list(self.objects.find(sentence, known, resultful, apart))
        several = len(sentence.whos) > 1 and sentence.numbers
        if lead := self._row_label(items) if several else None:
            yield *lead, "ward", False
        yield from objects
        if sentence.words.isdisjoint(self._triggers):
            return
        for i in [i for i, item in enumerate(items) if item.low in self._triggers]:
            item = items[i]
            if lead is not None and item.start < lead[0]:
                continue
            if numbered := self._numbered(items, i):
                yield *numbered, "district", False
            if primary := self.primaries.find(items, i, known, resultful):
                yield *primary, "primary", False
            if not item.word:
                continue
            noun = item.low
            if span := self.signs.has_a_new_member(items, i, known):
                yield *span, "won", False
                continue
            if noun == "represented" and resultful and items[i - 1].low in {"had", "has"}:
                if span := self.names.right(items, i + 1, known):
                    yield *span, "won", False
                continue
            if i + 1 < len(items) and items[i + 1].low in self.words.seat["containers"] and noun in self.cues["areas"]:
                continue  # Norfolk District Council
            if noun in {"seats", "seat"} and self._counted(items, i):
                continue
            if noun in self.cues["one_seat"] | {"district"} and self._one_of_many(items, i):
                continue
            if i + 1 < len(items) and items[i + 1].low in self.cues["election_staff"]:
                continue  # ABC election analyst
            if "represents" in sentence.words and noun in {"district", "seat", "constituency", "electorate", "riding"}:
                continue
            if noun in self.words.seat["before"] and not (
                objects and noun in {"by-election", "byelection"} and i + 1 < len(items) and items[i + 1].low == "in"
            ):
                if resultful and noun in self.cues["one_seat"] and (span := self._apposed(items, i, known)):
                    yield *span, noun, False
                    continue
                of_name = (
                    noun in self.words.seat["after"]
                    and i + 2 < len(items)
                    and items[i + 1].low == "of"
                    and (right := self.names.right(items, i + 2 + (items[i + 2].low == "the"), known))
                    and not self._within_council(items, i + 2, right[1])
                )
                if not of_name and (span := self.names.left(items, i, known)):
                    yield *span, noun, False
                elif (
                    i + 2 < len(items)
                    and items[i + 1].low in self.words.seat["links"]
                    and noun in self.words.seat["after"]
                ):
                    k = i + 2 + (items[i + 2].low == "the")
                    if span := self.names.right(items, k, known, noun in self.cues["one_seat"]):
                        yield *span, noun, False
            elif noun in {"by-election", "byelection", "election"} and any(
                span[0] < item.start for *span, _, _ in objects
            ):
                continue  # "took Ashby Vale in a by-election in Wenham"
            elif (
                noun in self.words.seat["after"] and i + 2 < len(items) and items[i + 1].low in self.words.seat["links"]
            ):
                elected = noun not in OFFICES or {x.low for x in items[max(0, i - 4) : i]} & self._being_elected
                k = i + 2 + (items[i + 2].low == "the")
                if elected and (span := self.names.right(items, k, known, noun in self.cues["one_seat"])):
                    yield *span, noun, False
            elif objects and noun == "in":
                continue
            elif (
                noun == "in"
                and i > 1
                and items[i - 1].low == ","
                and items[i - 2].low in {"by-election", "byelection", "contest", "race", "bypoll"}
                and (span := self.names.right(items, i + 1, known))
            ):
                yield *span, "contest", False
            elif noun in self.cues["result_nouns"] or item.text in {"in", "In", "At", "at"}:
                k = i + 1 if item.low in {"in", "at"} else i + 2
                k += k < len(items) and items[k].low in self.cues["neighbouring"]
                if item.low not in {"in", "at"} and not (i + 1 < len(items) and items[i + 1].low in {"in", "at"}):
                    continue
                span = self.names.right(items, k, known)
                if span and (
                    (resultful and self.signs.hosts(sentence, k, i, span))
                    or self.signs.measured(sentence, i)
                    or (goes_on and self.signs.turns_to(sentence, i, span))
                ):
                    yield *span, noun, False

    @staticmethod
    def _counted(items: list[Item], i: int) -> bool:
        """ "three of the four Assembly seats in": a number of seats is no poll of its own."""
        k = i - 1
        while k > 0 and i - k < 4 and is_modifier(items[k]):
            k -= 1
        return k >= 0 and items[k].number is not None

    def _one_of_many(self, items: list[Item], i: int) -> bool:
        """ "flipped a Middle Vale seat", "in one Ontario riding": one of those in a region, not the seat's name."""
        k = i - 1
        while k > 0 and i - k < 6 and (self.names.is_name(items, k) or is_modifier(items[k])) and items[k].tag != "DT":
            k -= 1
        one = k >= 0 and (items[k].low in {"a", "an", "another"} or items[k].number is not None)
        return one and self.names.is_name(items, i - 1)

    def _apposed(self, items: list[Item], i: int, known: dict[int, int]) -> tuple[int, int] | None:
        """ "Higham, a reserved constituency,": the name before the comma."""
        k = i - 1
        while k > 0 and i - k < 5 and is_modifier(items[k]) and items[k].tag != "DT":
            k -= 1
        closed = i + 1 == len(items) or items[i + 1].low in SPAN_END
        if not closed or k < 2 or items[k].low not in {"a", "the"} or items[k - 1].low != ",":
            return None
        return self.names.left(items, k - 1, known)

    def _within_council(self, items: list[Item], k: int, end: int) -> bool:
        """Whether the name up to `end` is a council's: the Abbey ward of Oakley Borough Council."""
        return any(item.low in self.words.seat["containers"] for item in items[k : k + 6] if item.start <= end)

    def _row_label(self, items: list[Item]) -> tuple[int, int] | None:
        """ "Abbey (Oakley): J Smith (Lab) 1,220, P Brown (Con) 870": the place before the colon of a row of results."""
        colon = next((k for k in range(min(12, len(items))) if items[k].low.endswith(":")), None)
        headers = self.words.lists["votes"] + self.words.lists["seats"]
        inner = _BRACKETS | self.cues["seat_nouns"]
        begin = next((k + 1 for k in range((colon or 0) - 1, 0, -1) if items[k].low in _DASHES), 0)  # Council - Ward:
        end = next((k for k in range(begin + 1, colon or 0) if items[k].low in inner), colon or 0)
        if (
            not colon
            or any(item.low in headers for item in items[begin:end])
            or not all(self.names.is_name(items, k) or items[k].low in _INSIDE for k in range(begin, end))
            or not all(self.names.is_name(items, k) or items[k].low in _INSIDE | inner for k in range(end, colon))
            or any(not item.word for item in items[:begin])
        ):
            return None
        pairs = sum(
            bool(a.who) and bool(b.number or c.number) for a, b, c in zip(items, items[1:], items[2:], strict=False)
        )
        return (items[begin].start, items[end - 1].end) if pairs >= 2 else None

    def _numbered(self, items: list[Item], i: int) -> tuple[int, int] | None:
        """ "3rd Congressional District", "Senate District 14", "Ward 4": the number is part of the name."""
        item = items[i]
        if not (item.word and item.capital and item.low in _NUMBERED):
            return None
        begin = end = i
        while (
            begin > 0
            and (self.names.is_name(items, begin - 1) or items[begin - 1].text in _HOUSES)
            and items[begin - 1].word
        ):
            begin -= 1
        if begin > 0 and (number := items[begin - 1].number) and number.form == "ordinal":
            return items[begin - 1].start, item.end
        if (
            i + 1 < len(items)
            and (number := items[i + 1].number)
            and number.form in {"label", "plain"}
            and number.value < 1000
        ):
            return items[begin].start, items[end + 1].end
        return None
