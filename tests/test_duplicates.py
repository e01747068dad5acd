"""Copies of a story are found, other stories are not, and memory has a bound."""

from __future__ import annotations

import random

from newsfacts.duplicates import Originals, sketch


def words(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(5000)}" for _ in range(count)]


def text(parts: list[str]) -> str:
    return " ".join(parts)


def find(first: str, second: str) -> str | None:
    originals = Originals()
    originals.add("first", sketch(first))
    return originals.find(sketch(second))


def test_copies_with_another_end_or_another_beginning() -> None:
    found = 0
    for seed in range(50):
        story = words(seed, 300)
        found += find(text(story), text(story[:260])) == "first"
        found += find(text(story), text([*words(seed + 1000, 30), *story])) == "first"
        found += find(text(story), text(story).upper()) == "first"
    assert found >= 148


def test_stories_that_share_a_quote_are_no_copies() -> None:
    shared = words(1, 150)
    assert find(text(words(2, 200) + shared), text(words(3, 200) + shared)) is None


def test_results_in_a_set_form_are_no_copies() -> None:
    form = "Labour's {} won {} with {} votes to {} for the Conservative, on a turnout of {} per cent of the voters."
    first = form.format("Ann Oak", "Ayton", 1200, 900, 40)
    assert find(first, form.format("Bob Ash", "Beeton", 1300, 800, 41)) is None
    assert find(first, first) == "first"


def test_earliest_original_wins() -> None:
    story = words(1, 300)
    originals = Originals()
    originals.add("a", sketch(text(story[:210])))
    originals.add("b", sketch(text(story[90:])))
    assert originals.find(sketch(text(story[:290]))) == "a"


def test_only_so_many_originals_are_remembered() -> None:
    originals = Originals(remembered=10)
    stories = [text(words(seed, 100)) for seed in range(25)]
    for number, story in enumerate(stories):
        originals.add(str(number), sketch(story))
        originals.add(f"short {number}", sketch(f"Brief {number}."))
    latest = [str(number) for number in range(15, 25)]
    assert [originals.find(sketch(story)) for story in stories] == [None] * 15 + latest
    assert originals.find(sketch("Brief 14.")) is None
    assert originals.find(sketch("Brief 24.")) == "short 24"


def test_sketches_are_the_same_everywhere() -> None:
    # a resumed run compares sketches of different processes, a cluster's of different machines
    assert sketch(text(words(1, 60)))[:8].hex() == sketch(text(words(1, 60)))[:8].hex()
    assert len(sketch(text(words(1, 60)))) == 256
