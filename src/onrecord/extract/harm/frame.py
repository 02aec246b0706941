"""One harm frame: the word that says that somebody or something was harmed, and who or what that was."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.model.claim import Harm


@dataclass(frozen=True, slots=True)
class Frame:
    """One harm and its parts. `heads`: who was harmed, before coordination; `words`: the harm expression itself.

    `counted`: the trigger noun counts the harmed itself ("12 deaths"); `part`: the heads are among those already
    counted ("among the dead were ..."); `attributive`: "wounded soldiers", which counts only with a figure;
    `guessed`: the heads are those of word order, not of the tree; `counts`: the noun whose number stands apart from it
    ("the number of families displaced rose to 40").
    """

    harm: Harm
    trigger: Token
    heads: tuple[Token, ...]
    words: tuple[Token, ...]
    agents: tuple[Token, ...] = ()
    counted: bool = False
    part: bool = False
    attributive: bool = False
    verb: Token | None = field(default=None)
    guessed: bool = False
    counts: Token | None = None
