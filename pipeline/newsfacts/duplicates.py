"""Which articles are copies of an earlier one: the same story from an agency, printed by several outlets.

>>> from newsfacts.duplicates import Originals, sketch
>>> story = " ".join(f"word{n}" for n in range(300))
>>> originals = Originals()
>>> originals.find(sketch(story)), originals.add("a", sketch(story)), originals.find(sketch(story + " The End."))
(None, None, 'a')

A sketch estimates how many runs of five words two texts share. Articles are asked about and added in the order of the
input, so what is found does not depend on who made the sketches.
"""

from __future__ import annotations

import array
import hashlib
import re

import newsfacts.one_thread  # noqa: F401  # before numpy is loaded

# isort: split
import numpy as np
import rensa

ALIKE = 0.7  # least share of runs that two texts have in common, of those that either has
REMEMBERED = 200_000  # originals, the latest ones; with all tables some 80 MB
_HASHES = 64  # the estimate is off by 0.06 on average
_BANDS = 16  # tables, one for each 4 of the hashes; texts that are alike agree in one of them 99 times in 100
_SLOTS = 2 ** (REMEMBERED - 1).bit_length()
_RUN = 5  # words
_LEAST_WORDS = 40  # shorter texts, as results in a set form, are copies only if they are the same
_SEED = 1
_WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes:
    """What has to be known of a text to compare it with others: 256 bytes, or a hash of a short text."""
    words = _WORD.findall(text.casefold())
    if len(words) < _LEAST_WORDS:
        return hashlib.sha256(text.encode()).digest()
    minhash = rensa.RMinHash(_HASHES, _SEED)
    minhash.update([" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)])
    return array.array("I", minhash.digest()).tobytes()


class Originals:
    """The articles of a run that are no copies, as far back as memory allows."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._count = 0
        self._ids: list[str] = []
        self._sketches = np.zeros((remembered, _HASHES), dtype=np.uint32)  # takes memory only as it fills
        # For each band the number, from 1, of the latest original with those hashes; others may have taken its place.
        self._tables = np.zeros((_BANDS, _SLOTS), dtype=np.uint32)
        self._short: dict[bytes, str] = {}

    def find(self, sketch: bytes) -> str | None:
        """The id of the earliest original that a text with that sketch is a copy of."""
        if len(sketch) != 4 * _HASHES:
            return self._short.get(sketch)
        hashes = np.frombuffer(sketch, dtype=np.uint32)
        numbers = np.unique(self._tables[np.arange(_BANDS), _slots(hashes)])
        numbers = numbers[(numbers > 0) & (numbers + self._remembered > self._count)]
        shared = (self._sketches[(numbers - 1) % self._remembered] == hashes).mean(axis=1)
        alike = numbers[shared >= ALIKE]
        return self._ids[(int(alike[0]) - 1) % self._remembered] if len(alike) else None

    def add(self, article_id: str, sketch: bytes) -> None:
        """Remember an article that is no copy."""
        if len(sketch) != 4 * _HASHES:
            self._short[sketch] = article_id
            if len(self._short) > self._remembered:
                del self._short[next(iter(self._short))]
            return
        place = self._count % self._remembered
        self._ids[place : place + 1] = [article_id]
        self._count += 1
        hashes = np.frombuffer(sketch, dtype=np.uint32)
        self._sketches[place] = hashes
        self._tables[np.arange(_BANDS), _slots(hashes)] = self._count


def _slots(hashes: np.ndarray[tuple[int], np.dtype[np.uint32]]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """The place of a text in each table."""
    bands = hashes.reshape(_BANDS, -1).astype(np.uint64)
    mixed = np.zeros(_BANDS, dtype=np.uint64)
    for column in bands.T:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed % np.uint64(_SLOTS)
