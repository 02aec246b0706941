"""Files, folders, dumps and standard input to items: nothing lost, nothing held."""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.files import Item, items, lines_of
from onrecord.adapters.json_lines import MOST_BYTES, rows_of, split_lines
from onrecord.model.entry import Unread, UnreadReason
from onrecord.ports import Misuse

TEXT = "Twelve people were killed in Bireen."


def found(*paths: Path | str, stdin: bytes = b"") -> list[Item | Unread]:
    return list(items([str(path) for path in paths], BytesIO(stdin)))


def row(doc: str, **more: object) -> bytes:
    return json.dumps({"doc": doc, "text": TEXT, **more}).encode()


def names(given_items: list[Item | Unread]) -> list[str]:
    return [item.name for item in given_items]


def reasons(given_items: list[Item | Unread]) -> list[str]:
    return [item.reason if isinstance(item, Unread) else "item" for item in given_items]


# --- files and folders ---


def test_a_file_is_one_item_with_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfTwelve\r\nkilled")
    assert found(path) == [Item(str(path), b"\xef\xbb\xbfTwelve\r\nkilled", "text/plain")]


def test_folders_are_walked_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "c/deep/er/z.html", "B.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    walked = [str(Path(item.name).relative_to(tmp_path)) for item in found(tmp_path)]
    assert walked == ["B.txt", "a.txt", "b/1.txt", "b/2.txt", "c/deep/er/z.html"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in")
    assert names(found(tmp_path)) == [str(tmp_path / "in" / "a.txt")]


def test_what_cannot_be_read_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "z.txt").write_text(TEXT)
    listed = found(tmp_path, tmp_path / "missing.txt", "a\0b")
    assert reasons(listed) == ["item", "unreachable", "unsupported", "item", "unreachable", "unreachable"]
    assert all(item.failed for item in listed if isinstance(item, Unread))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    (listed,) = found(path)
    assert isinstance(listed, Unread)
    assert "Permission denied" in listed.message


def test_a_file_over_20_mb_is_refused_and_a_dump_is_not(tmp_path: Path) -> None:
    big, dump = tmp_path / "big.txt", tmp_path / "dump.jsonl"
    big.write_bytes(b"a" * (MOST_BYTES + 1))
    dump.write_bytes((row("a", pad="x" * 5_000_000) + b"\n") * 5)
    listed = found(big, dump)
    assert reasons(listed) == ["too_large"] + ["item"] * 5
    assert isinstance(listed[0], Unread)
    assert f"{MOST_BYTES:,}" in listed[0].message


@pytest.mark.parametrize("address", ["http://coast.example/a", "https://coast.example", "ftp://coast.example/a.txt"])
def test_an_address_is_misuse_before_anything_is_read(tmp_path: Path, address: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(Misuse, match="fetch it first"):
        next(iter(items([str(tmp_path), address], BytesIO())))


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as file:
        file.write(TEXT)
    (item,) = found(tmp_path)
    assert item.name.endswith("caf\ufffd.txt")


# --- dumps ---


def test_every_line_of_a_dump_is_a_row_or_says_why_not(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    lines = [row("a"), b"", b"{broken", b"[1]", b'"text"', b"12", row("b") + b"\r", b"\xff\xfe{}", row("c")]
    path.write_bytes(b"\n".join(lines))
    listed = found(path)
    assert names(listed) == ["a", f"{path}:3", f"{path}:4", f"{path}:5", f"{path}:6", "b", f"{path}:8", "c"]
    assert reasons(listed) == ["item", "broken", "broken", "broken", "broken", "item", "broken", "item"]
    first = listed[0]
    assert isinstance(first, Item)
    assert (first.row, first.number, first.data) == (json.loads(row("a")), 1, row("a"))
    assert listed[5].number == 7 if isinstance(listed[5], Item) else False


def test_a_row_without_doc_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "dump.ndjson"
    path.write_bytes(b'{"text": "12 dead"}\n{"doc": 7, "text": "12 dead"}\n{"doc": "\\ud800", "text": "12 dead"}')
    assert names(found(path)) == [f"{path}:1", "7", "?"]


@pytest.mark.parametrize(
    "data",
    [
        b"[" + row("a") + b",\n" + row("b") + b"]",
        json.dumps([json.loads(row("a")), json.loads(row("b"))], indent=2).encode(),
        row("a") + b"\n" + row("b"),
        b"\xef\xbb\xbf" + row("a") + b"\r\n" + row("b") + b"\r\n",
        b"\n\n" + row("a") + b"\n\n" + row("b"),
    ],
)
@pytest.mark.parametrize("name", ["dump.json", "dump.jsonl", "dump", "dump.dat"])
def test_rows_come_in_every_way_json_is_written(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert names(found(path)) == ["a", "b"]


def test_one_object_over_several_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"doc": "a", "text": TEXT}, indent=2))
    assert names(found(path)) == ["a"]


