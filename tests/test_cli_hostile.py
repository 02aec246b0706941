"""What cannot be read: each item says why, the rest of the batch is read, and the exit status tells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from commands import Row, onrecord, rows_of, write_rows
from onrecord.publish.schemas import schema

GOLDEN = Path(__file__).parent / "golden" / "cli" / "unreadable.txt"
GOOD = "A shell killed three people in Qasr Bunat on 3 March 2031, the town council said.\n"
ARABIC = (
    "قتل ثلاثة أشخاص وأصيب خمسة آخرون في قصف استهدف سوقا في وسط المدينة يوم الأحد، بحسب ما أعلن المجلس المحلي. " * 3
)
MOST = 20 * 1024 * 1024


def batch(folder: Path) -> Path:
    """Return a folder with two good reports and everything that cannot be read."""
    given = folder / "given"
    given.mkdir()
    (given / "01-good.txt").write_text(GOOD, encoding="utf-8")
    (given / "02-empty.txt").write_bytes(b"")
    (given / "03-binary.txt").write_bytes(bytes(range(256)) * 40)
    (given / "04-large.txt").write_bytes(b"Three people were killed. " * (MOST // 26 + 1))
    (given / "05-broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog\n%%EOF")
    (given / "06-arabic.txt").write_text(ARABIC, encoding="utf-8")
    (given / "07-bomb.html").write_bytes(b"<html><body>" + b"<div>" * 200_000 + b"</body></html>")
    (given / "08-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    write_rows(
        given / "09-rows.jsonl",
        [
            {"doc": "row-a", "text": GOOD.replace("three", "four"), "date": "last Tuesday"},
            {"doc": "row-b", "text": ""},
            {"doc": "row-c", "title": "A row without a text"},
            {"doc": "row-d", "text": ["no", "text"]},
        ],
    )
    with (given / "09-rows.jsonl").open("ab") as rows:
        rows.write(b'{"doc": "row-e", "text": \n[1, 2]\n\xff\xfe\n')
        rows.write(json.dumps({"doc": "row-f", "text": GOOD.replace("three", "five")}).encode() + b"\n")
    return given


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Row]]:
    folder = tmp_path_factory.mktemp("unreadable")
    given = batch(folder)
    return folder, rows_of(onrecord("read", given, "--json", ledger=folder / "ledger.db", exit_status=1))


def test_each_says_what_was_expected_what_was_found_and_what_to_do(read: tuple[Path, list[Row]]) -> None:
    folder, rows = read
    lines = []
    for row in rows:
        unread = row["unread"]
        why = f"{unread['reason']}: {unread['message']}" if unread else f"{len(row['claims'])} figure"
        doubts = "".join(f"\n    doubt: {d['message']}" for d in row["doubts"] if d["reason"] == "unreadable_date")
        lines.append(f"{row['state']} {Path(row['name']).name}\n    {why}{doubts}\n")
    found = "".join(lines).replace(f"{folder}/given/", "")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_the_good_ones_are_on_record_and_what_was_not_read_is_listed(read: tuple[Path, list[Row]]) -> None:
    folder, _ = read
    rows = rows_of(onrecord("reports", "--json", ledger=folder / "ledger.db"))
    reports = [row for row in rows if "id" in row]
    assert sorted(Path(r["name"]).name for r in reports if r["claims"]) == ["01-good.txt", "row-a", "row-f"]
    assert [r["unread"]["reason"] for r in reports if r["unread"]] == ["language"]
    assert len(rows) - len(reports) == 12
    assert "row-c" in onrecord("reports", ledger=folder / "ledger.db")


def test_every_row_is_as_its_schema_says(read: tuple[Path, list[Row]]) -> None:
    folder, rows = read
    check = Draft202012Validator(schema("read"))
    for row in rows:
        check.validate(row)
    for row in rows_of(onrecord("reports", "--json", ledger=folder / "ledger.db")):
        Draft202012Validator(schema("report" if "id" in row else "unread")).validate(row)


def test_a_foreseen_reason_alone_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "arabic.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    said = onrecord("read", tmp_path / "arabic.txt", tmp_path / "empty.txt", ledger=tmp_path / "ledger.db")
    assert re.findall(r"^skipped: .*?: (\w+):", said, re.MULTILINE) == ["language", "empty"]


def test_no_toll_out_of_what_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "arabic.txt").write_text(ARABIC, encoding="utf-8")
    onrecord("read", tmp_path / "arabic.txt", ledger=tmp_path / "ledger.db")
    assert onrecord("toll", "--json", ledger=tmp_path / "ledger.db") == ""
    assert "no statement that nobody was harmed" in onrecord("toll", ledger=tmp_path / "ledger.db")
