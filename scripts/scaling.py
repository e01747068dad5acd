"""Measure how the time of an article grows with its length: what `make scaling` runs.

    python -m scripts.scaling [SHAPE ...] [--length 10000] [--parts]

For every shape of text in tests/fuzzing/shapes.py, a text of so many characters, of twice and of four times as many
is read and extracted. Printed are the processor's seconds, how many times those of plain news of the same length they
are, and the growth at each doubling: 2 is linear, 4 quadratic. A text that is refused by its counts is "refused".
--parts prints the seconds of each component too.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from itertools import pairwise
from typing import Any

import newsfacts.one_thread  # noqa: F401  # before anything loads numpy

# isort: split
from tests.fuzzing.shapes import PLAIN, SHAPES

from newsfacts.collecting import collect
from newsfacts.errors import ArticleError
from newsfacts.extraction import WORDS_REMEMBERED, Extractor
from newsfacts.reading import Article, Reader
from newsfacts.reading.entries import Entry
from newsfacts.writing import to_lines

DOUBLINGS = 2
WORST = 20.0  # times as long as plain news
GROWTH = 2.6  # at a doubling, above which a step is not linear; measured times vary by some tenths
Parts = dict[str, float]


def read(text: str, name: str) -> Article | None:
    """The article, or None for a text that is refused."""
    try:
        return Reader().read(Entry(name, name, name, data=text.encode()))
    except ArticleError:
        return None


def measure(extractor: Extractor, text: str, name: str) -> Parts | None:
    """Seconds of each step; None for a text that is refused."""
    taken: Parts = {}

    gc.collect()
    gc.disable()  # a collection of everything falls into one measurement and not into the next

    def timed(part: str, function: Callable[..., Any], *arguments: Any) -> Any:
        start = time.process_time()
        result = function(*arguments)
        taken[part] = time.process_time() - start
        return result

    article = timed("reading", read, text, name)
    if article is None:
        return None
    nlp = extractor.nlp
    with nlp.memory_zone() if len(nlp.vocab) >= WORDS_REMEMBERED else nullcontext():
        doc = timed("tokenizer", nlp.make_doc, article.text)
        for part, component in nlp.pipeline:
            doc = timed(part, component, doc)
        records = timed("collecting", list, collect(doc, article, extractor.model))
        doc = None  # spaCy's memory is given back
    timed("writing", to_lines, records)
    gc.enable()
    return taken


def main(names: list[str], length: int, by_parts: bool) -> int:
    """Print a line for each shape; exit status 1 if one takes too long or grows too fast."""
    extractor = Extractor()
    measure(extractor, SHAPES[PLAIN](10_000), PLAIN)  # what is loaded when it is first needed
    lengths = [length << step for step in range(DOUBLINGS + 1)]
    plain = [sum((measure(extractor, SHAPES[PLAIN](size), PLAIN) or {}).values()) for size in lengths]
    print(f"{'shape':<34}" + "".join(f"{size:>11,}" for size in lengths) + "   times news  growth")
    too_slow = 0
    for name in names:
        runs: list[Parts] = []
        line = f"{name:<34}"
        for size in lengths:
            run = measure(extractor, SHAPES[name](size), name)
            line += f"{sum(run.values()):11.2f}" if run is not None else f"{'refused':>11}"
            if run is None:
                break
            runs.append(run)
            if sum(run.values()) > 5 * WORST * plain[len(runs) - 1]:
                break
        line += " " * 11 * (len(lengths) - len(runs) - (run is None))
        totals = [sum(run.values()) for run in runs]
        growths = [after / before for before, after in pairwise(totals)]
        times = totals[-1] / plain[len(totals) - 1] if totals else 0.0
        bad = times > WORST or (bool(growths) and growths[-1] > GROWTH and times > 1)
        too_slow += bad
        print(
            f"{line}{times:13.1f}  {' '.join(f'{growth:.1f}' for growth in growths)}{'  !' if bad else ''}", flush=True
        )
        if by_parts and runs:
            for part in runs[0]:
                print(f"    {part:<30}" + "".join(f"{run[part]:11.3f}" for run in runs))
    return 1 if too_slow else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", help="names of shapes (default: all)")
    parser.add_argument("--length", type=int, default=10_000, help="characters of the shortest text (default: 10000)")
    parser.add_argument("--parts", action="store_true", help="print the seconds of each component")
    options = parser.parse_args()
    if unknown := set(options.shapes) - set(SHAPES):
        sys.exit(f"no shape is called {', '.join(sorted(unknown))}; there are: {', '.join(SHAPES)}")
    sys.exit(main(options.shapes or list(SHAPES), options.length, options.parts))
