"""What `make evals` measures: each corpus, where it lies, who scores it, and what each score should reach.

Paths are relative to the folder of shared data, which is not part of the repository. Only scores ever leave it.
"""

from __future__ import annotations

from dataclasses import dataclass

OWN = "own"
CLAIMS = "tools/score_claims.py"
TOLLS = "tools/score_tolls.py"


@dataclass(frozen=True, slots=True)
class Measure:
    """A score by its name with dots in what the scorer prints; `least` is to be reached, `most` not to be passed."""

    name: str
    score: str
    least: float | None = None
    most: float | None = None

    def bound(self) -> str:
        """Return the bound as the table shows it."""
        if self.least is not None:
            return f"≥ {self.least:.2f}"
        return f"≤ {self.most:.2f}" if self.most is not None else ""

    def meets(self, value: float) -> bool:
        """Return whether `value` is within the bound."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled corpus. `scorer` is a script of ours, or one of the shared folder's (`tools/...`)."""

    name: str
    texts: str
    scorer: str
    measures: tuple[Measure, ...]
    gold: str | None = None  # where the labels lie, if not in the rows of the texts
    text_fields: tuple[str, ...] = ("text",)  # read one after the other; those that a row lacks are left out


def _tolls(
    *harms: str, least: dict[str, float] | None = None, most: dict[str, float] | None = None
) -> tuple[Measure, ...]:
    least, most = least or {}, most or {}
    shown = (("exact", "exact"), ("exact where > 0", "exact_positive"), ("over", "over"))
    return tuple(
        Measure(f"{harm}, {name}", f"{harm}.{key}", least.get(f"{harm}.{key}"), most.get(f"{harm}.{key}"))
        for harm in harms
        for name, key in shown
    )


def _claims(
    least: dict[str, float], precision: str = "precision", recall: str = "recall", links: str = ""
) -> tuple[Measure, ...]:
    shown = {
        "figure F1": "figure.f1",
        "figure precision": f"figure.{precision}",
        "figure recall": f"figure.{recall}",
        "record F1": "record.f1",
        "recall, written": "recall.written",
        "recall, single": "recall.single",
        "recall, vague": "recall.vague",
        "part_of F1": f"{links}part_of.f1",
        "same_as F1": f"{links}same_as.f1",
        "speaker": "fields.speaker",
        "scope": "fields.scope",
        "modality": "fields.modality",
        "place": "fields.place",
    }
    return tuple(Measure(name, score, least.get(name)) for name, score in shown.items())


OWN_MEASURES = _claims({})

GOLD_DEV = Corpus(
    "gold dev",
    "gold/docs_dev.jsonl",
    CLAIMS,
    _claims(
        {
            "figure F1": 0.82,
            "figure precision": 0.88,
            "record F1": 0.70,
            "recall, written": 0.92,
            "recall, single": 0.70,
            "recall, vague": 0.65,
            "part_of F1": 0.75,
            "same_as F1": 0.65,
        },
        precision="p",
        recall="r",
        links="links.",
    ),
    gold="gold/claims_dev.jsonl",
)

CORPORA = (
    GOLD_DEV,
    Corpus(
        "satp",
        "data/satp/dev.jsonl",
        TOLLS,
        _tolls(
            "killed",
            "injured",
            least={"killed.exact": 0.93, "killed.exact_positive": 0.80, "injured.exact": 0.93},
            most={"killed.over": 0.03},
        ),
    ),
    Corpus(
        "rand_rdwti",
        "data/rand_rdwti/dev.jsonl",
        TOLLS,
        _tolls("killed", "injured", least={"killed.exact": 0.80, "killed.exact_positive": 0.72}),
    ),
    Corpus(
        "airwars_gaza",
        "data/airwars_gaza/dev.jsonl",
        TOLLS,
        _tolls("killed", "injured", least={"killed.exact": 0.60}),
    ),
    Corpus(
        "awsd",
        "data/awsd/dev.jsonl",
        TOLLS,
        _tolls("killed", "injured", "abducted", least={"abducted.exact": 0.85}),
    ),
    Corpus(
        "idetect_displaced",
        "data/idetect_displaced/dev.jsonl",
        "score_displaced.py",
        (Measure("figure and unit", "figure_and_unit", 0.75), Measure("figure", "figure")),
    ),
    Corpus(
        "muc4",
        "data/muc4/dev.jsonl",
        "score_groups.py",
        (Measure("groups, recall", "recall", 0.60), Measure("precision", "precision"), Measure("F1", "f1")),
        text_fields=("text_tc",),
    ),
    Corpus("gva_longtail", "data/gva_longtail/dev.jsonl", TOLLS, _tolls("killed", "injured")),
    Corpus("gvdb_devtest", "data/gvdb_devtest/dev.jsonl", TOLLS, _tolls("killed", "injured")),
    Corpus(
        "bij_drones",
        "data/bij_drones/dev.jsonl",
        TOLLS,
        _tolls("killed", "injured"),
        text_fields=("text", "text2"),
    ),
    Corpus("wiki_terror", "data/wiki_terror/dev.jsonl", TOLLS, _tolls("killed", "injured")),
)
