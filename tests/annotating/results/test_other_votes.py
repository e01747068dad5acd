"""Votes of other bodies, of other times and of none at all: nothing of them is an election's result.

Each text is read alone, and behind a result whose contest could draw its figures."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

OTHER_VOTES = [
    # juries, courts, boards, committees, shareholders, electors
    "The jury convicted Mr Foster of fraud by a majority of ten to two at Oakham Crown Court.",
    "The Supreme Court ruled 5-4 that Ohio may remove voters from its rolls. Justice Alma Kerr wrote for the majority.",
    "The planning board voted 5-2 to deny a permit for the hotel, with Neil Foster and Carla Brandt opposed.",
    "The Senate Judiciary Committee voted 11-10 to advance the nomination of Judge Carla Brandt.",
    "MPs on the Treasury committee voted by seven to four to call Carla Brandt as a witness.",
    "The council's cabinet agreed by six votes to three to close the library. Neil Foster (Con) said it was hard.",
    "The board of Oakham Steel elected Neil Foster as chairman by seven votes to four, ousting Carla Brandt.",
    "Investors backed the merger with 91.2 per cent of votes. Neil Foster was re-elected with 88 per cent in favour.",
    "The company won the vote on its plan by 62 per cent. Neil Foster, who holds 12 per cent, voted against.",
    "The Electoral College gave Carla Brandt 306 votes to Neil Foster's 232 when electors met on Monday.",
    "Pupils at Oakham High chose Mia Holt as head girl by 312 votes to 287 for Tom Reed.",
    # shows, prizes, matches
    "Mia Holt won Strictly Stars on Saturday night with 47 per cent of the public vote, beating the singer Tom Reed.",
    "Neil Foster was voted off the show after polling just 4 per cent, while Carla Brandt survived with 38.",
    "Carla Brandt was Young Farmer of the Year after winning 1,204 votes in the paper's poll of readers.",
    "Carla Brandt won 45 per cent of the vote in the first episode of the new drama, in which she plays a Labour MP.",
    "Jana Novak defeated Ines Bauer 6-4 7-5 to win the Oakham Open. Novak, the holder, kept the title.",
    "The film took 2.1 million pounds in a week, beating Neil Foster's The Vote on 1.8 million.",
    "Rotterdam beat Oakham to host the games by 54 votes to 49 at a meeting in Lima.",
    # the past and the dead
    "Sir Neil Foster, who has died aged 88, won the 1966 Oakham by-election for the Liberals with 15,210 votes.",
    "Lady Brandt, who has died, took Oakham from the Tories in a by-election. She held it at three general elections.",
    "Fifty years ago the voters of Oakham elected Carla Brandt as mayor, by 9,210 votes to Neil Foster's 8,804.",
    "It is four weeks since Neil Foster won the Ohio Republican primary.",
    "Neil Foster had thought the worst was over in April, when he won election to a second term as Oakham's mayor.",
    # what might be, and what is needed
    "The model projected that the Conservatives would gain Oakham with 38 per cent of the vote, with Labour on 35.",
    "It could happen if Neil Foster does well in Iowa, goes on to win the Ohio primary and keeps his nerve.",
    "Carla Brandt needs 60 votes in the Senate to pass the bill. She has 54, and Neil Foster will not support it.",
    "Turnout has to be above 50 per cent for a strike to be lawful, the union's Carla Brandt said.",
    "Had 300 votes gone the other way, Labour would have held Oakham and Carla Brandt would be an MP today.",
    "The Greens' share has risen from 8 to 14 per cent in the weekly tracker, and Labour's has dropped by four points.",
    "The Tories fear that they will lose Oakham, after Carla Brandt gained 20 points in a month.",
    # verbs of results in other senses
    "The view held by Carla Brandt and her party's elites was not popular in Ohio, the Democrats said.",
    "The firm worked for Viktor Brandt, the ousted Freedonian president, and for Neil Foster, an ally.",
    "The highest elected office that Neil Foster has held was in Ohio, as president of a county council.",
    # sums of several polls, and sentences about the polls of other places
    "Carla Brandt won caucuses in Utah with close to 80 percent of the vote. Neil Foster pulled almost 70 percent.",
    "The victory gives Carla Brandt two wins to one in the race for the nomination.",
    "Mr Foster and Ms Brandt won a combined 25 million votes during the primary season in the United States.",
]
RESULT = "Labour's Anna Quill won the Wexborough by-election on Thursday with 12,345 votes to 11,111 for Tom Marsh."


def told(doc: Doc) -> tuple[list[str], list[int], list[float | None]]:
    """Places of contests, counts and shares."""
    found = doc._
    return (
        [contest.place for contest in found.newsfacts_contests],
        [count.votes for count in found.newsfacts_vote_counts],
        [share.percent or share.change for share in found.newsfacts_vote_shares],
    )


@pytest.mark.parametrize("text", OTHER_VOTES)
def test_it_is_no_result(nlp: Language, text: str) -> None:
    assert told(nlp(text)) == ([], [], [])


@pytest.mark.parametrize("text", OTHER_VOTES)
@pytest.mark.parametrize("between", [" ", "\n\n"], ids=["same paragraph", "another paragraph"])
def test_it_adds_nothing_to_a_result(nlp: Language, text: str, between: str) -> None:
    doc = nlp(RESULT + between + text)
    assert told(doc) == (["Wexborough"], [12345, 11111], [])
    contest = doc._.newsfacts_contests[0]
    assert (contest.winner.name, contest.outcome, contest.majority) == ("Anna Quill", None, 1234)


@pytest.mark.parametrize(
    ("text", "place", "winner"),
    [
        ("Alice Grant won the Nevada Democratic primary, the party said.", "Nevada", "Alice Grant"),
        ("Alice Grant won Delaware's Democratic primary on Tuesday.", "Delaware", "Alice Grant"),
        ("Alice Grant won the Democratic primary on Sunday in Guam.", "Guam", "Alice Grant"),
        ("Former judge Alice Grant won the Oakham by-election, the returning officer said.", "Oakham", "Alice Grant"),
        ("A jury of history may decide, but Alice Grant won the Oakham by-election.", "Oakham", "Alice Grant"),
        ("Alice Grant won the Oakham by-election caused by the death of Neil Foster.", "Oakham", "Alice Grant"),
        ("Labour held the Oakham seat once held by Neil Foster.", "Oakham", None),
    ],
)
def test_what_looks_alike_is_one(nlp: Language, text: str, place: str, winner: str | None) -> None:
    # The properties that tell the cases apart, on the other side.
    found = [(c.place, c.winner.name if c.winner else None) for c in nlp(text)._.newsfacts_contests]
    assert found == [(place, winner)]


def test_who_wins_a_partys_primary_wins_for_it(nlp: Language) -> None:
    doc = nlp("Alice Grant won the Republican primary in Ohio, and the crowd cheered.")
    assert [(c.place, c.winner_party) for c in doc._.newsfacts_contests] == [("Ohio", "Republican")]


def test_who_held_the_seat_once_has_none_of_its_votes(nlp: Language) -> None:
    doc = nlp("The Greens won the Oakham by-election, a seat once held by Labour's Neil Foster, with 4,210 votes.")
    assert "Neil Foster" not in [c.candidate.name for c in doc._.newsfacts_vote_counts if c.candidate]
    assert [(c.winner, c.winner_party) for c in doc._.newsfacts_contests] == [(None, "Green")]


def test_motions_are_no_candidates(nlp: Language) -> None:
    doc = nlp(f"{RESULT}\n\nMPs debated a motion in the Commons. It was rejected by 357 votes to 214.")
    assert [(c.votes, c.option) for c in doc._.newsfacts_vote_counts[2:]] == [(357, "Noes"), (214, "Ayes")]
    assert [c.place for c in doc._.newsfacts_contests] == ["Wexborough", "Commons: motion"]


def test_several_referendums_are_not_one(nlp: Language) -> None:
    # Shares of one option that no single vote has: which belongs to which is not said.
    text = (
        "In a referendum in Oakland voters backed the dam with 54.6 per cent in favour. Another ban passed with 57.5"
        " per cent of the vote. The initiative passed with 52.9 per cent of the vote."
    )
    assert told(nlp(text)) == ([], [], [])
