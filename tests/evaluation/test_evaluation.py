"""Scores on small hand-made cases: perfect is 1, and each kind of error counts where it belongs."""

from __future__ import annotations

from typing import Any

import pytest

from newsfacts.errors import NewsfactsError
from newsfacts.evaluation import Row, Scores, below_floors, evaluate
from newsfacts.evaluation.gold import GoldArticle, GoldFacts
from newsfacts.evaluation.matching import pair, place_likeness, same_name, same_speaker
from newsfacts.records import Record, parse_record
from newsfacts.writing import to_lines
from tests.test_records import EXAMPLES

TEXT = (
    'Ann Oak held Ayton for Labour with 1,200 votes to 900 for Bob Ash, up 3.5%. "We did it," Ms Oak told the Ayton '
    "Post. Mr Ash said he would stand again in 2031."
)


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def span(words: str) -> dict[str, Any]:
    return {**at(words), "text": words}


GOLD: dict[str, Any] = {
    "people": [
        {"name": "Ann Oak", "aliases": ["Ms Oak"], "party": "Labour", "roles": []},
        {"name": "Bob Ash", "aliases": ["Mr Ash"], "party": None, "roles": []},
    ],
    "parties": [{"name": "Labour"}],
    "contests": [
        {"place": "Ayton", "kind": "by-election", "winner": "Ann Oak", "winner_party": "Labour", "outcome": "hold"}
    ],
    "vote_counts": [
        {**at("1,200"), "contest": "Ayton", "candidate": "Ann Oak", "party": "Labour", "votes": 1200},
        {**at("900"), "contest": "Ayton", "candidate": "Bob Ash", "party": None, "votes": 900},
    ],
    "vote_shares": [{**at("3.5"), "contest": "Ayton", "candidate": "Ann Oak", "party": "Labour", "change": 3.5}],
    "not_votes": [{**at("2031"), "text": "2031", "why": "year"}],
    "quotes": [
        {
            "kind": "direct", "content": [at("We did it,")], "speaker": "Ann Oak", "speaker_kind": "person",
            "speaker_mention": at("Ms Oak"), "cue": at("told"), "outlet": "Ayton Post",
        },
        {
            "kind": "indirect", "content": [at("he would stand again in 2031")], "speaker": "Bob Ash",
            "speaker_kind": "person", "speaker_mention": at("Mr Ash"), "cue": at("said"),
        },
    ],
}  # fmt: skip
CONTEST = {"contest": "Ayton", "contest_id": "0" * 15 + "3"}
SENTENCE = {"sentence": span("Ann Oak held")}


def perfect() -> dict[str, dict[str, Any]]:
    """Records that say what gold says, by a short name."""
    given: dict[str, tuple[str, dict[str, Any]]] = {
        "ann": ("person", {"name": "Ann Oak", "aliases": ["Ms Oak"], "party": "Labour", "roles": []}),
        "bob": ("person", {"name": "Bob Ash", "aliases": ["Mr Ash"], "party": None, "roles": []}),
        "labour": ("party", {"name": "Labour"}),
        "ayton": (
            "contest",
            {"place": "Ayton", "winner": "Ann Oak", "winner_party": "Labour", "outcome": "hold", "evidence": {}},
        ),
        "first": (
            "vote_count",
            {
                **CONTEST, **SENTENCE, "candidate": "Ann Oak", "party": "Labour",
                "votes": 1200, "evidence": span("1,200"),
            },
        ),
        "second": (
            "vote_count", {**CONTEST, **SENTENCE, "candidate": "Bob Ash", "votes": 900, "evidence": span("900")}
        ),
        "share": (
            "vote_share",
            {**CONTEST, **SENTENCE, "party": "Labour", "percent": None, "change": 3.5, "evidence": span("3.5")},
        ),
        "direct": (
            "quote",
            {
                "kind": "direct", "content": [span("We did it,")], "speaker": "Ann Oak", "speaker_kind": "person",
                "speaker_mention": span("Ms Oak"), "cue": {**span("told"), "lemma": "tell"}, "outlet": "Ayton Post",
            },
        ),
        "indirect": (
            "quote",
            {
                "kind": "indirect", "content": [span("he would stand again in 2031")], "speaker": "Bob Ash",
                "speaker_kind": "person", "speaker_mention": span("Mr Ash"), "cue": {**span("said"), "lemma": "say"},
            },
        ),
    }  # fmt: skip
    records = {}
    for number, (key, (record_type, fields)) in enumerate(given.items()):
        records[key] = {"type": record_type, **EXAMPLES[record_type], "id": f"{number:016x}", **fields}
        if record_type == "quote":
            records[key]["text"] = fields["content"][0]["text"]
    return records


