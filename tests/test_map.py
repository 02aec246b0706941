"""docs/map.md names every room, every module and the arrow, and nothing that is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ROOT / "src" / "onrecord"
MAP = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<words>[^|]+) \|$", re.MULTILINE)


def there() -> set[str]:
    """Return the modules and folders under src/onrecord, folders with a slash at the end."""
    modules = {p.relative_to(CODE).as_posix() for p in CODE.rglob("*.py") if "__pycache__" not in p.parts}
    top = [p for p in CODE.iterdir() if p.is_dir() and p.name != "__pycache__"]
    inner = [p.parent for p in CODE.glob("extract/*/__init__.py")]
    folders = {p.relative_to(CODE).as_posix() + "/" for p in (*top, *inner)}
    plain = {m for m in modules if not m.endswith("__init__.py") and "migrations/" not in m}
    return plain | folders


def test_every_module_and_folder_is_on_the_map_once_and_nothing_else_is() -> None:
    named = [m["name"] for m in LINE.finditer(MAP)]
    assert sorted(named) == sorted(there())


def test_every_line_of_the_map_says_what_is_there() -> None:
    assert all(len(m["words"].strip()) > 10 for m in LINE.finditer(MAP))


def test_the_arrow_on_the_map_is_the_arrow_that_is_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    drawn = re.search(r"```text\n(?P<arrow>.*?)```", MAP, re.DOTALL)
    assert drawn is not None
    assert [re.findall(r"\w+", line) for line in drawn["arrow"].strip().splitlines()] == [
        re.findall(r"\w+", layer) for layer in layers
    ]


def test_files_of_the_repository_that_the_map_names_are_there() -> None:
    for name in re.findall(r"\[[^\]]+\]\(([^)#:]+)\)", MAP):
        assert (ROOT / "docs" / name).exists(), name
