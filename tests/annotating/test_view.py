"""The view of a Doc says what its tokens say."""

from __future__ import annotations

from spacy.language import Language

from newsfacts.annotating.view import view_of


def test_view_is_the_tokens(nlp: Language) -> None:
    # White space tokens, letters beyond ASCII and a contraction included.
    doc = nlp("Café owners can't wait:\n\n“İzmir  voted No” –\u00a01,204 to 988.")
    view = view_of(doc)
    assert view.text == doc.text
    assert view.texts == [token.text for token in doc]
    assert view.lowers == [token.lower_ for token in doc]
    assert view.tags == [token.tag_ for token in doc]
    assert view.starts == [token.idx for token in doc]
    assert view.spaced == [bool(token.whitespace_) for token in doc]
    assert [view.end(i) for i in range(len(doc))] == [token.idx + len(token) for token in doc]


def test_view_is_kept_until_tags_come(nlp: Language) -> None:
    # A view made before the tagger has none; the same Doc gives a new one afterwards, and then the same one.
    doc = nlp.make_doc("She won.")
    before = view_of(doc)
    tagged = nlp(doc)
    assert set(before.tags) == {""}
    assert view_of(tagged) is not before
    assert view_of(tagged) is view_of(tagged)


def test_empty_document(nlp: Language) -> None:
    assert view_of(nlp.make_doc("")).text == ""