def score(records: dict[str, dict[str, Any]], gold: dict[str, Any] | None = None) -> Scores:
    parsed: list[Record] = [parse_record(to_lines([record])) for record in records.values()]
    article = GoldArticle(name="a", text=TEXT, facts=GoldFacts.model_validate(gold or GOLD))
    return evaluate([article], parsed)


def not_perfect(scores: Scores) -> dict[str, tuple[int, int, int]]:
    return {
        name: (row.right, row.found, row.gold)
        for name, row in scores.rows.items()
        if (row.precision, row.recall) != (1, 1)
    }


def test_perfect_records_score_one_everywhere() -> None:
    scores = score(perfect())
    assert not_perfect(scores) == {}
    assert (scores.traps.right, scores.traps.gold) == (0, 1)
    assert dict(scores.misses) == {}
    assert scores.rows["quotes.all.e2e"] == Row(right=2, found=2, gold=2)


def test_no_records_score_nothing() -> None:
    scores = score({})
    # what has gold has no recall, what has none stays perfect
    assert {name for name, row in scores.rows.items() if row.recall} == {
        "people.aliases", "people.roles", "contests.kind", "quotes.kind",
    }  # fmt: skip
    assert scores.misses["people.missed"] == [("a", "Ann Oak"), ("a", "Bob Ash")]


Changes = dict[str, Any]


@pytest.mark.parametrize(
    ("key", "changes", "rows"),
    [
        # an invented person is wrong, and so is the party given to it
        ("bob", {"name": "Bob Elm", "party": "Green"}, {"people": (1, 2, 2), "people.party": (1, 2, 1)}),
        ("bob", {"party": "Green"}, {"people.party": (1, 2, 1)}),
        ("ann", {"party": "Green"}, {"people.party": (0, 1, 1)}),
        ("ann", {"aliases": ["Oak"]}, {"people.aliases": (1, 2, 2)}),
        ("ann", {"roles": ["MP"]}, {"people.roles": (0, 1, 0)}),
        ("labour", {"name": "Green"}, {"parties": (0, 1, 1)}),
        ("ayton", {"kind": "referendum"}, {"contests.kind": (0, 1, 1)}),
        ("ayton", {"outcome": "gain", "from_party": "Green"}, {"contests.facts": (2, 4, 3)}),
        ("ayton", {"majority": 300, "majority_source": "stated"}, {"contests.facts": (3, 4, 3)}),
        # a majority that follows from the counts is not held against the text
        ("ayton", {"majority": 300, "majority_source": "derived"}, {}),
        ("first", {"candidate": "Bob Ash"}, {"votes.tuple": (1, 2, 2)}),
        ("first", {"votes": 1201}, {"votes.number": (1, 2, 2), "votes.tuple": (1, 2, 2)}),
        ("first", {"evidence": span("2031")}, {"votes.number": (1, 2, 2), "votes.tuple": (1, 2, 2)}),
        ("share", {"change": -3.5}, {"shares.tuple": (0, 1, 1)}),
        ("share", {"candidate": "Ann Oak"}, {}),
        ("share", {"candidate": "Bob Ash"}, {"shares.tuple": (0, 1, 1)}),
        ("direct", {"kind": "mixed"}, {"quotes.kind": (1, 2, 2)}),
        (
            "direct",
            {"speaker": "Bob Ash"},
            {
                "quotes.all.e2e": (1, 2, 2), "quotes.marked.e2e": (0, 1, 1), "quotes.direct.e2e": (0, 1, 1),
                "speakers": (1, 2, 2),
            },
        ),
        ("direct", {"speaker_mention": None}, {"mentions": (1, 1, 2)}),
        ("direct", {"cue": {**span("held"), "lemma": "hold"}}, {"cues": (1, 2, 2)}),
        ("direct", {"outlet": "BBC"}, {"outlets": (0, 1, 1)}),
        ("indirect", {"outlet": "BBC"}, {"outlets": (1, 2, 1)}),
        (
            "indirect",
            {"content": [span("he would stand again in")], "text": "he would stand again in"},
            {"quotes.all.exact": (1, 2, 2)},
        ),
    ],
)  # fmt: skip
def test_each_error_counts_where_it_belongs(key: str, changes: Changes, rows: dict[str, tuple[int, int, int]]) -> None:
    records = perfect()
    records[key].update(changes)
    assert not_perfect(score(records)) == rows


