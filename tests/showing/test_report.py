"""The page as text: what it holds, and that nothing of an article can be markup in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsfacts.cli import app
from newsfacts.showing import build_report
from newsfacts.writing import to_lines
from tests.showing.records import TEXT, article, facts, person, span

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --> ]]> &lt;b&gt;",
    "\u202eevil\u2066",
    "bell\x07 nul\x00 delete\x7f",
)


class Page(HTMLParser):
    """Tags with their attributes, and the text outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown = ""
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.shown += data


def page_of(*records: object) -> str:
    return "".join(build_report(records))  # type: ignore[arg-type]


def test_no_article_is_an_empty_report() -> None:
    assert "Facts of 0 articles" in page_of()


def test_the_text_stands_there_whole_with_every_kind_of_fact_in_it() -> None:
    page = page_of(*facts())
    assert TEXT in Page(page).shown
    kinds = set(re.findall(r'<a class="([a-z_ ]+)" href="#f', page))
    assert {kind for classes in kinds for kind in classes.split()} == {
        "person", "party", "contest", "vote_count", "vote_share", "quote",
    }  # fmt: skip


def test_every_highlight_leads_to_a_fact_and_every_fact_to_the_text() -> None:
    tags = Page(page_of(*facts())).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    targets = {attributes["href"] or "" for tag, attributes in tags if tag == "a"}
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    assert {f"s{record.id}" for record in facts() if record.type != "article"} <= set(ids)


def test_a_share_stands_in_the_row_of_its_candidates_count_and_bars_are_to_scale() -> None:
    page = page_of(*facts())
    rows = re.findall(r"<tr id=.*?</tr>", page, re.DOTALL)
    assert len(rows) == 2
    assert "9,840" in rows[0] and "51.5%" in rows[0] and 'width="100.0"' in rows[0]
    assert "7,693" in rows[1] and "%" not in rows[1] and f'width="{100 * 7693 / 9840:.1f}"' in rows[1]


def test_the_summary_counts_and_leads_to_each_article() -> None:
    page = page_of(*facts("a", title="One"), *facts("b", title="Two"))
    shown = Page(page).shown
    assert "Facts of 2 articles" in shown
    assert "Ida Oake 2 quotes" in shown
    assert shown.count("Ayton: the shares come to 101%") == 2
    assert '<a href="#a2"><bdi>Two</bdi></a>' in page


def test_without_the_text_the_facts_are_shown_and_lead_nowhere() -> None:
    page = page_of(*facts(text=None))
    assert "written without the article" in page
    assert "Ida Oake" in page
    assert 'class="where"' not in page


def test_a_fact_without_its_article_is_shown_under_the_id() -> None:
    assert "Ida Oake" in page_of(person("Ida Oake", "lost/article"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_text(hostile: str) -> None:
    """In the title, the body, names, roles and the id: the page keeps its tags and shows the characters."""
    harmless = "harmless"
    pages = []
    for words in (hostile, harmless):
        body = f"{words} Ida Oake"
        records = [
            article(words, body, title=words, publisher=words, published=words, source=words),
            person(words, words, roles=[words], mentions=[span(words, body)]),
        ]
        pages.append(page_of(*records))
    page, expected = map(Page, pages)
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in expected.tags]
    assert page.shown.translate(dict.fromkeys(range(9216, 9250), 65533)).count(
        re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", hostile)
    ) == expected.shown.count(harmless)


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    page = page_of(article(url="javascript:alert(1)"), *facts()[1:])
    assert "javascript:alert" not in page
    assert 'href="https://example.org/?a=1&amp;b=2"' in page_of(article(url="https://example.org/?a=1&b=2"))


def test_records_are_data_that_cannot_end_their_element() -> None:
    words = "</script>&<!--"
    page = page_of(article(text=f"{words} Ida Oake"), person(words, mentions=[span(words, words)]))
    (data,) = re.findall(r'<script type="application/json">(.*?)</script>', page)
    (record,) = json.loads(data).values()
    assert record["name"] == words


def test_the_policy_admits_this_style_and_this_script_and_nothing_else() -> None:
    page = page_of(*facts())
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', page)
    for kind, element in (("style", "style"), ("script", "script")):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not re.search(r"""\b(src|srcset|action|on\w+|style)=["']""", page.replace(policy, ""))


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    facts_file, page = tmp_path / "facts.jsonl", tmp_path / "page.html"
    facts_file.write_bytes(to_lines(facts()))
    result = CliRunner().invoke(app, ["show", str(facts_file), "-o", str(page)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"newsfacts: the report is in {page}; open it in a browser\n"
    assert page.read_text("utf-8") == page_of(*facts())


def test_an_invalid_line_is_named_and_leaves_no_page(tmp_path: Path) -> None:
    facts_file, page = tmp_path / "facts.jsonl", tmp_path / "page.html"
    facts_file.write_bytes(to_lines(facts()) + b"{}\n")
    result = CliRunner().invoke(app, ["show", str(facts_file), "-o", str(page)])
    assert result.exit_code == 2
    assert f"{facts_file}, line {len(facts()) + 1}: " in result.stderr
    assert list(tmp_path.iterdir()) == [facts_file]
