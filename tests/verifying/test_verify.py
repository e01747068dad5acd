"""Facts against official results: the corpus's article on two by-elections, and made ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newsfacts.errors import NewsfactsError
from newsfacts.extraction import Extractor
from newsfacts.reading import Article
from newsfacts.records import Record, parse_record
from newsfacts.verifying import Check, companions, read_results, verify
from newsfacts.writing import to_lines
from tests.made_facts import MadeArticle, ayton

OFFICIAL = Path(__file__).parent / "official"
CANDIDACIES, CONSTITUENCIES = OFFICIAL / "by-elections-candidacies.csv", OFFICIAL / "by-elections-constituencies.csv"
FOUR_COUNTS = {"13,748", "11,601", "7,853", "5,233"}


@pytest.fixture(scope="module")
def text(articles: Path) -> str:
    return (articles / "copeland-stoke.txt").read_text("utf-8")


def records(article: MadeArticle) -> list[Record]:
    return [parse_record(line) for line in to_lines(article.facts).splitlines()]


def plain(folder: Path, *lines: str) -> Path:
    path = folder / "results.csv"
    path.write_text("\n".join(["contest,date,candidate,party,votes", *lines]) + "\n", "utf-8")
    return path


def check(article: MadeArticle, results: Path) -> list[tuple[str, str, str, str | None]]:
    checks = verify(records(article), read_results([results]))
    return [(found.verdict, found.subject, found.claimed, found.official) for found in checks]


def of_votes(article: MadeArticle, results: Path) -> list[str]:
    return [verdict for verdict, subject, *_ in check(article, results) if subject == "votes"]


@pytest.mark.parametrize("files", [[CANDIDACIES, CONSTITUENCIES], [CONSTITUENCIES]], ids=["both", "constituencies"])
def test_the_articles_counts_winners_and_outcomes_are_confirmed(
    extractor: Extractor, text: str, files: list[Path]
) -> None:
    checks = list(verify(extractor.extract(Article.from_text(text)), read_results(files)))
    confirmed = [found for found in checks if found.verdict == "confirmed"]
    assert {found.claimed for found in confirmed if found.subject == "votes"} == FOUR_COUNTS
    assert [found.claimed for found in confirmed if found.subject == "winner"] == ["Trudy Harrison", "Gareth Snell"]
    assert [found.claimed for found in confirmed if found.subject == "outcome"] == ["gain from Labour", "hold"]
    assert {found.date for found in checks} == {"2017-02-23"}
    # the file of constituencies has the parties' votes, but names the winners only
    assert {found.who for found in checks if found.verdict != "confirmed"} == (
        set() if CANDIDACIES in files else {"Gillian Troughton", "Paul Nuttall"}
    )


def test_candidacies_alone_say_nothing_of_outcomes(extractor: Extractor, text: str) -> None:
    checks = list(verify(extractor.extract(Article.from_text(text)), read_results([CANDIDACIES])))
    assert {found.subject for found in checks if found.verdict == "not found"} == {"outcome"}
    assert {found.verdict for found in checks if found.subject != "outcome"} == {"confirmed"}


def altered(text: str) -> list[tuple[str, str, str]]:
    """The text with each digit of each count altered: the figure, what it becomes, the text."""
    found = []
    for figure in sorted(FOUR_COUNTS):
        for position, digit in enumerate(figure):
            if digit.isdigit():
                other = str((int(digit) + 1) % 10 or 5)
                changed = figure[:position] + other + figure[position + 1 :]
                found.append((figure, changed, text.replace(figure, changed)))
    return found


def test_one_altered_digit_is_contradicted_at_exactly_that_number(extractor: Extractor, text: str) -> None:
    results = read_results([CANDIDACIES, CONSTITUENCIES])
    for figure, changed, other_text in altered(text):
        checks = list(verify(extractor.extract(Article.from_text(other_text)), results))
        wrong = [found for found in checks if found.verdict != "confirmed"]
        assert [(found.verdict, found.subject, found.claimed, found.official) for found in wrong] == [
            ("contradicted", "votes", changed, figure)
        ]
        evidence = wrong[0].evidence
        assert evidence is not None
        assert other_text[evidence.start : evidence.end] == changed
        assert Counter(found.verdict for found in checks)["confirmed"] == 13


def test_labour_and_co_operative_is_labour(extractor: Extractor, text: str) -> None:
    assert "Labour and Co-operative" in CANDIDACIES.read_text("utf-8")
    checks = verify(extractor.extract(Article.from_text(text)), read_results([CANDIDACIES]))
    snell = [found for found in checks if found.who == "Gareth Snell" and found.subject == "party"]
    assert {(found.verdict, found.official) for found in snell} == {("confirmed", "Labour")}


def test_one_of_the_two_files_brings_in_the_other() -> None:
    assert companions(CANDIDACIES) == [CANDIDACIES, CONSTITUENCIES]
    assert companions(CONSTITUENCIES) == [CONSTITUENCIES, CANDIDACIES]
    assert companions("results.csv") == [Path("results.csv")]


def test_a_plain_file(tmp_path: Path) -> None:
    results = plain(tmp_path, "Ayton,2017-02-23,Ann Oak,Labour,1200", 'Ayton,2017-02-23,Bob Ash,Green,"1,900"')
    assert check(ayton(), results) == [
        ("contradicted", "winner", "Ann Oak", "Bob Ash"),
        ("contradicted", "party", "Labour", "Green"),
        ("not found", "outcome", "hold", None),
        ("confirmed", "votes", "1,200", "1,200"),
        ("confirmed", "party", "Labour", "Labour"),
        ("contradicted", "votes", "900", "1,900"),
    ]


def test_a_file_that_leaves_the_winner_out_contradicts_no_winner(tmp_path: Path) -> None:
    article = ayton()
    next(fact for fact in article.facts if fact["type"] == "contest")["date"] = "2017-02-23"
    losers = ["Ayton,2017-02-23,Bob Ash,Green,900", "Ayton,2017-02-23,Cleo Elm,Tory,800"]
    for some in (losers[:1], losers):
        assert [found[:3] for found in check(article, plain(tmp_path, *some))] == [
            ("not found", "winner", "Ann Oak"),
            ("not found", "party", "Labour"),
            ("not found", "outcome", "hold"),
            ("not found", "votes", "1,200"),
            ("not found", "party", "Labour"),
            ("confirmed", "votes", "900"),
        ]


def test_without_a_date_the_candidates_tell_which_contest(tmp_path: Path) -> None:
    earlier = ["Ayton,2010-05-06,Cleo Elm,Green,1000", "Ayton,2010-05-06,Bob Ash,Tory,999"]
    later = ["Ayton,2017-02-23,Ann Oak,Labour,1200", "Ayton,2017-02-23,Bob Ash,Tory,900"]
    assert of_votes(ayton(), plain(tmp_path, *earlier, *later)) == ["confirmed", "confirmed"]
    assert of_votes(ayton(), plain(tmp_path, *earlier)) == ["not found", "not found"]  # Ann Oak did not stand
    assert of_votes(ayton(), plain(tmp_path, later[0])) == ["confirmed", "not found"]
    assert of_votes(ayton(published="2017-02-22"), plain(tmp_path, *later)) == ["not found", "not found"]
    assert of_votes(ayton(), plain(tmp_path, "Ayton,2010-05-06,Cleo Elm,Green,1000")) == ["not found", "not found"]


def test_the_same_candidates_twice_need_a_date_of_the_poll_or_of_the_paper(tmp_path: Path) -> None:
    polls = [f"Ayton,{year}-02-23,{who}" for year in (2016, 2017) for who in ("Ann Oak,Lab,1200", "Bob Ash,Con,900")]
    results = plain(tmp_path, *polls)
    assert of_votes(ayton(), results) == ["not found", "not found"]
    assert of_votes(ayton(published="2017-02-24"), results) == ["confirmed", "confirmed"]
    dated = ayton()
    contest = next(fact for fact in dated.facts if fact["type"] == "contest")
    contest["date"] = "2016-02-23"
    assert of_votes(dated, results) == ["confirmed", "confirmed"]
    contest["date"] = "2015-02-23"
    assert of_votes(dated, results) == ["not found", "not found"]


def test_another_kind_of_poll_is_not_held_against_by_elections(tmp_path: Path) -> None:
    article = MadeArticle("copeland", "Trudy Harrison kept Copeland with 22,856 votes.")
    contest = article.contest("Copeland", kind="general election", winner="Trudy Harrison")
    article.votes("22,856", contest, candidate="Trudy Harrison", party="Conservative")
    assert {verdict for verdict, *_ in check(article, CANDIDACIES)} == {"not found"}


@pytest.mark.parametrize(
    ("printed", "qualifier", "official", "verdict"),
    [
        ("1,200", "just over", 1234, "confirmed"),
        ("1,200", "nearly", 1150, "confirmed"),
        ("1,200", "nearly", 1234, "contradicted"),
        ("1,200", "more than", 1150, "contradicted"),
        ("1,200", "about", 1150, "confirmed"),
        ("1,200", None, 1234, "contradicted"),
        ("12,000", None, 12_345, "confirmed"),
        ("12,000", None, 12_600, "contradicted"),
    ],
)
def test_rounded_figures(tmp_path: Path, printed: str, qualifier: str | None, official: int, verdict: str) -> None:
    article = MadeArticle("ayton", f"Ann Oak won Ayton with {printed} votes.")
    contest = article.contest("Ayton", winner="Ann Oak")
    article.votes(printed, contest, candidate="Ann Oak", qualifier=qualifier)
    assert of_votes(article, plain(tmp_path, f"Ayton,,Ann Oak,Labour,{official}")) == [verdict]


def test_stages_of_a_count_are_not_the_result(tmp_path: Path) -> None:
    article = MadeArticle("ayton", "Ann Oak won Ayton with 700 first preferences and 1,200 votes at the end.")
    contest = article.contest("Ayton", winner="Ann Oak")
    article.votes("700", contest, candidate="Ann Oak", stage="first preferences", stage_kind="first")
    article.votes("1,200", contest, candidate="Ann Oak", stage="at the end", stage_kind="final")
    assert of_votes(article, plain(tmp_path, "Ayton,,Ann Oak,Labour,1200")) == ["not found", "confirmed"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "no columns of results; it needs contest, date, candidate, party and votes"),
        ("", "no columns of results"),
        ("contest,date,candidate,party,votes\nAyton,yesterday,A,B,1\n", "line 2: 'yesterday' is no date"),
        ("contest,date,candidate,party,votes\nAyton,31/02/2017,A,B,1\n", "line 2: '31/02/2017' is no date"),
        ("contest,date,candidate,party,votes\nAyton,,A,B,many\n", "line 2: 'many' is no number of votes"),
        ("contest,date,candidate,party,votes\nAyton,,A,B,-1\n", "line 2: '-1' is no number of votes"),
        ("contest,date,candidate,party,votes\n,,A,B,1\n", "line 2: the contest is empty"),
        ("contest,date,candidate,party,votes\nAyton,,A,B,1,200\n", "line 2: 6 cells under 5 columns; correct the line"),
        ("contest,date,candidate,party,votes\nAyton,,A\n", "line 2: 3 cells under 5 columns; correct the line"),
        ("contest,date,candidate,party,votes\nAyton,,A,B,1.200\n", "line 2: '1.200' is no number of votes"),
        ('contest,date,candidate,party,votes\nAyton,,A,B,"1,2"\n', "line 2: '1,2' is no number of votes"),
        (f"contest,date,candidate,party,votes\nAyton,,A,B,{'9' * 5000}\n", f"line 2: '{'9' * 40}' is no number of"),
        ('contest,date,candidate,party,votes\n\n"Ayton,,A,B,1\n', "line 3: unexpected end of data"),
        (f"contest,date,candidate,party,votes\nAyton,,{'A' * 200_000},B,1\n", "line 2: field larger than field limit"),
        ("contest,date,candidate,party,votes\n", "no results, only names of columns"),
        ("contest,date,candidate,votes\nAyton,,A,1\n", "no column party; it needs contest, date, candidate, party"),
        ("contest,date,candidate,party,votes,votes\nAyton,,A,B,1,2\n", "two columns are named 'votes'"),
        (
            "contest,date,candidate,party,votes\nAyton,,A Oak,B,1\nAyton,,A Oak,B,2\n",
            "line 3: 2 votes for A Oak, who had 1 before",
        ),
        (
            "contest,date,candidate,party,votes\nAyton,,A,B,1\nAyton,,C,D,2\nAyton,,Total,,3\n",
            "'Total' has the votes of all others in Ayton; leave sums out",
        ),
        ("contest,date,candidate,party,votes\n".encode("utf-16"), "is not UTF-8; save it as UTF-8"),
        (b"contest,date,candidate,party,votes\nAyt\xf6n,,A,B,1\n", "is not UTF-8; save it as UTF-8"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: Any, message: str) -> None:
    path = tmp_path / "results.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(NewsfactsError, match=r"results\.csv") as caught:
        read_results([path])
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffcontest,date,candidate,party,votes\r\nAyton,,Ann Oak,Lab,1200\r\nAyton,,Bob Ash,Con,900\r\n",
        "Contest;Date;Candidate;Party;Votes\nAyton;;Ann Oak;Lab;1 200\nAyton;;Bob Ash;Con;900\n",
        "contest\tdate\tcandidate\tparty\tvotes\nAyton\t\tAnn Oak\tLab\t1,200\nAyton\t\tBob Ash\tCon\t900\n",
        'date, votes, party, candidate, contest\n,"1\u00a0200", Lab, "Ann Oak", Ayton\n\n, 900, Con, Bob Ash, Ayton\n',
        'contest,date,candidate,party,votes,,\nAyton,,"Oak, Ann",Lab,"1,200",,\nAyton,,"Ash, Bob",Con,900,,,\n',
        "contest,date,candidate,party,votes\nAyton,,Ann\u2028Oak,Lab,1200\nAyton,,Bob Ash,Con,900\n"
        "Ayton,,Ann Oak,Lab,1200\n",
    ],
    ids=["byte order mark", "semicolons", "tabs", "spaces", "commas", "twice"],
)
def test_files_as_spreadsheets_save_them(tmp_path: Path, content: str) -> None:
    path = tmp_path / "results.csv"
    path.write_bytes(content.encode())
    assert of_votes(ayton(), path) == ["confirmed", "confirmed"]


def test_each_check_names_its_record(tmp_path: Path) -> None:
    article = ayton()
    checks: list[Check] = list(verify(records(article), read_results([plain(tmp_path, "Ayton,,Ann Oak,Lab,1200")])))
    assert {found.record_id for found in checks} <= {fact["id"] for fact in article.facts}
    assert {found.article_id for found in checks} == {"ayton"}
