"""Campaign and political news that reports no result must yield no contest, count or share: a wrong fact is worse
than a missing one."""

import pytest
from spacy.language import Language

NO_RESULT = [
    # opinion polls
    "A new Quinley University poll put Carla Brandt at 46 percent and Neil Foster at 41 percent in Ohio.",
    "In head-to-head match-ups Brandt tops Foster 41-40, according to the Morning Courier survey.",
    "Foster leads by 57 percent to 33 percent in the 50-state poll, with 13 percent supporting another candidate.",
    "Support for Carla Brandt has fallen to 27 percent. Neil Foster was at 25 percent in the latest Fox poll, up eight"
    " points from March.",
    "Carla Brandt garnered just 1% to 3% support at the start of the race, compared with 23% for Foster, according to"
    " polls.",
    "Rasmussen found 22 percent saying they would definitely not support Foster and Brandt at 20 percent.",
    "Ms Brandt has a net rating of -11 points, while Mr Foster is far below at -30 points.",
    # delegates, seats, pledges, donations
    "Brandt now has at least 1,410 delegates, while Foster has at least 653. It takes 2,383 to win the nomination.",
    "In all, 865 delegates are up for grabs in 11 states on Super Tuesday.",
    "Brandt: 2,316. Foster: 1,547. Brandt needs 67 more delegates to clinch the nomination.",
    "Of the 714 superdelegates, 547 have pledged to back Carla Brandt and 46 to back Neil Foster.",
    "Labour has 31 seats on the council and the Conservatives 12.",
    # forecasts, conditions, future polls
    "If Neil Foster wins Ohio by 20,000 votes he will be president.",
    "The Liberal Democrats hope to take the seat from the Conservatives on Thursday.",
    "Carla Brandt needs 12,000 votes to win the Harwick by-election next week.",
    "Labour could gain Harwick with 40% of the vote, the exit poll suggests.",
    # verbs and nouns of results in other senses
    "Islamic State is taking hold in Libya, Carla Brandt told an audience in Iowa.",
    "Neil Foster holds investments in Apple worth between $1.1 million and $2.25 million.",
    "Carla Brandt won the applause of the room and took the train home.",
    "A judge in Ohio handed Foster a major win on Tuesday when he ruled that 17-year-olds may register.",
    "Foster won the spin after the debate in New Hampshire by calling himself the comeback kid.",
    "The businessman held a rally in Denver and gained 4,000 followers.",
    # dates, addresses, small words beside names
    "Steve Elm, deputy manager of John Kelly's 2004 presidential campaign, disagreed.",
    "She lives near 1600 Pennsylvania Avenue and took part in the 2005 vote on gun makers.",
    "The role in a general election represents a new one for Ms Conroy.",
    "Donors to the candidate could not be found in Federal Election Commission records.",
    # leads, campaigns, offices: nothing was won
    "Carla Brandt held a sizable lead in the Democratic race, and Neil Foster took questions in Iowa.",
    "Ohio holds its Democratic primary March 12, and Neil Foster suspended his campaign.",
    "Mr Foster, who represents a district in San Carlo, won applause in Denver.",
    "Neil Foster left the race after winning second place in Iowa.",
    "Mr Foster held off until Carla Brandt quit the race in Ohio.",
    # superdelegates and delegates, in the sentence or the one before
    "Including superdelegates, the gap is wider. Brandt now has at least 1,320, while Foster has at least 541.",
    "Brandt picked up all 57 delegates in Florida. She now has 433.",
    "Carla Brandt now has a total of at least 702 delegates. Foster has at least 149.",
    # percentages of other things
    "Neil Foster has 44 percent fewer supporters than in May.",
    "Governor Neil Foster claimed that crime has gone down 20 percent and rents have risen 10 percent.",
    "Mr Foster came 22 points behind, and just 2.5 ahead of Carla Brandt.",
    # wins that are expected, supposed, or long ago
    "Neil Foster is poised to win Ohio, and Carla Brandt is expected to win Iowa.",
    "The only way to stop Neil Foster from winning the general election is to unite behind Carla Brandt.",
    "If he pulls out a win in Ohio, Neil Foster will carry on.",
    "Mr Foster has yet to win a primary and is not capable of winning the general election.",
    "Neil Foster, who won the 1988 primary in Iowa, endorsed Carla Brandt.",
    "Even under a scenario where he pulls out a tough win in Ohio and carries Iowa, Neil Foster trails.",
    "The candidate best suited to draw support from independents and beat Carla Brandt is Neil Foster.",
    "Her camp can bank on an Ohio victory for Carla Brandt.",
    # nouns and particles that look like verbs and places
    "Carla Brandt still has a commanding hold on older voters in Ohio.",
    "Neil Foster Is Now Being Held Up As A Model For Ohio.",
    "The campaign of Carla Brandt is taking advantage of the primary's rules in Ohio.",
    "A month before his final term as New Oakham's mayor ended, Neil Foster spoke.",
    # whose office the names in a sentence belong to
    "The ABC election analyst Neil Foster said nothing, and the Union Election Officer, Carla Brandt, said less.",
    "A poll of 612 residents had Carla Brandt on 29 per cent and coming second.",
    # procedure
    "Senate Republicans refuse to allow hearings, and the court deadlocked 4 to 4.",
    "MPs will vote on the bill on Monday; 40 Conservatives have signed the amendment.",
]


@pytest.mark.parametrize("text", NO_RESULT)
def test_news_without_a_result_yields_none(nlp: Language, text: str) -> None:
    doc = nlp(text)
    counts = [(count.votes, count.party) for count in doc._.newsfacts_vote_counts]
    shares = [(share.percent, share.change) for share in doc._.newsfacts_vote_shares]
    contests = [(contest.place, contest.winner, contest.outcome) for contest in doc._.newsfacts_contests]
    assert (contests, counts, shares) == ([], [], [])


RESULT = "Carla Brandt won the Harwick by-election on Thursday with 12,345 votes to Neil Foster's 11,111."


@pytest.mark.parametrize("text", NO_RESULT)
def test_a_result_in_the_article_does_not_draw_other_numbers_to_it(nlp: Language, text: str) -> None:
    doc = nlp(f"{RESULT}\n\n{text}")
    assert [count.votes for count in doc._.newsfacts_vote_counts] == [12345, 11111]
    assert doc._.newsfacts_vote_shares == []
    assert [contest.place for contest in doc._.newsfacts_contests] == ["Harwick"]
