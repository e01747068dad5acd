"""Indirect quotes: which verbs and nouns report a clause, and how far the clause reaches."""

import pytest
from spacy.language import Language

from tests.annotating.quotes.markup import parse

REPORTED = [
    # texts and inquiries find and show
    ("<speaker>The survey</speaker> <cue>found</cue> that <quote>most tenants wanted to stay</quote>.", "The survey"),
    (
        "<speaker>A report by auditors</speaker> <cue>showed</cue> <quote>the council had lost its records</quote>.",
        "A report by auditors",
    ),
    ("<quote>Most tenants wanted to stay</quote>, <speaker>the survey</speaker> <cue>found</cue>.", "the survey"),
    # shares of those asked
    ("<speaker>Sixty percent</speaker> <cue>said</cue> <quote>they would vote again</quote>.", "Sixty percent"),
    ("<speaker>One in five</speaker> <cue>said</cue> <quote>they would vote again</quote>.", "One in five"),
    # who goes on saying it, or does something by saying it, says it
    ("<speaker>Jane Roe</speaker> continued to <cue>insist</cue> that <quote>the vote was fair</quote>.", "Jane Roe"),
    ("<speaker>Jane Roe</speaker> ended by <cue>suggesting</cue> that <quote>the vote was fair</quote>.", "Jane Roe"),
    (
        "<speaker>Jane Roe</speaker> showed her wit at a recent rally by <cue>joking</cue> that "
        "<quote>the hall was too small</quote>.",
        "Jane Roe",
    ),
    # asides: before the clause, inside it, behind it
    (
        "As <speaker>the Herald</speaker> <cue>reported</cue> last week, <quote>the council had sold the land</quote>.",
        "the Herald",
    ),
    (
        "<quote>The council had sold the land</quote>, as first <cue>reported</cue> by <speaker>the Herald</speaker>.",
        "the Herald",
    ),
    (
        "<quote>The vote</quote>, as <speaker>Jane Roe</speaker> <cue>noted</cue>, <more>was never in doubt</more>.",
        "Jane Roe",
    ),
    # where the writer takes over: a main clause, the sentence's verb, another speaker, the speaker's next deed
    (
        "After <speaker>Jane Roe</speaker> <cue>claimed</cue> <quote>the age of thrift was over</quote>, "
        "the party won with the same promise.",
        "Jane Roe",
    ),
    (
        "<speaker>Jane Roe</speaker>, who <cue>said</cue> <quote>the vote was fair</quote>, left the hall at noon.",
        "Jane Roe",
    ),
    (
        "<speaker>Jane Roe</speaker> left, <cue>noting</cue> that <quote>the vote was fair</quote> "
        "and calling the mayor.",
        "Jane Roe",
    ),
    # who tells about a report reports it
    (
        "<quote>Jane Roe told the court that she had lost the papers</quote>, "
        "<speaker>the Herald</speaker> <cue>reported</cue> late on Monday.",
        "the Herald",
    ),
    # both halves of a clause
    (
        "<speaker>Jane Roe</speaker> <cue>said</cue> that <quote>the roof was safe, but that the floor had to be "
        "replaced</quote>.",
        "Jane Roe",
    ),
    # a time clause and another sentence behind the attribution are the writer's
    (
        "<quote>Poe won the seat</quote>, <speaker>the agency</speaker> <cue>declared</cue> on Monday, "
        "two days after the town voted.",
        "the agency",
    ),
    # according to: behind a conjunction, inside the clause, of documents
    (
        "But <cue>according to</cue> <speaker>recent polling</speaker>, <quote>the mayor was ahead</quote>.",
        "recent polling",
    ),
    (
        "<quote>Absent from the talks</quote>, <cue>according to</cue> <speaker>members who spoke later</speaker>, "
        "<more>was any mention of the inquiry</more>.",
        "members who spoke later",
    ),
    # the verb before its source, inside the clause
    (
        "<quote>The problem</quote>, <cue>say</cue> <speaker>experts at the college</speaker>, a school in Leeds, "
        "<more>is the ground itself</more>.",
        "experts at the college",
    ),
    # a feeling that is voiced
    (
        "<speaker>Jane Roe</speaker> voiced <cue>concern</cue> that <quote>the bridge would close</quote>.",
        "Jane Roe",
    ),
    # a group without a noun
    ("<speaker>The accused</speaker> <cue>said</cue> that <quote>the papers were lost</quote>.", "The accused"),
    # a gloss that closes the sentence is the writer's, unless it is put back in time with the rest
    ("<speaker>Jane Roe</speaker> <cue>said</cue> <quote>she liked the hall</quote>, which opens in May.", "Jane Roe"),
    ("<speaker>Jane Roe</speaker> <cue>said</cue> <quote>she liked the hall</quote> - a first for her.", "Jane Roe"),
    (
        "<speaker>Jane Roe</speaker> <cue>said</cue> <quote>she liked the hall, which would open in May</quote>.",
        "Jane Roe",
    ),
    (
        "<speaker>Jane Roe</speaker> <cue>said</cue> <quote>the hall, which opens in May, was her idea</quote>.",
        "Jane Roe",
    ),
    # subjects that the parser seldom sees
    (
        "<speaker>Jane Roe</speaker> <cue>said</cue> <quote>closing it would put hundreds out of work</quote>.",
        "Jane Roe",
    ),
    ("<speaker>Jane Roe</speaker> <cue>said</cue> <quote>if she won, she would close it</quote>.", "Jane Roe"),
    # nouns of saying: whose claim, and up to the verb that the noun is the subject of, or to the main clause
    (
        "<speaker>The mayor</speaker>'s <cue>warning</cue> that <quote>the bridge would close</quote> came too late.",
        "The mayor",
    ),
    ("<speaker>Jane Roe</speaker> made the <cue>argument</cue> that <quote>the vote was fair</quote>.", "Jane Roe"),
    (
        "A <cue>claim</cue> by <speaker>the council</speaker> that <quote>the roof was safe</quote> was withdrawn.",
        "the council",
    ),
    # an object that is a claim itself
    (
        "<speaker>Jane Roe</speaker> <cue>repeated</cue> her claim that <quote>the vote was rigged</quote>.",
        "Jane Roe",
    ),
]

