"""The editable lists: those shipped are sound, and a broken one says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.adapters.lists import BrokenList, load_lists

SPEAKERS = "id,name,aliases,kind,parent,side,credibility\n"
ACTORS = "id,name,aliases,kind,country\n"


def test_the_shipped_lists_hold_what_the_methodology_says() -> None:
    lists = load_lists()
    parents = {row.id: row.parent for row in lists.speakers}
    assert parents["who"] == parents["ocha"] == parents["iom"] == "un-system"
    assert parents["iom-dtm"] == "iom"
    assert parents["un-system"] is None
    assert {"lna", "gna"} <= {row.id for row in lists.actors}


def test_a_folder_of_ones_own_takes_the_place_of_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "speakers.csv").write_text(SPEAKERS + "zandaqa,Zandaqa Watch,ZW,ngo,,,2\n", encoding="utf-8")
    lists = load_lists(tmp_path)
    assert [row.id for row in lists.speakers] == ["zandaqa"]
    assert lists.speakers[0].aliases == ("ZW",)
    assert lists.actors == load_lists().actors
    assert lists.version != load_lists().version


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "speakers.csv").write_bytes(b"\xef\xbb\xbf" + (SPEAKERS + "z,Zandaqa,,ngo,,,2\n").encode())
    assert load_lists(tmp_path).speakers[0].id == "z"


def test_no_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"speakers\.csv"):
        load_lists(tmp_path / "none")


@pytest.mark.parametrize(
    ("rows", "line", "expected"),
    [
        ("a,A,,ngo,,,2\na,B,,ngo,,,2\n", 3, "an id of its own"),
        ("a,A,,robot,,,2\n", 2, "a kind of"),
        ("a,A,X,ngo,,,2\nb,B,x,ngo,,,2\n", 3, "an alias of one row"),
        ("a,A,,ngo,nobody,,2\n", 2, "a parent that is an id"),
        ("a,A,,ngo,b,,2\nb,B,,ngo,a,,2\n", 2, "parents that end"),
        ("a,A,,ngo,,nobody,2\n", 2, "a side that actors.csv has"),
        ("a,A,,ngo,,,9\n", 2, "a credibility 1 to 5"),
        ("a,A,,ngo\n", 2, "7 fields"),
        ("a,A,,ngo,,,2,too,many\n", 2, "7 fields"),
        (",A,,ngo,,,2\n", 2, "an id"),
        ("a,--,,ngo,,,2\n", 2, "names with letters"),
    ],
)
def test_a_broken_speaker_list_says_where(tmp_path: Path, rows: str, line: int, expected: str) -> None:
    (tmp_path / "speakers.csv").write_text(SPEAKERS + rows, encoding="utf-8")
    with pytest.raises(BrokenList, match=rf"speakers\.csv line {line}: expected {expected}"):
        load_lists(tmp_path)


@pytest.mark.parametrize(
    ("rows", "line", "expected"),
    [
        ("a,A,,army,LBY\n", 2, "a kind of"),
        ("a,A,,rebel,Libya\n", 2, "a country as ISO"),
        ("a,A,,rebel,LBY\nb,A,,rebel,LBY\n", 3, "an alias of one row"),
    ],
)
def test_a_broken_actor_list_says_where(tmp_path: Path, rows: str, line: int, expected: str) -> None:
    (tmp_path / "actors.csv").write_text(ACTORS + rows, encoding="utf-8")
    with pytest.raises(BrokenList, match=rf"actors\.csv line {line}: expected {expected}"):
        load_lists(tmp_path)


def test_wrong_columns_and_wrong_encodings_are_told(tmp_path: Path) -> None:
    (tmp_path / "speakers.csv").write_text("id;name\n", encoding="utf-8")
    with pytest.raises(BrokenList, match=r"speakers\.csv line 1: expected the columns id,name"):
        load_lists(tmp_path)
    (tmp_path / "speakers.csv").write_bytes(SPEAKERS.encode() + b"a,\xe9,,ngo,,,2\n")
    with pytest.raises(BrokenList, match=r"speakers\.csv line 2: expected UTF-8"):
        load_lists(tmp_path)
