"""Who did it: a row of the actor list, or the words as said. Codebook 4.3."""

from __future__ import annotations

import re

from onrecord.ground.aliases import actor_index
from onrecord.model.ground import Actor
from onrecord.model.lists import Lists

ARMED = frozenset({"government_forces", "rebel", "militia", "coalition"})
# "opponents of the Taliban", "a resident of Hamas-run Gaza": the alias says of whom or where, not who.
_NOT_THE_ACTOR = re.compile(
    r"\b(?:opponents?|critics?|rivals?|enem(?:y|ies)|opposed|opposition|residents?|victims?|former|anti|ex)\b"
    r"(?:[ -]+(?:of|to|in|from|members? of))?[ -]+(?:the )?$",
    re.I,
)


def choose_actor(words: str | None, lists: Lists) -> Actor | None:
    """Return the actor that `words` name; one that no row names is kept as said (`id` None); None if nothing is said.

    Of several the first is meant; the longest alias counts ("Syrian Democratic Forces" is no Syrian army).
    """
    if words is None or not words.strip():
        return None
    for hit in actor_index(lists).find(words):
        if not _NOT_THE_ACTOR.search(words[: hit.start]):
            return Actor(hit.row.name, hit.row.id, hit.row.kind, hit.row.country)
    return Actor(" ".join(words.split()))
