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
    # continuation, and what says otherwise
    (
        '"We lost," Jane Roe said.\n\n"We will be back."',
        [("Jane Roe", "person", "name"), ("Jane Roe", "person", "continuation")],
    ),
    (
        '"We lost," Jane Roe said.\n\nJohn Doe shook his head.\n\n"We will be back."',
        [("Jane Roe", "person", "name"), ("John Doe", "person", "continuation")],
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
