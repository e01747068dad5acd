"""Measure how fast newsfacts is beside spaCy's stock pipeline: what `make bench` runs.

    python scripts/bench.py [FOLDER] [--articles 300] [--rounds 3]

Every measurement is a process of its own, and those that are compared take turns; what is printed are medians of
the rounds, and their ratios. Without FOLDER, the training texts of PolNeAR are taken if they lie beside the checkout
(*/polnear/train/text), else the corpus, repeated. Before anything is measured, the faster base components are held
to the stock ones: a difference is exit status 1.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
STOCK_BATCH = 16  # for two stock processes; the default of 256 gives them nothing to share
PREDICTED = ("TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")
Figures = dict[str, float]


def choose_texts(folder: str | None, count: int) -> list[Path]:
    """So many articles, evenly spread over the folder; repeated where it has fewer."""
    folders = (
        [Path(folder)] if folder else [*sorted(ROOT.parent.glob("*/polnear/train/text")), ROOT / "corpus/articles"]
    )
    found = sorted(folders[0].glob("*.txt"))
    if not found:
        sys.exit(f"{folders[0]}: no .txt files")
    return found[:: len(found) // count][:count] if len(found) >= count else list(islice(cycle(found), count))


# What the measured processes do: each returns its figures.


def stock(texts: list[str]) -> Figures:
    """The stock pipeline as it comes, with its default batch."""
    import spacy

    nlp = spacy.load(base_model())
    words = sum(len(nlp.make_doc(text)) for text in texts)
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return {"words": words, "seconds": time.process_time() - start, "megabytes": peak_megabytes()}


def stock_workers(texts: list[str]) -> Figures:
    """The same with two processes, from the start of this one."""
    import spacy

    nlp = spacy.load(base_model())
    for _ in nlp.pipe(texts, n_process=2, batch_size=STOCK_BATCH):
        pass
    return {}


def ours(texts: list[str]) -> Figures:
    """The whole extraction, from texts to lines of JSON."""
    from newsfacts import Article
    from newsfacts.extraction import Extractor, spare_collector

    extractor = Extractor()
    spare_collector()
    words = sum(len(extractor.nlp.make_doc(text)) for text in texts)
    start = time.process_time()
    for number, text in enumerate(texts):
        extractor.extract_lines(Article.from_text(text, article_id=str(number)))
    return {"words": words, "seconds": time.process_time() - start, "megabytes": peak_megabytes()}


def parts(texts: list[str]) -> Figures:
    """Seconds in each component of ours, and in what comes after them."""
    import newsfacts.one_thread  # noqa: F401  # before anything loads numpy

    # isort: split
    from newsfacts import Article
    from newsfacts.collecting import collect
    from newsfacts.extraction import WORDS_REMEMBERED, Extractor, spare_collector
    from newsfacts.writing import to_lines

    extractor = Extractor()
    spare_collector()
    nlp = extractor.nlp
    taken: Figures = {}

    def timed(name: str, function: Callable[..., Any], *arguments: Any) -> Any:
        start = time.process_time()
        result = function(*arguments)
        taken[name] = taken.get(name, 0.0) + time.process_time() - start
        return result

    for number, text in enumerate(texts):
        article = timed("reading", lambda text=text, number=number: Article.from_text(text, article_id=str(number)))
        with nlp.memory_zone() if len(nlp.vocab) >= WORDS_REMEMBERED else nullcontext():
            doc = timed("tokenizer", nlp.make_doc, article.text)
            for name, component in nlp.pipeline:
                doc = timed(name, component, doc)
            records = timed("collecting", lambda doc=doc, article=article: list(collect(doc, article, extractor.model)))
        timed("writing", to_lines, records)
        del doc
    return taken


def differences(texts: list[str]) -> Figures:
    """How many articles the base components annotate otherwise here than in the stock pipeline, on the same Doc."""
    import spacy

    from newsfacts.annotating.layout import LayoutFinder
    from newsfacts.extraction import load

    stock, fast = spacy.load(base_model(), exclude=["attribute_ruler", "lemmatizer"]), load()
    layout = LayoutFinder(stock)
    differing = words = 0
    for text in texts:
        docs = [layout(nlp.make_doc(text)) for nlp in (stock, fast)]
        for name in stock.pipe_names:
            for nlp, doc in zip((stock, fast), docs, strict=True):
                nlp.get_pipe(name)(doc)
        expected, found = (doc.to_array(list(PREDICTED)) for doc in docs)
        words += len(docs[0])
        differing += bool((expected != found).any())
    return {"words": words, "articles": len(texts), "differing": differing}


def start_stock(texts: list[str]) -> Figures:
    """What a start is compared with: the stock model, and one article."""
    import spacy

    print(len(spacy.load(base_model())(texts[0])), flush=True)
    return {}


PARTS: dict[str, Callable[[list[str]], Figures]] = {
    function.__name__: function for function in (stock, stock_workers, ours, parts, differences, start_stock)
}


def base_model() -> str:
    """The base model that the configuration names."""
    from newsfacts.annotating.pipeline import read_config

    return str(read_config()["paths"]["base"])


def peak_megabytes() -> float:
    """The most memory that this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# The process that starts them.


