"""Quotes of one article against gold.

The definition of every row is in `newsfacts.evaluation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsfacts.evaluation.gold import GoldFacts, GoldQuote
from newsfacts.evaluation.matching import (
    likeness,
    opens_behind_mark,
    overlap,
    pair,
    same_name,
    same_speaker,
    touches_marks,
    words_of,
)
from newsfacts.evaluation.score import Scores
from newsfacts.records import QuoteRecord

_SAME_QUOTE = 0.5  # Jaccard index of the words


@dataclass(frozen=True, slots=True)
class _Found:
    quote: QuoteRecord
    words: frozenset[int]


def score_quotes(found: Sequence[QuoteRecord], gold: GoldFacts, text: str, scores: Scores) -> None:
    """Rows quotes.*, speakers, mentions, cues, outlets."""
    mine = _eligible(found, gold, text)
    theirs = [words_of(text, quote.content) for quote in gold.quotes]
    likenesses = ((likeness(f.words, words), i, j) for i, f in enumerate(mine) for j, words in enumerate(theirs))
    pairs = pair(candidate for candidate in likenesses if candidate[0] >= _SAME_QUOTE)
    extra = [f.quote for i, f in enumerate(mine) if i not in set(pairs.values())]
    matches = [(mine[i].quote, gold.quotes[j], mine[i].words == theirs[j]) for j, i in sorted(pairs.items())]
    wrong = {
        "all": len(extra),
        "marked": sum(touches_marks(text, quote.content) for quote in extra),
        "direct": sum(opens_behind_mark(text, quote.content) for quote in extra),
    }
    kinds = {"all": {"direct", "mixed", "indirect"}, "marked": {"direct", "mixed"}, "direct": {"direct"}}
    for label in ("all", "marked", "direct"):
        chosen = [match for match in matches if match[1].kind in kinds[label]]
        n_gold = sum(quote.kind in kinds[label] for quote in gold.quotes)
        n_found = len(chosen) + wrong[label]
        scores.add(f"quotes.{label}", len(chosen), n_found, n_gold)
        scores.add(f"quotes.{label}.exact", sum(exact for _, _, exact in chosen), n_found, n_gold)
        scores.add(f"quotes.{label}.e2e", sum(_right_speaker(q, g) for q, g, _ in chosen), n_found, n_gold)
    scores.add("quotes.kind", sum(q.kind == g.kind for q, g, _ in matches), len(matches), len(matches))
    _score_parts([(q, g) for q, g, _ in matches], gold.quotes, scores)
    _list_misses(matches, [q for j, q in enumerate(gold.quotes) if j not in pairs], extra, text, scores)


def _eligible(found: Sequence[QuoteRecord], gold: GoldFacts, text: str) -> list[_Found]:
    """All found quotes but those inside their parent and those that gold leaves open."""
    words = {quote.id: words_of(text, quote.content) for quote in found}
    ignored = [words_of(text, quote.content) for quote in gold.quotes_ignore]
    return [
        _Found(quote, words[quote.id])
        for quote in found
        if not (quote.parent_id in words and words[quote.id] <= words[quote.parent_id])
        and not any(likeness(words[quote.id], open_words) >= _SAME_QUOTE for open_words in ignored)
    ]


def _right_speaker(quote: QuoteRecord, gold: GoldQuote) -> bool:
    return same_speaker(quote.speaker, gold.speaker, gold.speaker_kind == "person")


def _score_parts(matches: Sequence[tuple[QuoteRecord, GoldQuote]], gold: Sequence[GoldQuote], scores: Scores) -> None:
    """Precision over the matched quotes, recall over all gold ones."""
    scores.add(
        "speakers",
        sum(g.speaker is not None and _right_speaker(q, g) for q, g in matches),
        sum(q.speaker is not None for q, _ in matches),
        sum(g.speaker is not None for g in gold),
    )
    scores.add(
        "mentions",
        sum(overlap(q.speaker_mention, g.speaker_mention) for q, g in matches),
        sum(q.speaker_mention is not None for q, _ in matches),
        sum(g.speaker_mention is not None for g in gold),
    )
    scores.add(
        "cues",
        sum(overlap(q.cue, g.cue) for q, g in matches),
        sum(q.cue is not None for q, _ in matches),
        sum(g.cue is not None for g in gold),
    )
    scores.add(
        "outlets",
        sum(g.outlet is not None and same_name(q.outlet, g.outlet) for q, g in matches),
        sum(q.outlet is not None for q, _ in matches),
        sum(g.outlet is not None for g in gold),
    )


def _list_misses(
    matches: Sequence[tuple[QuoteRecord, GoldQuote, bool]],
    missed: Sequence[GoldQuote],
    extra: Sequence[QuoteRecord],
    text: str,
    scores: Scores,
) -> None:
    def head(quote: QuoteRecord | GoldQuote) -> str:
        return " ".join(text[quote.content[0].start :][:60].split())

    for quote in missed:
        scores.miss(f"quotes.missed.{quote.kind}", head(quote))
    for q, g, _ in matches:
        if not _right_speaker(q, g):
            scores.miss("speakers", head(g), q.speaker, g.speaker)
        if q.kind != g.kind:
            scores.miss("quotes.kind", head(g), q.kind, g.kind)
    for found in extra:
        scores.miss(f"quotes.extra.{found.kind}", head(found), found.speaker)
