"""Whether the confidence of claims is worth its name: the share of right figures among the claims of each band.

A claim is right if a gold claim answers it with the same low and high. A rule that says 0.9 should be right nine times
in ten; `error` is how far off it is on average, weighted by claims (the expected calibration error over the bands).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

BANDS = ((0.0, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))  # low included, high not


def name_of(band: tuple[float, float]) -> str:
    """Return how a band is called in the tables."""
    low, high = band
    if low == 0:
        return f"below {high:g}"
    return f"{low:g} and over" if high > 1 else f"{low:g} to {high:g}"


def report(judged: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """Return how good confidence is, from (confidence, whether right) of each claim: by band, on average, as an order.

    `order` is the chance that a right claim has a higher confidence than a wrong one (equal ones count half; 0.5 is no
    order at all): a review that starts with the least sure claims finds wrong ones sooner the higher it is.
    """
    bands = {}
    off = 0.0
    for band in BANDS:
        inside = [(c, right) for c, right in judged if band[0] <= c < band[1]]
        if not inside:
            bands[name_of(band)] = {"claims": 0, "stated": None, "right": None}
            continue
        stated = sum(c for c, _ in inside) / len(inside)
        share = sum(right for _, right in inside) / len(inside)
        off += abs(stated - share) * len(inside)
        bands[name_of(band)] = {"claims": len(inside), "stated": round(stated, 3), "right": round(share, 3)}
    return {
        "bands": bands,
        "error": round(off / len(judged), 4) if judged else None,
        "order": order(judged),
    }


def order(judged: Sequence[tuple[float, bool]]) -> float | None:
    """Return how well confidence puts right claims above wrong ones; None where all are right or all are wrong."""
    right = [c for c, good in judged if good]
    wrong = [c for c, good in judged if not good]
    if not right or not wrong:
        return None
    above = sum((r > w) + 0.5 * (r == w) for r in right for w in wrong)
    return round(above / (len(right) * len(wrong)), 4)
