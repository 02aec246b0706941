"""onrecord extract: a row out for each row in, in order, as soon as it is read, with flat memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from commands import START, extract, onrecord, rows_of, write_rows
from onrecord.publish.schemas import schema

TEXT = "At least {n} people were killed in shelling on 3 March 2031, the health office said.\r\nIt said no more."


def start(*arguments: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", START, *arguments],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509
    )


def _hear_interrupts() -> None:
    """A suite started in the background ignores interrupts, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_rows_come_out_in_the_order_they_went_in_read_or_not(tmp_path: Path) -> None:
    given = tmp_path / "in.jsonl"
    write_rows(
        given,
        [
            {"doc": "a", "text": TEXT.format(n=3)},
            {"doc": "b"},
            {"doc": 7, "text": "Hier sprach der Bürgermeister über den Haushalt der Stadt und die neuen Schulen. " * 5},
            {"doc": None, "text": TEXT.format(n=4), "date": "soon", "unknown key": {}},
            {"doc": "e", "text": "A meeting was held."},
        ],
    )
    with given.open("a", encoding="utf-8") as rows:
        rows.write("\n{broken\n\n[1]\n")
    out = tmp_path / "out.jsonl"
    onrecord("extract", "--input", given, "--output", out, "--tolls", exit_status=1)
    found = rows_of(out.read_text(encoding="utf-8"))
    assert [row["doc"] for row in found] == ["a", "b", 7, None, "e", None, None]
    assert [row.get("skipped", "").split(":")[0] for row in found] == [
        "",
        "empty",
        "language",
        "",
        "",
        "broken",
        "broken",
    ]
    assert [[c["low"] for c in row["claims"]] for row in found] == [[3], [], [], [4], [], [], []]
    assert [d["reason"] for d in found[3]["doubts"]] == ["unreadable_date"]
    assert found[0]["tolls"]["killed"]["low"] == 3
    assert found[4]["tolls"] == {}
    check = Draft202012Validator(schema("extract"))
    for row in found:
        check.validate(row)


def test_offsets_are_those_of_the_text_as_given(tmp_path: Path) -> None:
    text = "Title\r\n\r\nFirst\rline.\r\n\r\n😀 " + TEXT.format(n=12)
    (row,) = extract([{"doc": "x", "text": text}], tmp_path)
    assert row["claims"]
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in row["claims"])


def test_a_row_is_out_before_the_next_is_in() -> None:
    with start("extract") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number in (5, 6):
            running.stdin.write(json.dumps({"doc": number, "text": TEXT.format(n=number)}).encode() + b"\n")
            running.stdin.flush()
            row = json.loads(running.stdout.readline())
            assert (row["doc"], row["claims"][0]["low"]) == (number, number)
        running.stdin.close()
        assert running.wait(30) == 0


MEASURED = """
import resource, sys
from onrecord.cli import app
try:
    app(sys.argv[1:])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def peak_kb(given: Path) -> int:
    """Return the most memory that extracting `given` took."""
    command = [sys.executable, "-c", MEASURED, "extract", "--input", str(given), "--output", os.devnull]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(done.stderr.split()[-1])


def test_memory_is_flat(tmp_path: Path) -> None:
    """200 MB take what 2 MB take, though each row brings words that were never seen before."""
    for name, rows, pieces in (("small.jsonl", 40, 2), ("large.jsonl", 400, 200)):
        with (tmp_path / name).open("w", encoding="utf-8") as out:
            for n in range(rows):
                names = ", ".join(f"Xan{n:03}{m:02}zu" for m in range(60))
                text = f"{TEXT.format(n=3)} Three people were wounded in {names}, the health office said."
                out.write(json.dumps({"doc": n, "text": text}) + "\n")
            for n in range(pieces):  # rows that are skipped, a megabyte each
                out.write(json.dumps({"doc": n, "text": None, "note": "x" * 1_000_000}) + "\n")
    assert (tmp_path / "large.jsonl").stat().st_size > 200_000_000
    assert peak_kb(tmp_path / "large.jsonl") < peak_kb(tmp_path / "small.jsonl") + 20_000


def test_a_line_over_20_mb_is_skipped_and_the_next_read(tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    with given.open("w", encoding="utf-8") as rows:
        rows.write('{"doc": "large", "text": "' + "x" * (21 * 1024 * 1024) + '"}\n')
        rows.write(json.dumps({"doc": "next", "text": TEXT.format(n=9)}) + "\n")
    onrecord("extract", "--input", given, "--output", out, exit_status=1)
    large, after = rows_of(out.read_text(encoding="utf-8"))
    assert large["skipped"].startswith("too_large")
    assert [c["low"] for c in after["claims"]] == [9]


def test_words_of_a_report_never_steer_the_terminal(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(
        "Three people were killed [bold red]by\u009b2J the\u202e army[/] on 3 March 2031.\n", encoding="utf-8"
    )
    shown = onrecord("read", bad, ledger=tmp_path / "a.db")
    printed = onrecord("read", bad, "--json", ledger=tmp_path / "b.db")
    for said in (shown, printed):
        assert not set(said) & {"\u009b", "\u202e", "\x1b", "\x07"}
    assert "killed" in shown


@pytest.mark.parametrize("verb", ["extract", "read"])
def test_nobody_who_reads_on_is_no_fault(verb: str, tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", [{"doc": str(n), "text": TEXT.format(n=n)} for n in range(2, 200)])
    arguments = ["extract", "--input", str(given)] if verb == "extract" else ["read", str(given), "--json"]
    with start(*arguments, *([] if verb == "extract" else ["--ledger", str(tmp_path / "l.db")])) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read().decode()
        assert running.wait(60) == 141
    assert "Traceback" not in said


def test_an_interrupt_says_that_the_rest_can_go_on(tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", [{"doc": str(n), "text": TEXT.format(n=n)} for n in range(2, 2000)])
    with start("read", str(given), "--json", "--ledger", str(tmp_path / "l.db")) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        running.stdout.read()
        said = running.stderr.read().decode()
        assert running.wait(60) == 130
    assert "run the same command again to go on" in said
    assert "Traceback" not in said


def test_one_process_and_two_write_the_same_bytes(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"doc": n, "text": TEXT.format(n=n + 2), "title": f"{n} die"} for n in range(30)]
    rows[7:7] = [{"doc": "b"}, {"doc": "e", "text": "A meeting was held."}, {"doc": None, "text": TEXT, "date": "soon"}]
    given = tmp_path / "in.jsonl"
    write_rows(given, rows)
    with given.open("a", encoding="utf-8") as more:
        more.write("\n{broken\n\n[1]\n")
    outs = [tmp_path / f"{jobs}.jsonl" for jobs in (1, 2)]
    for jobs, out in enumerate(outs, 1):
        onrecord("extract", "--input", given, "--output", out, "--tolls", "--jobs", jobs, exit_status=1)
    one, two = (out.read_bytes() for out in outs)
    assert one == two
    assert len(one.splitlines()) == len(rows) + 2


def test_no_process_at_all_is_misuse(tmp_path: Path) -> None:
    given = tmp_path / "in.jsonl"
    write_rows(given, [{"doc": "a", "text": "A meeting was held."}])
    onrecord("extract", "--input", given, "--jobs", 0, exit_status=2)
