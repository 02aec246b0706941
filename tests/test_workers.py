"""Work shared out to processes: in order, none lost, none twice, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from onrecord.adapters import workers
from onrecord.adapters.workers import Died, in_order
from onrecord.ports import Misuse


def double(number: int) -> int:
    """Return twice `number`; -1 ends its process, -2 is a misuse, -3 a fault that nobody foresaw."""
    if number == -1:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == -2:
        raise Misuse("no such number")
    if number == -3:
        raise KeyError(number)
    return 2 * number


def late(number: int) -> int:
    """Return `number`, the even ones late."""
    time.sleep(0.02 if number % 2 == 0 else 0)
    return number


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(in_order(late, range(60), jobs=2)) == list(range(60))


def test_of_nothing_comes_nothing() -> None:
    assert list(in_order(double, [], jobs=2)) == []


@pytest.mark.parametrize("at", [0, 7, 30])
def test_an_item_that_ends_its_process_is_told_and_the_rest_goes_on(at: int) -> None:
    numbers = list(range(40))
    numbers[at] = -1
    found = list(in_order(double, numbers, jobs=2))
    assert found == [Died(-signal.SIGKILL) if n == -1 else 2 * n for n in numbers]


def test_a_fault_that_nobody_foresaw_ends_its_item_only(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(in_order(double, [1, -3, 3], jobs=2)) == [2, Died(1), 6]
    assert "KeyError" in capfd.readouterr().err


def test_what_is_foreseen_is_raised_here() -> None:
    with pytest.raises(Misuse, match="no such number"):
        list(in_order(double, [1, 2, -2], jobs=2, foreseen=Misuse))


def test_items_are_read_ahead_but_not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_HELD", 100)
    taken = given = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while taken < 200:
            taken += 1
            yield taken

    for found in in_order(double, numbers(), jobs=2, weigh=lambda number: 10):
        given += 1
        assert found == 2 * given
        assert taken - given <= 100 // 10 + 1
    assert given == 200


def test_no_process_is_left_behind_when_the_reader_stops() -> None:
    results = in_order(late, range(10_000), jobs=2)
    assert next(results) == 0
    started = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 5
