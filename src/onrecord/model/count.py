"""How many: a range with the words that said it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Qualifier(StrEnum):
    """Codebook 2.2: how a figure is bounded by its own words."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    NEARLY = "nearly"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    RANGE = "range"
    INDEFINITE = "indefinite"
    NONE_REPORTED = "none_reported"


@dataclass(frozen=True, slots=True)
class Count:
    """Persons or things, from `low` to `high` (None: open above), by policy `policy`.

    `number` is the number's words verbatim ("" when a plural alone implies it); `wording` holds them with their
    qualifier ("more than 121").
    """

    low: int
    high: int | None
    qualifier: Qualifier
    number: str
    wording: str
    policy: str = "codebook/1"

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"count {self.wording!r}: expected 0 <= low <= high, found {self.low} to {self.high}")
