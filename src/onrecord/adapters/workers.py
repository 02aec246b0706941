"""Work shared out to processes: results in order, flat memory, and the end of a process is the end of nothing else."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
TOGETHER = 8  # items handed over at once
AHEAD = 4  # times as many are held for each process: read, being worked on, or waiting for an earlier one
MOST_HELD = 64 * 1024 * 1024  # what the items held may weigh


@dataclass(frozen=True, slots=True)
class Died:
    """An item that ended the process that worked on it, twice, the second time alone. `code`: its exit code."""

    code: int | None


@dataclass(frozen=True, slots=True)
class _Task(Generic[T]):
    """Items handed over at once; `first` is the number of the first. `again`: a process ended while it had them."""

    first: int
    items: tuple[T, ...]
    again: bool = False


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: SpawnProcess
    pipe: Connection
    task: _Task[T] | None = None


def in_order(
    work: Callable[[T], R],
    items: Iterable[T],
    *,
    jobs: int,
    weigh: Callable[[T], int] = lambda item: 0,
    foreseen: type[Exception] | tuple[type[Exception], ...] = (),
) -> Iterator[R | Died]:
    """Yield what `work` returns for each of `items`, in their order, from `jobs` processes.

    Items are read ahead, but no more than the processes need. If a process ends, another takes its place, and its items
    are worked on again, one at a time: an item that ends a process again gives `Died`, and the rest goes on.
    `work` must be a function of a module. What it raises of `foreseen` is raised here; anything else ends its process.
    """
    context = multiprocessing.get_context("spawn")
    office = _Office(work, foreseen, context, _Intake(items, weigh, TOGETHER * AHEAD * jobs), jobs)
    try:
        yield from office.results()
    finally:
        office.close()


@dataclass(slots=True)
class _Intake(Generic[T]):
    """The items, read when there is room for them."""

    items: Iterable[T]
    weigh: Callable[[T], int]
    most: int
    taken: int = 0
    weights: deque[int] = field(default_factory=deque)
    ended: bool = False
    source: Iterator[T] = field(init=False)

    def __post_init__(self) -> None:
        self.source = iter(self.items)

    def room(self) -> bool:
        """Return whether another item may be held."""
        return not self.ended and len(self.weights) < self.most and sum(self.weights) < MOST_HELD

    def take(self) -> _Task[T] | None:
        """Return the next items to be worked on, None if there are none or no room for them."""
        taken: list[T] = []
        while len(taken) < TOGETHER and self.room():
            item = next(self.source, self)
            if item is self:
                self.ended = True
                break
            taken.append(item)  # type: ignore[arg-type]
            self.weights.append(self.weigh(taken[-1]))
        task = _Task(self.taken, tuple(taken)) if taken else None
        self.taken += len(taken)
        return task


@dataclass(slots=True)
class _Office(Generic[T, R]):
    """The processes and what is in their hands."""

    work: Callable[[T], R]
    foreseen: type[Exception] | tuple[type[Exception], ...]
    context: SpawnContext
    intake: _Intake[T]
    jobs: int
    team: list[_Worker[T]] = field(default_factory=list)
    again: deque[_Task[T]] = field(default_factory=deque)
    done: dict[int, R | Died] = field(default_factory=dict)

    def results(self) -> Iterator[R | Died]:
        """Yield the results in order."""
        self.team += [self._hire() for _ in range(self.jobs)]
        following = 0
        while True:
            self._hand_out()
            busy = [w.pipe for w in self.team if w.task is not None]
            if not busy:
                break
            ready = set(wait(busy))
            for at, worker in enumerate(self.team):
                if worker.pipe in ready:
                    self._take_in(at, worker)
            while following in self.done:
                self.intake.weights.popleft()
                yield self.done.pop(following)
                following += 1

    def close(self) -> None:
        """End the processes: those without work by asking, the others at once."""
        for worker in self.team:
            if worker.task is None and worker.process.is_alive():
                worker.pipe.close()
            else:
                worker.process.terminate()
        for worker in self.team:
            worker.process.join()
            worker.pipe.close()

    def _hire(self) -> _Worker[T]:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(self.work, self.foreseen, theirs), daemon=True)
        process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        for at, worker in enumerate(self.team):
            while self.team[at].task is None:
                task = self.again.popleft() if self.again else self.intake.take()
                if task is None:
                    return
                self.team[at].task = task
                try:
                    self.team[at].pipe.send(task.items)
                except OSError:
                    self._replace(at, worker)

    def _take_in(self, at: int, worker: _Worker[T]) -> None:
        task = worker.task
        if task is None:
            return
        try:
            answer: Exception | Sequence[R] = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(at, worker)
            return
        worker.task = None
        if isinstance(answer, Exception):
            raise answer
        self.done.update(enumerate(answer, task.first))

    def _replace(self, at: int, worker: _Worker[T]) -> None:
        """Put another process in the place of one that ended, and its items aside to be worked on one at a time."""
        worker.process.join()
        worker.pipe.close()
        task = worker.task
        self.team[at] = self._hire()
        if task is None:
            return
        if task.again:
            self.done[task.first] = Died(worker.process.exitcode)
        else:
            self.again.extend(_Task(task.first + n, (item,), again=True) for n, item in enumerate(task.items))


def _serve(work: Callable[[T], R], foreseen: type[Exception] | tuple[type[Exception], ...], pipe: Connection) -> None:
    """Work on what comes through `pipe` until it is closed. An interrupt is the first process's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            items: tuple[T, ...] = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send([work(item) for item in items])
        except foreseen as error:
            pipe.send(error)
