"""An annotated Doc can be written, read and sent between processes with all that was found."""

from __future__ import annotations

from pathlib import Path

import pytest
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from newsfacts import Article
from newsfacts.annotating.findings import Findings, declare
from newsfacts.collecting import collect
from newsfacts.records import to_json_dict

TEXT = (
    "Labour's Ida Oake won the Wigan by-election with 9,840 votes to 7,693 for the Conservatives' Bo Ash.\n\n"
    "Ms Oake said: \"Mr Ash told me 'well done' in 2019.\" She denied that she would stand down.\n"
)


def records(doc: Doc) -> list[dict[str, object]]:
    article = Article(text=doc.text, article_id="a", source="a.txt", encoding="utf-8")
    return [to_json_dict(record) for record in collect(doc, article, "model 1")]


def test_a_doc_reads_back_with_the_same_records(nlp: Language) -> None:
    doc = nlp(TEXT)
    expected = records(doc)
    assert {record["type"] for record in expected} >= {"person", "party", "contest", "vote_count", "quote"}
    assert records(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == expected


def test_every_article_of_the_corpus_reads_back(nlp: Language, root: Path) -> None:
    for path in sorted((root / "corpus" / "articles").glob("*.txt")):
        doc = nlp(path.read_text("utf-8"))
        assert records(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == records(doc), path.name


def test_one_person_stays_one_object(nlp: Language) -> None:
    doc = Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())
    (oake,) = [person for person in doc._.newsfacts_people if person.name == "Ida Oake"]
    assert any(mention.person is oake for mention in doc._.newsfacts_mentions)
    assert any(quote.speaker_person is oake for quote in doc._.newsfacts_quotes)


def test_the_same_doc_gives_the_same_bytes(nlp: Language) -> None:
    assert nlp(TEXT).to_bytes() == nlp(TEXT).to_bytes()


def test_several_processes_find_what_one_does(nlp: Language) -> None:
    texts = [TEXT, "Nobody said anything.", TEXT.replace("Oake", "Elm")]
    alone = [records(doc) for doc in nlp.pipe(texts)]
    assert [records(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


def test_a_doc_bin_keeps_findings(nlp: Language, tmp_path: Path) -> None:
    DocBin(docs=[nlp(TEXT)], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab)
    assert records(doc) == records(nlp(TEXT))


def test_a_default_is_each_docs_own(nlp: Language) -> None:
    declare("newsfacts_test_default", list)
    one, other = nlp.make_doc("a"), nlp.make_doc("b")
    one._.newsfacts_test_default.append(1)
    assert (one._.newsfacts_test_default, other._.newsfacts_test_default) == ([1], [])


def test_what_is_no_finding_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"pathlib\.\w+ is no finding of newsfacts"):
        srsly.msgpack_dumps(Findings({"x": Path("a")}))


@pytest.mark.parametrize("name", ["findings:importlib", "findings:Findings", "types:nothing", "pipeline:load"])
def test_bytes_build_nothing_but_findings(name: str) -> None:
    hostile = srsly.msgpack_dumps({"newsfacts": {"object": 0}, "objects": [[name, []]]})
    with pytest.raises(ValueError, match="is no finding of newsfacts"):
        srsly.msgpack_loads(hostile)
