"""Extract mutated articles and hold their records to the contract: what `make fuzz` runs.

    python -m scripts.fuzz [--count 10000] [--seed 1] [--jobs 2]
    python -m scripts.fuzz --only 4711            # that mutation again, with its text and the whole error

Exit status 1 if one broke something; the line that says so has the seed and the number.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import cache, partial
from pathlib import Path

import newsfacts.one_thread  # noqa: F401  # before anything loads numpy

# isort: split
from tests.fuzzing.checking import check_article, read_text
from tests.fuzzing.mutations import mutate

from newsfacts.extraction import Extractor
from newsfacts.reading import Article
from newsfacts.workers import Lost, map_in_order

REPORTED_EVERY = 1000


@cache
def _extractor() -> Extractor:
    return Extractor()


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def attempt(number: int, seed: int) -> tuple[str, int]:
    """What became of one mutation ("written", "refused" or the error), and how many records it has."""
    mutation = mutate(seed, number)
    try:
        # Every other one through the reading of files, which refuses some characters.
        data = mutation.text.encode("utf-8", "surrogatepass")
        article = (
            read_text(data, mutation.name)
            if number % 2 or not mutation.text.strip()
            else Article.from_text(mutation.text, mutation.name)
        )
        if isinstance(article, str):
            return "refused", 0
        return "written", check_article(_extractor(), article, Path(_folder().name))
    except Exception:
        return traceback.format_exc(), 0


def again(number: int, seed: int) -> int:
    """Show one mutation and what becomes of it."""
    mutation = mutate(seed, number)
    print(f"mutation {mutation.name}: {', '.join(mutation.history)}\n\n{mutation.text!r}\n")
    outcome, records = attempt(number, seed)
    print(outcome if outcome != "written" else f"written, {records} records")
    return outcome not in {"written", "refused"}


def main(count: int, seed: int, jobs: int) -> int:
    """Go through the mutations 0 to count."""
    _extractor()  # forked workers have it then
    outcomes: Counter[str] = Counter()
    records = 0
    start = time.monotonic()
    for number, result in map_in_order(partial(attempt, seed=seed), range(count), jobs):
        outcome, found = ("the process died", 0) if isinstance(result, Lost) else result
        records += found
        broken = outcome not in {"written", "refused"}
        outcomes["broken" if broken else outcome] += 1
        if broken:
            print(
                f"mutation {number} of seed {seed}; again: make fuzz ONLY={number} SEED={seed}\n{outcome}",
                flush=True,
            )
        if (number + 1) % REPORTED_EVERY == 0 or number + 1 == count:
            print(
                f"{number + 1:,} of {count:,}: {outcomes['written']:,} written with {records:,} records, "
                f"{outcomes['refused']:,} refused, {outcomes['broken']:,} broken; {time.monotonic() - start:,.0f} s",
                file=sys.stderr,
            )
    return 1 if outcomes["broken"] else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="how many mutations (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other mutations (default: 1)")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes (default: 1)")
    parser.add_argument("--only", type=int, help="the number of one mutation to run again")
    options = parser.parse_args()
    if options.only is not None:
        sys.exit(again(options.only, options.seed))
    sys.exit(main(options.count, options.seed, options.jobs))
