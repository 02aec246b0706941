"""What is asked for in a way that cannot be done: exit status 2, what was expected, and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from commands import ROOT, START, onrecord, rows_of
from onrecord.cli import app
from onrecord.publish.schemas import NAMES

VERBS = [
    "read", "toll", "incidents", "incident", "series", "reports", "trace", "conflict add", "conflict list", "extract",
    "gazetteer build", "gazetteer import", "gazetteer find", "schema", "demo",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    return tmp_path


@pytest.fixture
def ledger(folder: Path) -> Path:
    """Return the folder with an empty ledger in it."""
    result = CliRunner().invoke(app, ["conflict", "add", "The river war", "--from", "2031-01-01", "--country", "ABC"])
    assert result.exit_code == 0, result.output
    return folder


NO_LEDGER = [["toll"], ["incidents"], ["series"], ["reports"], ["trace", "claim-1"], ["conflict", "list"]]


@pytest.mark.parametrize("arguments", NO_LEDGER, ids=" ".join)
def test_without_a_ledger_there_is_nothing_to_ask(folder: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "no ledger at onrecord.db: read a report first (onrecord read FILE)" in result.stderr
    assert not (folder / "onrecord.db").exists()


MISUSE = [
    (["read", "https://example.org/report"], "expected a file, a folder or -, found an address: fetch it first"),
    (
        ["read", "x.txt", "--published", "yesterday"],
        "--published: expected a date such as 2019-04-15, found 'yesterday'",
    ),
    (["read", "x.txt", "--ledger", "no/such/folder/a.db"], "no folder no/such/folder to keep the ledger in"),
    (["toll", "--harm", "hurt"], "--harm: expected one of killed, injured"),
    (["toll", "--conflict", "The hill war"], "expected a conflict's name ('The river war'), found 'The hill war'"),
    (["toll", "--policy", "generous"], "--policy: expected one of acled, airwars, conservative, found 'generous'"),
    (["toll", "--as-of", "2031-02-30"], "--as-of: expected a date"),
    (["toll", "--known-on", "x"], "--known-on: expected a date"),
    (["toll", "--recorded-by", "noon"], "--recorded-by: expected a time such as 2019-04-15T12:00, found 'noon'"),
    (["incident", "incident-0"], "no incident with an id that begins 'incident-0'; list them with: onrecord incidents"),
    (["trace", "claim-0"], "nothing on record has an id that begins 'claim-0'"),
    (["trace", ""], "nothing on record has an id that begins ''"),
    (["conflict", "add", "W", "--from", "x", "--country", "ABC"], "--from: expected a date"),
    (
        ["conflict", "add", "W", "--from", "2031-01-02", "--to", "2031-01-01", "--country", "ABC"],
        "--to: expected 2031-01-02",
    ),
    (
        ["conflict", "add", "W", "--from", "2031-01-02", "--country", "Libya"],
        "--country: country: expected three letters",
    ),
    (["conflict", "add", "The river war", "--from", "2031-01-02", "--country", "ABC"], "choose another name"),
    (["extract", "--input", "none.jsonl"], "--input: expected a file, found none at none.jsonl"),
    (["extract", "--input", "onrecord.db", "--output", "onrecord.db"], "is the input too; name another file"),
    (
        ["extract", "--input", "onrecord.db", "--output", "no/out"],
        "--output: expected a file in a folder that is there",
    ),
    (["gazetteer", "import", "none.txt"], "none.txt: expected a GeoNames dump, found no file"),
    (["schema", "figure"], "schema: expected one of claim"),
    (["fetch"], "No such command"),
    (["toll", "--country", "LBY"], "No such option"),
    (["read"], "Missing argument"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSE, ids=[" ".join(a) for a, _ in MISUSE])
def test_misuse_says_what_to_do(ledger: Path, arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "300"})
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert result.stdout == ""


def test_a_setting_that_is_not_understood_is_misuse(ledger: Path) -> None:
    (ledger / "onrecord.toml").write_text("polcy = 'airwars'", encoding="utf-8")
    result = CliRunner().invoke(app, ["toll"])
    assert (result.exit_code, result.stderr) == (
        2,
        "onrecord: onrecord.toml: unknown key 'polcy'; did you mean 'policy'?\n",
    )


def test_settings_name_ledger_and_conflicts(ledger: Path) -> None:
    window = "[[conflict]]\nname = 'The hill war'\nfrom = 2032-01-01\ncountry = ['ABC']\n"
    (ledger / "onrecord.toml").write_text(f"ledger = 'war.db'\n{window}", encoding="utf-8")
    CliRunner().invoke(app, ["conflict", "add", "The river war", "--from", "2031-01-01", "--country", "ABC"])
    assert (ledger / "war.db").is_file()
    result = CliRunner().invoke(app, ["conflict", "list", "--json"])
    assert [row["name"] for row in rows_of(result.stdout)] == ["The hill war", "The river war"]
    (ledger / "onrecord.toml").write_text("ledger = 'war.db'\n" + window.replace("hill", "river"), encoding="utf-8")
    result = CliRunner().invoke(app, ["toll"])
    assert result.exit_code == 2
    assert "conflict 'The river war' is one window in onrecord.toml and another in war.db" in result.stderr


def test_a_ledger_that_is_none_is_said_so_without_a_traceback(folder: Path) -> None:
    (folder / "onrecord.db").write_text("not a ledger, though it is long enough to be one\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["toll"])
    assert result.exit_code == 1
    assert "expected a ledger" in result.stderr
    assert "Traceback" not in result.output


def test_a_known_conflict_added_again_is_the_same(ledger: Path) -> None:
    again = ["conflict", "add", "The river war", "--from", "2031-01-01", "--country", "abc", "--json"]
    result = CliRunner().invoke(app, again)
    assert result.exit_code == 0
    assert "Already there: The river war" in result.stderr
    row = {"name": "The river war", "from": "2031-01-01", "to": None, "country": ["ABC"], "sides": []}
    assert rows_of(result.stdout) == [row]


@pytest.mark.parametrize("arguments", [["build"], ["find", "Tripoli"], ["import", "mine.txt"]], ids=" ".join)
def test_a_file_that_is_no_gazetteer_is_never_replaced(folder: Path, arguments: list[str]) -> None:
    mine = folder / "mine.txt"
    mine.write_text("notes of mine", encoding="utf-8")
    result = CliRunner().invoke(app, ["gazetteer", *arguments], env={"ONRECORD_GAZETTEER": str(mine)})
    assert result.exit_code == 2, result.output
    assert "mine.txt" in result.stderr
    assert mine.read_text(encoding="utf-8") == "notes of mine"


def test_every_schema_is_printed() -> None:
    listed = CliRunner().invoke(app, ["schema"]).stdout.split()
    assert listed == list(NAMES)
    for name in NAMES:
        assert '"$schema"' in CliRunner().invoke(app, ["schema", name]).stdout


def test_standard_input_is_a_report(tmp_path: Path) -> None:
    text = b"Three people were killed in shelling on 3 March 2031, the health office said.\n"
    command = [sys.executable, "-c", START, "read", "-", "--outlet", "Example Wire", "--json"]
    environment = {**os.environ, "ONRECORD_LEDGER": str(tmp_path / "l.db")}
    done = subprocess.run(command, input=text, capture_output=True, env=environment, check=True)
    (row,) = rows_of(done.stdout.decode())
    assert (row["report"]["outlet"], row["report"]["name"]) == ("Example Wire", "standard input")
    assert [c["low"] for c in row["claims"]] == [3]


def test_help_is_there_at_once() -> None:
    """The bound is generous, for slow machines: heavy libraries would take seconds."""
    took = []
    for _ in range(3):
        begun = time.perf_counter()
        onrecord("--help")
        took.append(time.perf_counter() - begun)
    assert min(took) < 1.0


def test_help_loads_no_parser() -> None:
    heavy = (
        "import sys, onrecord.cli; print(sorted({'spacy', 'numpy', 'sqlalchemy', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_in_the_readme_and_explains_itself(verb: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`onrecord {verb}" in readme or f"`{verb}" in readme
    result = CliRunner().invoke(app, [*verb.split(), "--help"])
    assert result.exit_code == 0


def test_the_readme_knows_every_command() -> None:
    found = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    for group in app.registered_groups:
        assert group.typer_instance is not None
        commands = group.typer_instance.registered_commands
        found |= {f"{group.name} {(c.name or c.callback.__name__)}" for c in commands if c.callback}
    assert found == set(VERBS)
