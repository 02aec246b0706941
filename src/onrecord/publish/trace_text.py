"""A trace for people: one line a step, indented under what it stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.publish.trace import Status, Trace

_MARK = {Status.OK: "ok", Status.UNCHECKED: "??", Status.BROKEN: "BROKEN"}
_SHORT = 20  # of an id: "claim-" and 14 digits tell claims apart


def trace_lines(trace: Trace) -> Iterator[str]:
    """Yield the lines of `trace`, then one that says how all of it fared."""
    yield from _lines(trace, 0)
    yield {
        Status.OK: "Every step holds.",
        Status.UNCHECKED: "Nothing is broken, but not every step could be proven (??).",
        Status.BROKEN: "BROKEN: do not cite this number before the steps marked BROKEN are explained.",
    }[trace.worst]


def _lines(trace: Trace, depth: int) -> Iterator[str]:
    name = trace.id if trace.kind in ("bytes", "quote") else trace.id[:_SHORT]
    words = " ".join(trace.says.split())
    says = f"\u201c{words}\u201d" if trace.kind == "quote" else words
    role = f" [{trace.role}: {trace.because}]" if trace.role else ""
    yield f"{'  ' * depth}{trace.kind} {says}{role}"
    yield f"{'  ' * depth}    {_MARK[trace.status]}: {trace.reason} ({name})"
    for step in trace.steps:
        yield from _lines(step, depth + 1)