NOT_REPORTED = [
    "Jane Roe found that the door was locked.",  # a deed
    "The visit showed that the town had changed.",
    "Jane Roe believes that the vote is over.",  # a state of mind
    "The survey did not show that tenants wanted to stay.",
    "Jane Roe apologised for suggesting that the vote was rigged.",
    "Jane Roe was expected to say that the vote was fair.",
    "As Jane Roe joked with a friend at the bar, the crowd grew impatient.",  # what went on
    "The judge addressed her concern that the bridge would close.",  # felt, not said
    "Voters who say the economy matters most were evenly divided.",  # who they are
    "All told, ten men came to the hall.",
    "She has not practised for years, a fact first reported by the Herald.",
    "The claim that the vote was rigged made the front page.",  # nobody's
    "His promise that he made in May was broken.",
    "When the market opened, Jane Roe promised a new hall.",  # an object behind the cue, not the clause before it
    "As soon as Jane Roe announced the result, the crowd left.",
    "The number of reported cases has grown.",  # participles before their nouns
    "Her 400 pledged delegates were enough.",
    "Jane Roe announced plans that would cost a fortune.",  # the clause tells about the plans
    "Jane Roe emphasises positions that younger voters embrace.",
]


@pytest.mark.parametrize(("markup", "speaker"), REPORTED)
def test_reported_clauses_are_found_with_cue_and_speaker(nlp: Language, markup: str, speaker: str) -> None:
    marked = parse(markup)
    quotes = nlp(marked.text)._.newsfacts_quotes
    assert [[tuple(span) for span in quote.content] for quote in quotes] == marked.quotes
    assert sorted({tuple(quote.cue) for quote in quotes if quote.cue}) == marked.cues
    assert sorted({tuple(quote.speaker_mention) for quote in quotes if quote.speaker_mention}) == marked.speakers
    assert {quote.speaker for quote in quotes} == {speaker}


