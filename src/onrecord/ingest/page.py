"""An HTML page to its text and its own metadata."""

from __future__ import annotations

import re
from typing import Final

import trafilatura
from lxml import etree, html

from onrecord.ingest.decoding import Undecodable, decode, freeze
from onrecord.ingest.found import Found, Refused
from onrecord.ingest.page_facts import facts_of
from onrecord.model.entry import UnreadReason

MOST_ELEMENTS: Final = 60_000  # a long page has some thousand
MOST_DEPTH: Final = 1_000_000  # the depths of all elements together: the time it takes to read goes with it
_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w:.-]{2,40})""", re.I
)
_XML_HEAD: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_FATAL: Final = 3  # etree.ErrorLevels.FATAL: the parser stopped and what follows is lost
_ENTITY: Final = re.compile(r"<!ENTITY", re.I)
_SPACE: Final = re.compile(r"\s+")
_LINES: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 li td th dt dd blockquote pre figure figcaption caption div section article main body br"
    " tr".split()
)
_UNSEEN: Final = frozenset(
    "script style noscript template head nav footer aside form button svg iframe object select textarea".split()
)


def read_page(data: bytes) -> Found:
    """Return the main text of the page `data` with its title, outlet, date and address as the page states them.

    Each line of the text is a paragraph. Nothing is fetched, and no entity is expanded but those of HTML.
    Raises: Refused (broken, too large, no text).
    """
    match = _DECLARED.search(data[:4096])
    declared = (match[1] or match[2]).decode("ascii") if match else None
    try:
        source = freeze(decode(data, declared=declared)).text
    except Undecodable as wrong:
        raise Refused(UnreadReason.BROKEN, f"{wrong}: save the page as UTF-8") from wrong
    tree = _tree(source)
    facts = facts_of(tree)
    return Found(
        text=_main_text(tree) or _all_text(tree),
        title=facts.title,
        outlet=facts.outlet,
        published=facts.published,
        url=facts.url,
        wrapped=False,
    )


_TAG_MOST = 300_000  # a picture written into its own tag fits; a hundred thousand attributes do not
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_TAG_MOST}}}")


def _tree(source: str) -> html.HtmlElement:
    """Return the parsed page. Raises: Refused if the parser gave up in the middle, or there are too many elements."""
    if "\0" in source:
        raise Refused(UnreadReason.BINARY, "expected an HTML page, found NUL characters: hand in the page's text")
    if _ENTITY.search(source[:100_000]):
        message = "expected an HTML page, found entity declarations: they can hide a bomb; save the page as plain text"
        raise Refused(UnreadReason.BROKEN, message)
    if (tag := _LONG_TAG.search(source)) is not None:
        line = source.count("\n", 0, tag.start()) + 1
        message = f"line {line}: expected an HTML page, found one tag of over {_TAG_MOST:,} characters"
        raise Refused(UnreadReason.BROKEN, f"{message}: the page cannot be read safely; save it as plain text")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        tree = html.document_fromstring(_XML_HEAD.sub("", source).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as wrong:
        raise Refused(UnreadReason.NO_TEXT, f"expected an HTML page, found nothing in it ({wrong})") from wrong
    for entry in parser.error_log:
        if entry.level >= _FATAL:
            found = entry.message.split(",")[0].removeprefix("Resource limit exceeded: ").strip().lower()
            message = f"line {entry.line}: expected an HTML page, found {found}"
            raise Refused(UnreadReason.BROKEN, f"{message}: the page cannot be read whole; save it as plain text")
    elements = depth = depths = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        depths += depth
        if elements > MOST_ELEMENTS or depths > MOST_DEPTH:
            message = f"expected a page of at most {MOST_ELEMENTS:,} elements, found more, or too deep: save its text"
            raise Refused(UnreadReason.TOO_LARGE, message)
    return tree


def _main_text(tree: html.HtmlElement) -> str:
    """Return the article's text as trafilatura finds it, "" if it finds none."""
    document = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    text = getattr(document, "text", None)  # None if trafilatura finds no article
    return text.strip() if isinstance(text, str) else ""


def _all_text(tree: html.HtmlElement) -> str:
    """Return all visible text of the page, one line for each element that makes a line of its own."""
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _UNSEEN:
            walk.skip_subtree()
        elif element.tag in _LINES:
            pieces.append("\n")
        words = element.text if event == "start" and element.tag not in _UNSEEN else element.tail
        if words and (event == "end" or element.tag not in _UNSEEN):
            pieces.append(_SPACE.sub(" ", words))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
