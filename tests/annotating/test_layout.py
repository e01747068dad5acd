"""Paragraphs, quotation marks and preset sentence starts."""

import pytest
from spacy.language import Language

from newsfacts.annotating.layout import find_layout


def quotations(text: str) -> list[str]:
    """The quotations of a text; nested ones indented by a space, unclosed ones with an ellipsis."""
    return [" " * q.depth + text[slice(*q.inner)] + ("" if q.closed else "…") for q in find_layout(text).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # straight, curly and doubled single marks
        ('"We won," she said. "We did."', ["We won,", "We did."]),
        ("“We won,” she said.", ["We won,"]),
        ("''We won,'' she said.", ["We won,"]),
        ("«We won», she said.", ["We won"]),
        # single marks as house style, apostrophes beside them
        ("‘We don’t know,’ she said.", ["We don’t know,"]),
        ("'We don't know,' she said.", ["We don't know,"]),
        # curly marks printed the wrong way round
        ("“Apparently not,“ he said.", ["Apparently not,"]),
        ("”We lost,” he said. ”It hurts.”", ["We lost,", "It hurts."]),
        # nested marks, the final stop inside or outside
        ("\"He said, 'Never again,' and left.\"", ["He said, 'Never again,' and left.", " Never again,"]),
        ("‘She asked, “Which one?” and I knew.’", ["She asked, “Which one?” and I knew.", " Which one?"]),
        # curly marks inside straight ones and the other way round
        ('"Not “equal” anymore," she said.', ["Not “equal” anymore,", " equal"]),
        ('“He said "never again," and left,” she said.', ['He said "never again," and left,', " never again,"]),
        ('"Not “equal” anymore.\n\n"Never."', ["Not “equal” anymore.…", " equal", "Never."]),
        ('"We won, she said. “More to come,” he added.', ["We won, she said.…", "More to come,"]),
        # possessives and elisions are no marks
        ("The voters' choice and the candidates' hopes.", []),
        ("In the '90s and '80s it was rock 'n' roll.", []),
        ("'The voters' choice was clear,' he said.", ["The voters' choice was clear,"]),
        # an unclosed mark ends with its paragraph, and the next one starts anew
        ('"First.\n\n"Second." He left.', ["First.…", "Second."]),
        ('A stray " mark here.\n\n"Fine," she said.', ["mark here.…", "Fine,"]),
        # house style with single marks: after a colon, an unclosed one is no apostrophe
        ("He said: 'One.\n\n'Two.'", ["One.…", "Two."]),
        # a missing closing mark ends where the next quotation begins
        ('"One, he said. "Two," he added.', ["One, he said.…", "Two,"]),
        # the closing mark of a quotation that the paragraph before left open
        ('"First.\nSecond," she said.', ["First.…", "Second,"]),
        # inches are no marks
        ('A 6" pipe and a 7" one.', []),
        ('""', []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.\n \nThree.", ["One.", "Two.", "Three."]),
        # lines of a list, or of a site that writes a paragraph a line, are paragraphs
        ("Alice (Red) 412\nBob (Blue) 388\n", ["Alice (Red) 412", "Bob (Blue) 388"]),
        # hard-wrapped lines are joined: the next word would not have fitted in
        (
            "The party has pulled off one of the great surprises of recent times by\n"
            "winning the seat after a full recount.\n\nThe end.",
            [
                "The party has pulled off one of the great surprises of recent times by\n"
                "winning the seat after a full recount.",
                "The end.",
            ],
        ),
        ("  \n\t\n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[slice(*p)] for p in find_layout(text).paragraphs] == expected


def test_offsets_are_found_in_paragraphs_and_quotations() -> None:
    text = "One \"two 'three' four\" five.\n\nSix."
    layout = find_layout(text)
    assert [layout.quoted(text.index(word)) for word in ("One", "two", "three", "four", "five", "Six")] == [
        False, True, True, True, False, False,
    ]  # fmt: skip
    assert [layout.paragraph_at(text.index(word)) for word in ("One", "five", "Six")] == [0, 0, 1]


def test_no_sentence_begins_between_a_quotation_and_its_speaker(nlp: Language) -> None:
    doc = nlp('"It is over," Mr Smith told reporters.\n\n"We lost," he said. "It hurts."')
    starts = [sentence.text.strip() for sentence in doc.sents]
    assert starts == ['"It is over," Mr Smith told reporters.', '"We lost," he said.', '"It hurts."']


def test_a_heading_without_a_stop_is_a_sentence_of_its_own(nlp: Language) -> None:
    doc = nlp("NORTHBRIDGE\nThe count was over by two.")
    assert [sentence.text.strip() for sentence in doc.sents] == ["NORTHBRIDGE", "The count was over by two."]