def test_the_writer_takes_over_with_what_another_says_of_it(nlp: Language) -> None:
    text = 'Jane Roe claimed the vote was rigged, a charge the returning officer described as "absurd".'
    found = [(q.speaker, text[slice(*q.content[0])]) for q in nlp(text)._.newsfacts_quotes]
    assert found[0] == ("Jane Roe", "the vote was rigged")


def test_a_speaker_goes_on_in_a_contrast(nlp: Language) -> None:
    text = 'Jane Roe conceded the party had been squeezed, although she insisted it "would be back".'
    found = [(q.speaker, text[slice(*q.content[0])]) for q in nlp(text)._.newsfacts_quotes]
    assert found == [("Jane Roe", "the party had been squeezed"), ("Jane Roe", 'it "would be back"')]


def test_an_agent_is_no_part_of_a_judgement(nlp: Language) -> None:
    text = 'The plan was described by Jane Roe as "a farce".'
    (quote,) = nlp(text)._.newsfacts_quotes
    assert (quote.speaker, text[slice(*quote.content[0])]) == ("Jane Roe", 'as "a farce"')


def test_hearsay_is_a_report_but_a_wish_is_none(nlp: Language) -> None:
    told, wanted = (
        "Jane Roe is understood to have told him that it was over.",
        "Jane Roe wanted to say that it was over.",
    )
    assert [q.speaker for q in nlp(told)._.newsfacts_quotes] == ["Jane Roe"]
    assert nlp(wanted)._.newsfacts_quotes == []


def test_each_of_two_speakers_has_a_clause(nlp: Language) -> None:
    text = "Jane Roe said that the vote was fair, while other members said they had seen nothing of the count."
    quotes = nlp(text)._.newsfacts_quotes
    assert [(q.speaker, text[slice(*q.content[0])]) for q in quotes] == [
        ("Jane Roe", "the vote was fair"),
        ("other members", "they had seen nothing of the count"),
    ]


def test_a_claim_of_a_pronoun_is_that_of_its_bearer(nlp: Language) -> None:
    text = "Jane Roe was in court. Despite her claim that the vote was rigged, the board met on Monday."
    assert [(q.speaker, text[slice(*q.content[0])]) for q in nlp(text)._.newsfacts_quotes] == [
        ("Jane Roe", "the vote was rigged")
    ]


def test_a_rejected_claim_is_denied(nlp: Language) -> None:
    text = "The board rejected the mayor's claim that the vote was rigged."
    assert [(q.speaker, q.polarity) for q in nlp(text)._.newsfacts_quotes] == [("The board", "denied")]


def test_an_aside_after_a_denial_leaves_the_denial(nlp: Language) -> None:
    text = "Jane Roe denied that the papers were lost, as the agents alleged."
    assert [(q.speaker, q.polarity) for q in nlp(text)._.newsfacts_quotes] == [("Jane Roe", "denied")]


@pytest.mark.parametrize("text", NOT_REPORTED)
def test_clauses_that_nobody_reports_make_no_quote(nlp: Language, text: str) -> None:
    assert nlp(text)._.newsfacts_quotes == []


@pytest.mark.parametrize(
    "text",
    [
        "Sarah Jones refused to say that the vote was “rigged”.",
        "Neither Sarah Jones nor Peter Walsh said the vote was lost.",
        "Had Sarah Jones said “I quit”, the party would have collapsed.",
        "If Peter Walsh says he will resign, the market will fall.",
        "Nobody said the election was unfair.",
    ],
)
def test_what_nobody_said_or_is_only_supposed_is_no_quote(nlp: Language, text: str) -> None:
    assert nlp(text)._.newsfacts_quotes == []


@pytest.mark.parametrize(
    "text",
    ["If elected, Sarah Jones said, she would quit.", "Asked if he would quit, Peter Walsh said he would not."],
)
def test_a_condition_beside_the_report_is_no_supposition(nlp: Language, text: str) -> None:
    assert len(nlp(text)._.newsfacts_quotes) == 1
