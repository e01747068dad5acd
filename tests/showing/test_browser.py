"""The page in a real browser: Chromium and its driver, which these tests need and say so where they are missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from newsfacts.records import Record
from newsfacts.showing import build_report
from tests.showing.records import article, facts, person, span

REQUIRED = "NEWSFACTS_BROWSER_TESTS"  # set to "required" where the tests must run
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
ATTACK = "window.attacked = true"
HOSTILE = (
    f"</script><script>{ATTACK}</script>",
    f"<img src=x onerror='{ATTACK}'>",
    f"\"'><svg onload='{ATTACK}'>",
    f"javascript:{ATTACK}",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    if CHROMIUM is None or DRIVER is None:
        say = pytest.fail if os.environ.get(REQUIRED) == "required" else pytest.skip
        say("Chromium and chromedriver are not installed: the report was not tried in a browser")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1300,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser: webdriver.Chrome, tmp_path: Path) -> Page:
    return Page(browser, tmp_path / "report.html")


class Page:
    """A report in the browser."""

    def __init__(self, browser: webdriver.Chrome, path: Path) -> None:
        self.browser = browser
        self.path = path

    def open(self, *records: Record) -> None:
        """Show the records."""
        self.path.write_text("".join(build_report(records)), "utf-8")
        self.browser.get(self.path.as_uri())

    def run(self, script: str, *arguments: object) -> Any:
        """What a script returns."""
        return self.browser.execute_script(script, *arguments)

    def find(self, selector: str) -> list[WebElement]:
        """The elements of a selector that can be seen."""
        return [found for found in self.browser.find_elements(By.CSS_SELECTOR, selector) if found.is_displayed()]

    def mark(self, words: str) -> WebElement:
        """The highlight of these words."""
        return next(found for found in self.find(".text a") if found.text == words)

    def type(self, name: str, words: str, expected: str) -> None:
        """Fill a filter in and wait for what it says that it shows."""
        self.browser.find_element(By.NAME, name).send_keys(words)
        self.wait_for(expected)

    def wait_for(self, expected: str) -> None:
        """Until the page says that it shows so much."""
        shown = self.browser.find_element(By.ID, "shown")
        WebDriverWait(self.browser, 20, 0.02).until(lambda _: shown.text == expected)


def two_articles() -> list[Record]:
    text = "Cy Dale spoke in Barton."
    dale = person("Cy Dale", "b", mentions=[span("Cy Dale", text)])
    return [*facts("a", title="One"), article("b", text, title="Two"), dale]


def texts(found: Iterable[WebElement]) -> list[str]:
    return [element.text for element in found]


def test_nothing_of_an_article_is_executed(page: Page) -> None:
    for words in HOSTILE:
        body = f"{words} Ida Oake"
        page.open(
            article(words, body, title=words, publisher=words, url=words, source=words),
            person(words, words, roles=[words], mentions=[span(words, body)], party=words),
        )
        page.mark(words).click()
        page.type("words", words, "1 of 1 articles, 1 facts")
        assert page.run("return window.attacked") is None
        assert words in page.find("#record")[0].text


def test_the_page_needs_no_network_and_complains_of_nothing(page: Page) -> None:
    page.open(*facts())
    page.mark("Ayton").click()
    assert page.run("return performance.getEntriesByType('resource').length") == 0
    assert page.browser.get_log("browser") == []


def test_a_click_on_a_highlight_shows_the_records_of_all_facts_there(page: Page) -> None:
    page.open(*facts())
    page.mark("9,840").click()
    (panel,) = page.find("#record")
    assert texts(panel.find_elements(By.TAG_NAME, "h3")) == ["vote count"]
    assert "“9,840” 34–39" in panel.text
    panel.find_element(By.TAG_NAME, "button").click()
    assert page.find("#record") == []


def test_a_click_on_a_fact_marks_its_evidence(page: Page) -> None:
    page.open(*facts())
    (row,) = [row for row in page.find("tr[data-fact]") if "Bo Ash" in row.text]
    row.find_element(By.TAG_NAME, "bdi").click()
    assert texts(page.find(".text a.chosen")) == ["7,693"]


def test_the_keyboard_reaches_a_highlight_and_comes_back(page: Page) -> None:
    page.open(*facts())
    page.run("document.querySelector('.meta a').focus()")
    focused = page.browser.switch_to.active_element
    focused.send_keys(Keys.TAB)
    page.browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert "Labour" in page.find("#record")[0].text
    page.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert page.browser.switch_to.active_element.text == "Labour"


@pytest.mark.parametrize(
    ("name", "words", "expected", "titles"),
    [
        ("person", "cy dale", "1 of 2 articles, 1 facts", ["Two"]),
        ("party", "Labour", "1 of 2 articles, 5 facts", ["One"]),
        ("contest", "Ayton", "1 of 2 articles, 4 facts", ["One"]),
        ("words", "spoke barton", "1 of 2 articles, 1 facts", ["Two"]),
        ("words", "nowhere", "0 of 2 articles, 0 facts", []),
    ],
)
def test_filters(page: Page, name: str, words: str, expected: str, titles: list[str]) -> None:
    page.open(*two_articles())
    page.type(name, words, expected)
    assert texts(page.find("article h2")) == titles
    page.browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    page.wait_for("2 of 2 articles, 9 facts")


def test_a_type_that_is_unticked_is_hidden_in_the_text_and_beside_it(page: Page) -> None:
    page.open(*facts())
    page.browser.find_element(By.CSS_SELECTOR, "input[value=quote]").click()
    page.wait_for("1 of 1 articles, 7 facts")
    assert page.find(".text a.quote") == []
    assert page.find(".speaker") == []
    assert page.find(".text a.vote_count") != []


def test_paper_has_the_facts_without_the_controls(page: Page) -> None:
    page.open(*facts())
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert page.find("form") == []
        assert page.find("article h2") != []
    finally:
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


# WCAG 2.2, 1.4.3: every text against the nearest background that is not transparent.
CONTRAST = """
const light = (color) => color.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const parse = (css) => css.match(/[\\d.]+/g).map(Number);
const worst = {};
for (const node of document.querySelectorAll("body *")) {
  const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  if (!words || !node.checkVisibility()) continue;
  let behind = node;
  while (behind && (parse(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
  const colors = [getComputedStyle(node).color, getComputedStyle(behind).backgroundColor];
  const [a, b] = colors.map((css) => light(parse(css)));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const name = `${node.tagName}.${node.className}`;
  worst[name] = Math.min(worst[name] ?? 99, ratio);
}
return worst;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_light_and_dark(page: Page, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    page.open(*facts())
    page.mark("9,840").click()
    worst = page.run(CONTRAST)
    assert len(worst) > 15
    assert {name: ratio for name, ratio in worst.items() if ratio < 4.5} == {}
