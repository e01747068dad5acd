"""Which country an article is about, from what it names; settles which of several namesakes is meant.

    >>> weigh([[("CA",)], [("GB",), ("CA",)]])["CA"]
    1.5

Codes are ISO 3166: a part of a country ("GB-SCT") counts for the country ("GB") too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsfacts.annotating.knowledge import Countries, Entry
from newsfacts.annotating.phrases import Phrases, Reading

_AT_MOST = 3  # times that one name counts


def weigh(mentions: Iterable[Sequence[tuple[str, ...]]]) -> Counter[str]:
    """Evidence for each code. A mention is the countries of each entry it may be; its weight of 1 is shared out."""
    weights: Counter[str] = Counter()
    for mention in Counter(tuple(m) for m in mentions).items():
        choices, times = mention
        if not choices or not all(choices):
            continue
        for codes in choices:
            share = min(times, _AT_MOST) / len(choices)
            for code in {c for full in codes for c in (full, state(full))}:
                weights[code] += share  # type: ignore[assignment]  # typeshed's Counter counts in int
    return weights


def state(code: str) -> str:
    """GB of GB-SCT."""
    return code.partition("-")[0]


def score(entry: Entry, weights: Counter[str]) -> float:
    """How well the entry fits the article: its country's weight, and its region's on top."""
    return max((weights[state(c)] + (weights[c] if "-" in c else 0) for c in entry.countries), default=0)


def best_fitting(entries: Sequence[Entry], weights: Counter[str]) -> list[Entry]:
    """Those of the namesakes that fit the article best; all of them where nothing tells."""
    scores = [score(entry, weights) for entry in entries]
    best = max(scores)
    return [entry for entry, value in zip(entries, scores, strict=True) if value == best]


def leading(weights: Counter[str]) -> str | None:
    """The country with most evidence, if one has."""
    ranked = sorted(((weight, code) for code, weight in weights.items() if "-" not in code), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


class CountryCues:
    """Finds the words of a `Countries` file in a text."""

    def __init__(self, countries: Countries) -> None:
        self._phrases = Phrases()
        for code, cues in countries.cues.items():
            for cue in cues:
                self._phrases.add(cue.replace("-", " ").split(), (code, cue[0].isupper()))

    def find(self, reading: Reading) -> list[list[tuple[str, ...]]]:
        """One mention, as `weigh` takes it, for each cue in the text."""
        found: list[list[tuple[str, ...]]] = []
        for start, _, payloads in self._phrases.find(reading):
            codes = {code for code, capital in payloads if reading.capital(start) or not capital}
            if codes:
                found.append([(code,) for code in sorted(codes)])
        return found
