"""Who speaks: names, pronouns, descriptions, organisations, somebody unnamed, nobody; and how that is known."""

import pytest
from spacy.language import Language

# (text, [(speaker, kind, resolved_by) of each quote])
SPEAKERS = [
    # pronouns by gender: with both genders present, by number, by recency
    (
        'Jane Roe met her husband John Doe. "We lost," she said. "We did," he said.',
        [("Jane Roe", "person", "pronoun"), ("John Doe", "person", "pronoun")],
    ),
    (
        'Ms Mary Poe and Mr John Doe stood. "We lost," Ms Poe said.\n\n"It hurts," she said.',
        [("Mary Poe", "person", "alias"), ("Mary Poe", "person", "pronoun")],
    ),
    (
        'Critics of Jane Roe were angry. "We lost," the critics said.\n\n"It hurts," they said.',
        [("the critics", "unnamed", "description"), ("the critics", "unnamed", "pronoun")],
    ),
    (
        'The council met. "We lost," the council said.\n\n"It hurts," it said.',
        [("the council", "organisation", "name"), ("the council", "organisation", "pronoun")],
    ),
    # a pronoun fits what it stands for: several people are no "she", nor is a document
    (
        '"We lost," advisers said.\n\n"It hurts," she said.',
        [("advisers", "unnamed", "description"), (None, None, None)],
    ),
    (
        '"We lost," the report said.\n\n"It hurts," he said.',
        [("the report", "unnamed", "description"), (None, None, None)],
    ),
    # descriptions and surnames of somebody named
    (
        'Jane Roe, the Labour leader, spoke in Leeds. "We lost," the Labour leader said.\n\n"It hurts," Roe said.',
        [("Jane Roe", "person", "role"), ("Jane Roe", "person", "alias")],
    ),
    # a name that only qualifies is not the speaker, nor is one behind a link
    (
        'Jane Roe lost. "It hurts," the Roe campaign said.\n\n"It hurts," said a Roe spokesman.\n\n'
        '"It hurts," said the former aide to President Roe.',
        [
            ("the Roe campaign", "organisation", "name"),
            ("a Roe spokesman", "unnamed", "description"),
            ("the former aide to President Roe", "unnamed", "description"),
        ],
    ),
    # unnamed speakers with a relative clause, somebody who calls himself something
    (
        '"It hurts," said a source who saw the ballots.\n\n"It does," wrote a man calling himself Doc.',
        [("a source who saw the ballots", "unnamed", "description"), ("a man", "unnamed", "description")],
    ),
    # names that look like a modal
    (
        '"It hurts," Theresa May said.\n\n"It does," May said.\n\n"It did," said May.',
        [("Theresa May", "person", "name"), ("Theresa May", "person", "alias"), ("Theresa May", "person", "alias")],
    ),
    # a participle behind an object is said by the subject, behind "with" by the phrase itself
    (
        "Jane Roe wrote to John Doe warning that time was short.\n\n"
        "The row grew, with John Doe warning that it was late.",
        [("Jane Roe", "person", "name"), ("John Doe", "person", "name")],
    ),
    # the asker does not answer; whoever asks and goes on at length does go on
    (
        '"Will you stand?" the reporter asked.\n\n"No."',
        [("the reporter", "unnamed", "description"), (None, None, None)],
    ),
    (
        '"Who will pay?" Jane Roe asked.\n\n"You and I and everybody else in this town will pay."',
        [("Jane Roe", "person", "name"), ("Jane Roe", "person", "continuation")],
    ),
    # continuation, and what says otherwise
    (
        '"We lost," Jane Roe said.\n\n"We will be back."',
        [("Jane Roe", "person", "name"), ("Jane Roe", "person", "continuation")],
    ),
    (
        '"We lost," Jane Roe said.\n\nJohn Doe shook his head.\n\n"We will be back."',
        [("Jane Roe", "person", "name"), ("John Doe", "person", "continuation")],
    ),
    # one whom a result has made new, and the pronoun behind; without a result nobody knows who that is
    (
        "Mary Poe won the Marlby by-election with 8,412 votes. John Doe polled 7,904.\n\n"
        'The new MP thanked him.\n\n"It hurts," she said. "We won," said the victor.',
        [("Mary Poe", "person", "pronoun"), ("Mary Poe", "person", "description")],
    ),
    (
        'Mary Poe met John Doe.\n\n"It hurts," said the new leader.',
        [("the new leader", "unnamed", "description")],
    ),
    # somebody's answer is theirs
    (
        'Jane Roe\'s whole answer was: "We lost."\n\nJohn Doe left. His reply: "We won."',
        [("Jane Roe", "person", "name"), ("John Doe", "person", "pronoun")],
    ),
    # a name behind an infinitive, a relative clause without a comma, a hyphen
    (
        "One of the few peers to stay, Lord John Doe, growled: 'It hurts.'",
        [("Lord John Doe", "person", "name")],
    ),
    (
        "A clerk who counted them, speaking on condition of anonymity, said the votes were wet.",
        [("A clerk who counted them", "unnamed", "description")],
    ),
    (
        "The co-leader of the Greens, Jane Roe, rejected the idea that the party was split.",
        [("Jane Roe", "person", "name")],
    ),
    # somebody unnamed, taken up by a noun or a pronoun
    (
        'One senior Conservative was blunt. "It hurts," the person said.',
        [("One senior Conservative", "unnamed", "description")],
    ),
    (
        'Jane Roe lost. A minister close to the mayor took the other view. "We won," she said.',
        [("A minister close to the mayor", "unnamed", "pronoun")],
    ),
    # what follows a quotation over several paragraphs is its speaker's
    (
        '"We lost," Jane Roe said.\n\n"It was this way. A woman said: \'No.\'\n\n"And she left."\n\n"It hurts."',
        [
            ("Jane Roe", "person", "name"),
            ("Jane Roe", "person", "continuation"),
            ("A woman", "unnamed", "description"),
            ("Jane Roe", "person", "continuation"),
        ],
    ),
    # nobody: agentless passives and shouts
    ("It was claimed that a box had gone missing.", [(None, None, None)]),
    ('"Resign!" came a shout from the gallery.', [(None, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speakers_are_resolved(
    nlp: Language, text: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert [(q.speaker, q.speaker_kind, q.resolved_by) for q in nlp(text)._.newsfacts_quotes] == expected


def test_it_is_no_subject_of_an_impersonal_clause(nlp: Language) -> None:
    # "It is worth noting that" is the writer's
    assert nlp("Jane Roe lost. It is worth noting that the vote was close.")._.newsfacts_quotes == []
