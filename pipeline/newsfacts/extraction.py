"""One pipeline, from articles to records.

    >>> from newsfacts.extraction import Extractor
    >>> [record.type for record in Extractor().extract("Labour held the seat.")]
    ['article', 'party']

Every article is parsed by itself, so its facts do not depend on what else is in the run.
"""

from __future__ import annotations

import newsfacts.one_thread  # noqa: F401  # before spaCy loads numpy

# isort: split
import gc
from collections import Counter
from contextlib import nullcontext

from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from newsfacts import annotating
from newsfacts.collecting import collect
from newsfacts.identity import model_version
from newsfacts.reading import Article
from newsfacts.records import Record
from newsfacts.writing import to_lines

WORDS_REMEMBERED = 20_000  # some megabytes; most words of any article are among those of the first ones


def load(base: str | None = None) -> Language:
    """The newsfacts pipeline on the base model that config.cfg names, or on another installed one.

    numpy's own matrix product gives the same annotation as the default one, faster.

    Raises:
        ModelError: the base model is not installed, or the knowledge is invalid.
    """
    set_current_ops(NumpyOps(use_blis=False))
    return annotating.load(base)


class Extractor:
    """Articles -> records, with one pipeline."""

    def __init__(self, nlp: Language | None = None) -> None:
        self.nlp = nlp or load()
        self.model = model_version(str(self.nlp.config["paths"]["base"]))

    def extract(self, article: Article | str, *, duplicate_of: str | None = None) -> list[Record]:
        """The records of one article: the article's own first, then its facts in text order."""
        if isinstance(article, str):
            article = Article.from_text(article)
        doc = self.nlp.make_doc(article.text)
        doc._.newsfacts_published = article.published  # the year of "on 23 February"
        return list(collect(self.nlp(doc), article, self.model, duplicate_of=duplicate_of))

    def extract_lines(
        self, article: Article, *, duplicate_of: str | None = None, with_text: bool = True
    ) -> tuple[bytes, Counter[str]]:
        """The records as JSON lines, and how many there are of each type.

        What spaCy remembers of the article's words is forgotten afterwards, once it remembers enough.
        """
        knows_enough = len(self.nlp.vocab) >= WORDS_REMEMBERED
        with self.nlp.memory_zone() if knows_enough else nullcontext():
            records = self.extract(article, duplicate_of=duplicate_of)
        if not with_text:
            records[0] = records[0].model_copy(update={"text": None})
        return to_lines(records), Counter(record.type for record in records)


def spare_collector() -> None:
    """Keep Python's garbage collector from walking through the loaded pipeline time and again: 4% of the time.

    For processes that extract and do nothing else, once the pipeline is loaded. Forked workers then share its memory.
    """
    gc.freeze()
    gc.set_threshold(10_000)  # objects; an article makes that many, most of which die with it uncollected


def extract(article: Article | str, nlp: Language | None = None) -> list[Record]:
    """The records of one article.

    Args:
        article: the article, or its text.
        nlp: a pipeline that `load()` returned; without one it is loaded for this call.
    """
    return Extractor(nlp).extract(article)
