"""Items through worker processes: order, exceptions, dead workers."""

from __future__ import annotations

import os
import time

import pytest

from newsfacts.workers import Lost, map_in_order


def double(number: int) -> int:
    time.sleep(0.02 * (number % 3))  # so that later items finish first
    return 2 * number


def die_at_three(number: int) -> int:
    if number == 3:
        os._exit(1)
    return number


def refuse_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_items_order(jobs: int) -> None:
    assert list(map_in_order(double, range(12), jobs)) == [(number, 2 * number) for number in range(12)]


def test_dead_worker_costs_the_one_item_that_kills_it() -> None:
    results = list(map_in_order(die_at_three, range(12), 2))
    assert [item for item, _ in results] == list(range(12))
    assert [result for _, result in results] == [0, 1, 2, Lost(), *range(4, 12)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_exception_is_raised_here(jobs: int) -> None:
    with pytest.raises(ValueError, match="three"):
        list(map_in_order(refuse_three, range(12), jobs))


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do(jobs: int) -> None:
    assert list(map_in_order(double, [], jobs)) == []


def sleep_long(number: int) -> int:
    time.sleep(0 if number == 0 else 60)
    return number


def test_workers_are_not_waited_for_when_nobody_wants_the_rest() -> None:
    results = map_in_order(sleep_long, range(12), 2)
    assert next(results) == (0, 0)  # type: ignore[call-overload]
    start = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 10