class Bench:
    """Takes the measurements, in processes of their own."""

    def __init__(self, paths: list[Path], folder: Path) -> None:
        self.folder = folder
        self.articles = folder / "articles"
        self.articles.mkdir()
        for number, path in enumerate(paths):
            copy = f"\n\nPrinted {number} times.\n".encode() if path in paths[:number] else b""
            (self.articles / f"{number:04}.txt").write_bytes(path.read_bytes() + copy)
        self.short = folder / "short.txt"
        self.short.write_text("Labour held Ayton on Friday. Ida Oake won by 1,204 votes, the council said.", "utf-8")
        # As installed: with compiled modules, which a checkout need not have.
        self.environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def part(self, name: str, texts: Path | None = None) -> Figures:
        """The figures of one of the measured processes, and its seconds from start to end."""
        command = [sys.executable, __file__, str(texts or self.articles), "--part", name]
        start = time.perf_counter()
        done = subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE)
        taken = time.perf_counter() - start
        return {**json.loads(done.stdout.splitlines()[-1]), "wall": taken}

    def extract(self, jobs: int) -> Figures:
        """Seconds of the whole command, and the memory of its largest process."""
        command = [*self._command(self.articles), "--jobs", str(jobs), "-o", str(self.folder / "facts.jsonl"), "-q"]
        start = time.perf_counter()
        process = subprocess.Popen(command, env=self.environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"newsfacts extract ended with {process.returncode}")
        return {"wall": time.perf_counter() - start, "megabytes": usage.ru_maxrss / 1024}

    def start(self, command: list[str]) -> float:
        """Seconds until the first line of output."""
        start = time.perf_counter()
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            taken = time.perf_counter() - start
            process.stdout.read()
        return taken

    def starts(self) -> tuple[float, float]:
        """The start of the stock pipeline and of ours."""
        script = [sys.executable, __file__, str(self.short), "--part", "start_stock"]
        return self.start(script), self.start([*self._command(self.short), "-q"])

    @staticmethod
    def _command(articles: Path) -> list[str]:
        return [sys.executable, "-c", "from newsfacts.cli import app; app()", "extract", str(articles)]


def main(paths: list[Path], rounds: int) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(paths, Path(folder))
        checked = bench.part("differences")
        print(f"{checked['articles']:,.0f} articles of {paths[0].parent}, {checked['words']:,.0f} words")
        print(f"base components: {checked['differing']:.0f} articles annotated otherwise than by the stock ones\n")
        runs: dict[str, list[Figures]] = {}
        starts = []
        for _ in range(rounds):
            for name in ("stock", "ours", "parts", "stock_workers"):
                runs.setdefault(name, []).append(bench.part(name))
            for jobs in (2, 1):
                runs.setdefault(f"jobs {jobs}", []).append(bench.extract(jobs))
        bench.starts()  # compiles what is not compiled
        for _ in range(3 * rounds):
            starts.append(bench.starts())
    report(runs, starts, checked["words"])
    return 1 if checked["differing"] else 0


def report(runs: dict[str, list[Figures]], starts: list[tuple[float, float]], words: float) -> None:
    """Print the medians and their ratios."""

    def median(name: str, figure: str) -> float:
        return statistics.median(run[figure] for run in runs[name])

    components = {name: statistics.median(run[name] for run in runs["parts"]) for name in runs["parts"][0]}
    components.pop("wall")
    whole = sum(components.values())
    own = whole - sum(components[name] for name in ("tokenizer", "tok2vec", "tagger", "parser", "ner"))
    print("component            us a word   share")
    for name, seconds in components.items():
        print(f"{name:<20}{seconds / words * 1e6:10.1f}{seconds / whole:8.0%}")
    stock_start, our_start = (statistics.median(taken) for taken in zip(*starts, strict=True))
    rates = {name: words / median(name, "seconds") for name in ("stock", "ours")}
    print(f"\nwords a second, one process: stock {rates['stock']:,.0f}, ours {rates['ours']:,.0f}")
    print(f"start to first line: stock {stock_start:.2f} s, ours {our_start:.2f} s\n")
    print("ratio                                            measured   must   aim")
    for name, value, must, aim in (
        ("extraction over stock, one process", rates["ours"] / rates["stock"], 1.8, 3.0),
        ("extraction over stock, two workers", median("stock_workers", "wall") / median("jobs 2", "wall"), 1.6, 2.5),
        ("--jobs 2 over --jobs 1", median("jobs 1", "wall") / median("jobs 2", "wall"), 1.7, 1.9),
        ("our own components' share of the time, at most", own / whole, 0.2, 0.1),
        ("start over the stock model's, at most", our_start / stock_start, 1.3, 1.0),
    ):
        print(f"{name:<50}{value:7.2f}{must:7.2f}{aim:6.2f}")
    print("\npeak memory, MB: ", end="")
    print(f"stock {median('stock', 'megabytes'):.0f}, ours {median('ours', 'megabytes'):.0f}", end="")
    print(f", largest process of --jobs 2 {median('jobs 2', 'megabytes'):.0f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="articles, as .txt files")
    parser.add_argument("--articles", type=int, default=300, help="how many (default: 300)")
    parser.add_argument("--rounds", type=int, default=3, help="of measurements (default: 3)")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        source = Path(options.folder)
        files = sorted(source.glob("*.txt")) if source.is_dir() else [source]
        print(json.dumps(PARTS[options.part]([path.read_text("utf-8") for path in files])))
        sys.exit()
    sys.exit(main(choose_texts(options.folder, options.articles), options.rounds))
