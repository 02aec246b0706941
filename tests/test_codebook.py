"""The codebook explains what the code can publish, and has every rule that the code cites."""

from __future__ import annotations

import re
from enum import StrEnum

import pytest

from commands import ROOT
from onrecord.model import claim, count, entry, ground, report

CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (\d(?:\.\d+)?) (.+)$", CODEBOOK, re.MULTILINE))
PUBLISHED: dict[str, type[StrEnum]] = {
    "1.2": report.BlockKind,
    "1.3": report.PublishedStatus,
    "1.5": entry.UnreadReason,
    "2.2": count.Qualifier,
    "3.1": claim.Harm,
    "3.2": claim.Unit,
    "3.3": claim.Scope,
    "3.5": claim.Modality,
    "3.6": claim.Context,
    "3.7": claim.PerpetratorStatus,
    "4.1": ground.Settled,
    "6": claim.Reason,
}
CITATION = re.compile(r"[Cc]odebook,? (\d(?:\.\d+)?(?:(?:,| and| to) \d\.\d+)*)")


def section(number: str) -> str:
    """Return the text below the heading `number`, up to the next heading of any level."""
    match = re.search(rf"^##+ {re.escape(number)} .*?(?=^##+ |\Z)", CODEBOOK, re.MULTILINE | re.DOTALL)
    assert match is not None, f"codebook {number}: expected a heading, found none"
    return match.group()


def cited() -> list[tuple[str, str]]:
    """Return (file and line, number) of every citation in the code and the documents."""
    found = []
    places = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    for path in sorted(places):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            for match in CITATION.finditer(line):
                where = f"{path.relative_to(ROOT)}:{number}"
                found += [(where, one) for one in re.findall(r"\d(?:\.\d+)?", match.group(1))]
    return found


@pytest.mark.parametrize(("number", "values"), PUBLISHED.items(), ids=[v.__name__ for v in PUBLISHED.values()])
def test_every_published_value_is_explained(number: str, values: type[StrEnum]) -> None:
    text = section(number)
    assert [v.value for v in values if f"`{v.value}`" not in text] == []


def test_populations_are_explained() -> None:
    assert [p.value for p in claim.Population if f"`{p.value}`" not in section("3.2")] == []


def test_every_rule_cited_is_there() -> None:
    citations = cited()
    assert len(citations) > 10, "expected the code to cite the codebook; has the wording of citations changed?"
    assert [(where, number) for where, number in citations if number not in SECTIONS] == []


def test_rules_are_numbered_in_order() -> None:
    numbers = [tuple(map(int, n.split("."))) for n in SECTIONS]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(re.findall(r"^##+ \d", CODEBOOK, re.MULTILINE)), "a number stands twice"


def test_every_named_rule_is_there() -> None:
    """Reasons that are published name rules such as R7: a reader must find them."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "src" / "onrecord" / "consolidate").rglob("*.py"))
    named = {rule for text in texts for rule in re.findall(r"\bR1?[0-9]\b", text)}
    assert named
    assert sorted(rule for rule in named if f"| {rule} |" not in section("5.9")) == []