def test_number_that_is_no_vote_is_a_trap() -> None:
    records = perfect()
    records["first"].update(votes=2031, evidence=span("2031"))
    scores = score(records)
    assert scores.traps.right == 1
    assert scores.misses["traps"] == [("a", "2031", "year")]


def test_wrong_contest_makes_every_vote_wrong() -> None:
    records = perfect()
    records["ayton"]["place"] = "Beeton"
    rows = not_perfect(score(records))
    assert (rows["contests"], rows["votes.tuple"], rows["shares.tuple"]) == ((0, 1, 1), (0, 2, 2), (0, 1, 1))
    assert rows["contests.facts"] == (0, 3, 3)


def test_extra_quote_counts_by_its_marks() -> None:
    records = perfect()
    extra = {**records["indirect"], "id": "f" * 16, "content": [span("votes to 900")], "text": "votes to 900"}
    rows = not_perfect(score({**records, "extra": extra}))
    assert (rows["quotes.all"], "quotes.marked" in rows) == ((2, 3, 2), False)


def test_quote_inside_its_parent_is_left_out() -> None:
    records = perfect()
    inner = {**records["indirect"], "id": "f" * 16, "content": [span("again in 2031")], "text": "again in 2031"}
    inner["parent_id"] = records["indirect"]["id"]
    assert not_perfect(score({**records, "inner": inner})) == {}


def test_borderline_report_is_neither_rewarded_nor_punished() -> None:
    gold = {**GOLD, "quotes": GOLD["quotes"][:1], "quotes_ignore": [{"content": GOLD["quotes"][1]["content"]}]}
    assert not_perfect(score(perfect(), gold)) == {}


def test_records_of_other_articles_are_not_scored() -> None:
    records = perfect()
    for record in records.values():
        record["article_id"] = "in/2017/a.txt"
    assert not_perfect(score(records)) == {}
    for record in records.values():
        record["article_id"] = "b"
    assert score(records).rows["people"] == Row(right=0, found=0, gold=2)


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        ("Mr Paul Jones", "paul  jones", True),
        ("Paul O’Neil", "Paul O'Neil", True),
        ("Paul", None, False),
        (None, None, True),
    ],
)
def test_same_name(a: str | None, b: str | None, equal: bool) -> None:
    assert same_name(a, b) is equal


def test_unnamed_speakers_need_half_of_the_words() -> None:
    assert same_speaker("a council spokeswoman", "the council spokeswoman", is_person=False)
    assert not same_speaker("a council spokeswoman", "voters", is_person=False)
    assert not same_speaker("Ann Oak", "Ann", is_person=True)


def test_place_likeness() -> None:
    assert place_likeness("the Ayton by-election", "Ayton") == 2
    assert place_likeness("Ayton", "Ayton and Beeton") == 1
    assert place_likeness("Ayton", "Beeton") == place_likeness(None, "Ayton") == 0


def test_pairs_are_one_to_one_best_first() -> None:
    assert pair([(0.5, 0, 0), (0.9, 1, 0), (0.6, 1, 1), (0.1, 0, 1)]) == {0: 1, 1: 0}


def test_floors() -> None:
    scores = score(perfect())
    assert below_floors(scores, {"people": 1.0, "traps": 0}) == []
    records = perfect()
    records["first"].update(votes=2031, evidence=span("2031"))
    assert below_floors(score(records), {"votes.number": 0.6, "traps": 0}) == [
        "votes.number: F1 0.5000 is below the floor of 0.6000",
        "traps: 1 reported, at most 0 allowed",
    ]
    with pytest.raises(NewsfactsError, match="floor for 'persons', which is no row"):
        below_floors(scores, {"persons": 1.0})