def test_a_dump_in_another_encoding_says_so_once(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes((row("a") + b"\n" + row("b")).decode().encode("utf-16"))
    (listed,) = found(path)
    assert isinstance(listed, Unread)
    assert "UTF-8" in listed.message


def test_an_empty_dump_says_so(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(b"\n \n")
    assert reasons(found(path)) == ["empty"]


def test_a_line_too_long_is_listed_with_its_number_and_the_next_is_read() -> None:
    line = b'{"text": "' + b"a" * MOST_BYTES + b'"}'
    listed = list(rows_of(iter([row("a") + b"\n", line, b"\n" + row("b")]), name="d.jsonl"))
    assert [getattr(item, "name", None) or item[0] for item in listed] == [1, "d.jsonl:2", 3]  # type: ignore[index]
    assert isinstance(listed[1], Unread)
    assert listed[1].reason is UnreadReason.TOO_LARGE


@given(
    st.lists(st.binary(max_size=12).map(lambda b: b.replace(b"\n", b"").replace(b"\r", b"")), max_size=8),
    st.integers(1, 9),
)
def test_lines_are_the_same_however_the_bytes_come(lines: list[bytes], size: int) -> None:
    data = b"\n".join(lines)
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    expected = data.split(b"\n") if not data.endswith(b"\n") else data.split(b"\n")[:-1]
    if expected and expected[0].startswith(b"\xef\xbb\xbf"):
        expected[0] = expected[0][3:]
    assert list(split_lines(iter(pieces))) == (expected if data else [])
    assert list(lines_of(BytesIO(data))) == list(split_lines(iter(pieces)))


@given(st.binary(max_size=300))
def test_any_bytes_in_a_dump_give_rows_or_reasons(data: bytes) -> None:
    for item in rows_of(iter([data]), name="d"):
        assert isinstance(item, Unread | tuple)


def test_a_packed_dump_is_read_and_a_damaged_one_keeps_its_good_rows(tmp_path: Path) -> None:
    packed = gzip.compress(b"\n".join(row(f"r{n}", pad=os.urandom(2000).hex()) for n in range(400)), mtime=0)
    (tmp_path / "whole.jsonl.gz").write_bytes(packed)
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "none.jsonl.gz").write_bytes(b"no gzip")
    assert len(found(tmp_path / "whole.jsonl.gz")) == 400
    cut = found(tmp_path / "cut.jsonl.gz")
    assert 100 < len(cut) < 300
    assert isinstance(cut[-1], Unread)
    assert "damage" in cut[-1].message
    assert reasons(found(tmp_path / "none.jsonl.gz")) == ["broken"]


def test_a_packed_bomb_ends(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(320):
            file.write(b"\0" * 1_000_000)
    listed = found(path)
    assert "broken" in reasons(listed)
    assert isinstance(listed[-1], Unread)
    assert "unpack" in listed[-1].message


# --- standard input ---


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), ["standard input"]),
        (row("a") + b"\n" + row("b"), ["a", "b"]),
        (b"  \n" + row("a"), ["a"]),
        (b"[" + row("a") + b"]", ["a"]),
        (b"{curly} braces open a text", ["standard input"]),
        (b"[Text] Twelve people were killed.", ["standard input"]),
        (b"", ["standard input"]),
    ],
)
def test_standard_input_is_a_text_or_rows_by_how_it_begins(data: bytes, expected: list[str]) -> None:
    listed = found("-", stdin=data)
    assert names(listed) == expected
    assert reasons(listed) == ["item"] * len(expected)


def test_standard_input_over_20_mb_is_refused() -> None:
    assert reasons(found("-", stdin=b"a " * (MOST_BYTES // 2 + 1))) == ["too_large"]


class Slow(BytesIO):
    """A stream that gives a few bytes at a time, as a pipe does."""

    def read1(self, size: int | None = -1) -> bytes:
        """Return three bytes at most."""
        return super().read(3)


def test_a_pipe_may_come_in_drops() -> None:
    data = row("a") + b"\n" + row("b")
    assert names(list(items(["-"], Slow(data)))) == ["a", "b"]
    (item,) = items(["-"], Slow(TEXT.encode()))
    assert isinstance(item, Item)
    assert item.data == TEXT.encode()


# --- memory ---


def test_a_dump_of_any_size_takes_flat_memory(tmp_path: Path) -> None:
    """300 MB of rows and one row of 200 MB are read in a process that may hold 200 MB in all."""
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (200 * 2**20, 200 * 2**20))\n"
        "from onrecord.adapters.files import items\n"
        "found = [0, 0]\n"
        "for item in items([sys.argv[1]], sys.stdin.buffer): found[type(item).__name__ == 'Unread'] += 1\n"
        "print(*found)"
    )
    path = tmp_path / "dump.jsonl"
    with path.open("wb") as file:
        line = row("a", pad="x" * 100_000) + b"\n"
        for _ in range(1500):
            file.write(line)
        file.write(b'{"text": "')
        for _ in range(200):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n')
        for _ in range(1500):
            file.write(line)
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["3000", "1"], done.stderr
    assert resource.RLIMIT_AS


def test_items_come_one_at_a_time() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield row("a") + b"\n"

    rows = rows_of(endless(), name="d")
    assert not isinstance(next(rows), Unread)
