"""onrecord.toml: what it may say, and what is answered when it says something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.config import Misconfigured, Settings, load_settings
from onrecord.model.record import Conflict


def written(folder: Path, text: str) -> Path:
    file = folder / "onrecord.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "onrecord.toml") == Settings()


def test_a_whole_file(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """
        ledger = "war.db"
        gazetteer = "/places/gazetteer.db"
        lists = "my lists"
        policy = "airwars"
        [[conflict]]
        name = "The river war"
        from = 2031-02-01
        to = "2031-05-01"
        country = ["abc", "XYZ"]
        sides = ["North", "South"]
        [[conflict]]
        name = "The hill war"
        from = 2032-01-01
        country = "XYZ"
        """,
    )
    assert load_settings(file) == Settings(
        ledger=tmp_path / "war.db",
        gazetteer=Path("/places/gazetteer.db"),
        lists=tmp_path / "my lists",
        policy="airwars",
        conflicts=(
            Conflict("The river war", date(2031, 2, 1), date(2031, 5, 1), ("ABC", "XYZ"), ("North", "South")),
            Conflict("The hill war", date(2032, 1, 1), None, ("XYZ",)),
        ),
    )


WINDOW = '[[conflict]]\nname = "W"\nfrom = 2031-01-01\ncountry = "ABC"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ledgr = "a.db"', "unknown key 'ledgr'; did you mean 'ledger'?"),
        ("zzz = 1", "unknown key 'zzz'; known keys: conflict, gazetteer, ledger, lists, policy"),
        ("conflicts = 1", "unknown key 'conflicts'; did you mean 'conflict'?"),
        ("ledger = 3", "ledger: expected text in quotes, found 3"),
        ('ledger = " "', "ledger: expected text in quotes, found ' '"),
        ("ledger = ", "not readable as TOML"),
        ("conflict = 3", "conflict: expected tables, each headed [[conflict]], found 3"),
        ('[[conflict]]\nname = "W"', "conflict 1: from is missing; a conflict needs name, from and country"),
        (WINDOW + "land = 1", "conflict 1: unknown key 'land'"),
        (WINDOW + "side = 1", "conflict 1: unknown key 'side'; did you mean 'sides'?"),
        (WINDOW + "to = 2030-01-01", "conflict 1: to: expected 2031-01-01 or later, found 2030-01-01"),
        (WINDOW + "to = 2031-01-01T10:00:00", "conflict 1: to: expected a date such as 2019-04-04, found"),
        (WINDOW.replace("2031-01-01", '"soon"'), "conflict 1: from: expected a date such as 2019-04-04, found 'soon'"),
        (WINDOW.replace('"ABC"', '"Libya"'), "conflict 1: country: expected three letters"),
        (WINDOW.replace('"ABC"', "[]"), "conflict 1: country: expected text or a list of texts, found []"),
        (WINDOW + WINDOW, "conflict 'W' is declared 2 times; give each its own name"),
    ],
)
def test_what_it_does_not_understand_it_says(tmp_path: Path, text: str, message: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(Misconfigured) as error:
        load_settings(file)
    assert str(error.value).startswith(str(file))
    assert message in str(error.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "onrecord.toml"
    file.write_bytes(b'policy = "caf\xe9"')
    with pytest.raises(Misconfigured, match="not readable as TOML"):
        load_settings(file)
