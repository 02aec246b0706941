"""What an HTML page says about itself: title, outlet, date, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import html

from onrecord.ingest.dates import DATE, iso_date
from onrecord.ingest.dates import date_of as _spelled

_TITLE: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_OUTLET: Final = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher")
_PUBLISHED: Final = (  # only what states the first publication: a date of change would put a report after its time
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "date",
)
_SITE_NAME: Final = re.compile(r"\s+[|\-–—»]\s+(?P<site>[^|\-–—»]{2,40})$")
_MOST_JSON: Final = 500_000
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Facts:
    """The page's own metadata; None where it says nothing, or nothing that can be read."""

    title: str | None
    outlet: str | None
    published: date | None
    url: str | None


def facts_of(tree: html.HtmlElement) -> Facts:
    """Return the metadata of a page: `<meta>` first, then JSON-LD, then the elements themselves. Rule: codebook 1.3."""
    meta = _meta(tree)
    linked = list(_linked_data(tree))
    outlet = _first(meta, _OUTLET) or _linked_outlet(linked)
    return Facts(
        title=_first(meta, _TITLE) or _linked_text(linked, "headline") or _heading(tree, outlet),
        outlet=outlet,
        published=_published(tree, meta, linked),
        url=_address(tree, meta),
    )


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """Return `<meta>` names, in small letters, with the first content given under each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _SPACE.sub(" ", element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """Yield the objects of the page's JSON-LD that can be read, two levels deep."""
    for element in tree.iter("script"):
        if element.get("type") != "application/ld+json" or not element.text or len(element.text) > _MOST_JSON:
            continue
        try:
            value = json.loads(element.text)
        except (ValueError, RecursionError):  # broken, or nested past all sense: the page then says nothing here
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _linked_text(linked: list[dict[str, object]], key: str) -> str | None:
    values = (item.get(key) for item in linked)
    return next((_SPACE.sub(" ", value).strip() for value in values if isinstance(value, str) and value.strip()), None)


def _linked_outlet(linked: list[dict[str, object]]) -> str | None:
    publishers = [item["publisher"] for item in linked if isinstance(item.get("publisher"), dict)]
    return _linked_text([item for item in publishers if isinstance(item, dict)], "name")


def _heading(tree: html.HtmlElement, outlet: str | None) -> str | None:
    """Return the page's only first-rank heading, else its `<title>` without the name of the site."""
    headings = [_SPACE.sub(" ", words).strip() for h in tree.iter("h1") if (words := str(h.text_content())).strip()]
    if len(headings) == 1:
        return headings[0]
    titles = [_SPACE.sub(" ", t.text).strip() for t in tree.iter("title") if t.text and t.text.strip()]
    if not titles:
        return None
    match = _SITE_NAME.search(titles[0])
    if match and match.start() and (outlet is None or match["site"].casefold() == outlet.casefold()):
        return titles[0][: match.start()]
    return titles[0]


def _published(tree: html.HtmlElement, meta: dict[str, str], linked: list[dict[str, object]]) -> date | None:
    """Return the first publication date that can be read, None if the page states none."""
    for name in _PUBLISHED:
        if name in meta and (day := _day(meta[name])):
            return day
    if day := _day(_linked_text(linked, "datePublished") or ""):
        return day
    for element in tree.iter("time", "span", "div", "p"):
        marked = "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
        if marked and (day := _day(element.get("datetime") or element.get("content") or "")):
            return day
    stamps = {day for element in tree.iter("time") if (day := _day(element.get("datetime") or ""))}
    return stamps.pop() if len(stamps) == 1 else None


def _day(words: str) -> date | None:
    """Return the whole date that `words` are, in ISO form or with the month as a word."""
    words = words.strip()[:60]
    if day := iso_date(words):
        return day
    match = re.match(DATE, words, re.IGNORECASE)
    return _spelled(match) if match else None


def _address(tree: html.HtmlElement, meta: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    given = [address for address in [*links, meta.get("og:url")] if address]
    return next((address for address in given if address.startswith(("http://", "https://"))), None)
