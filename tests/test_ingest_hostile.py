"""Files made to break or stall a reader: each gives a report or says why not, soon, and never raises."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from ingest_files import CONTENT_TYPES, RELATIONS, W, docx, pdf, zipped
from onrecord.ingest.read import MOST_BYTES, read_report
from onrecord.model.entry import Unread, UnreadReason
from onrecord.model.report import Report

P = "<p>Twelve people were killed in the town of Bireen on Tuesday, the health office said.</p>"
SOUND = {
    "pdf": pdf([["Twelve people were killed in Bireen.", "Nine were wounded."], ["Page two."]], info="/Title (A b)"),
    "packed pdf": pdf([["Twelve people were killed in Bireen."]], packed=True),
    "docx": docx(["Twelve people were killed in Bireen.", "Nine were wounded."], title="Bireen"),
    "html": f"<html><head><title>Bireen</title></head><body>{P * 3}</body></html>".encode(),
    "text": "Bireen: 12 dead\r\n\r\nTwelve people were killed – “all at once”.".encode(),
}


def read(data: bytes, name: str = "it") -> Report | Unread:
    found = read_report(data, name=name)
    assert isinstance(found, Report | Unread)
    return found


# --- any bytes ---


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_report_or_a_reason(data: bytes) -> None:
    found = read(data)
    if isinstance(found, Unread):
        assert found.name == "it"
        assert "expected" in found.message


@settings(deadline=None)
@given(
    st.sampled_from(
        [b"%PDF-1.7\n", b"PK\x03\x04word/document", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"<!doctype html>"]
    ),
    st.binary(max_size=300),
    st.sampled_from(["a.pdf", "a.docx", "a.html", "a.txt", "a"]),
)
def test_any_bytes_behind_a_known_beginning(start: bytes, data: bytes, name: str) -> None:
    read(start + data, name)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_a_sound_file_spoilt_anywhere(kind: str, data: st.DataObject) -> None:
    spoilt = bytearray(SOUND[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        how = data.draw(st.sampled_from(["set", "cut", "put", "end"]))
        if how == "set":
            spoilt[at] = data.draw(st.integers(0, 255))
        elif how == "cut":
            del spoilt[at : at + data.draw(st.integers(1, 20))]
        elif how == "put":
            spoilt[at:at] = data.draw(
                st.sampled_from([b"<<", b"]", b" 9999999999 ", b"-1", b"(", b"\0", b" 5 0 R ", b"</p>"])
            )
        else:
            del spoilt[at:]
        if not spoilt:
            break
    read(bytes(spoilt))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_file_cut_off_anywhere_is_never_half_read(kind: str) -> None:
    whole = read(SOUND[kind])
    assert isinstance(whole, Report)
    for length in range(8, len(SOUND[kind]), 7):
        found = read(SOUND[kind][:length])
        assert isinstance(found, Unread) or found.text == whole.text, length


def test_what_is_wrong_is_said_the_same_way_every_time() -> None:
    spoilt = SOUND["docx"].replace(b"[Content_Types].xml", b"[Content_Types].xmx")
    assert read(spoilt) == read(spoilt)
    found = read(spoilt)
    assert isinstance(found, Unread)
    assert "0x" not in found.message


# --- bombs ---


def forms() -> bytes:
    """Return a PDF of forms that each draw the next ten times: 10^9 words on one page."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >>"
    head = form + b" /XObject << /X %d 0 R >> >>"
    drawing = b"/X Do " * 10
    tail = b" /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing)
    last = form + b" >> /Length 26 >>\nstream\n"
    extra = [head % (number + 1) + tail for number in range(6, 15)] + [last + b"BT /F1 12 Tf (dead) Tj ET \nendstream"]
    page = pdf([["12"]], extra=extra)
    page = page.replace(b"/F1 3 0 R >> >> /Contents", b"/F1 3 0 R >> /XObject << /X 6 0 R >> >> /Contents", 1)
    return page.replace(b"T* ET", b"T* ET /X Do", 1)


def unpacking() -> bytes:
    """Return a PDF whose page unpacks to 90 MB."""
    packed = zlib.compress(b"BT (a) Tj ET " * 7_000_000)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return pdf([["x"]], extra=[stream]).replace(b"/Contents 4 0 R", b"/Contents 6 0 R")


BOMBS: dict[str, tuple[Callable[[], bytes], UnreadReason]] = {
    "elements in elements": (lambda: b"<html><body>" + b"<div>" * 3000 + P.encode(), UnreadReason.BROKEN),
    "deep again and again": (
        lambda: b"<html><body>" + (b"<div>" * 100 + b"a" + b"</div>" * 100) * 900,
        UnreadReason.TOO_LARGE,
    ),
    "very many elements": (lambda: b"<html><body>" + b"<b>a</b>" * 200_000 + P.encode(), UnreadReason.TOO_LARGE),
    "a huge attribute": (
        lambda: b"<html><body><p class='" + b"a" * 15_000_000 + b"'>" + P.encode(),
        UnreadReason.BROKEN,
    ),
    "entities in entities": (
        lambda: b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>',
        UnreadReason.BROKEN,
    ),
    "a part of 300 MB": (
        lambda: zipped({"[Content_Types].xml": CONTENT_TYPES.encode(), "word/document.xml": b"\0" * 300_000_000}),
        UnreadReason.TOO_LARGE,
    ),
    "very many parts": (lambda: zipped({f"word/document{n}": b"" for n in range(6000)}), UnreadReason.TOO_LARGE),
    "forms in forms": (forms, UnreadReason.TOO_LARGE),
    "a page of 90 MB": (unpacking, UnreadReason.TOO_LARGE),
    "very many pages": (lambda: pdf([["x"]] * 501), UnreadReason.TOO_LARGE),
    "over 20 MB": (lambda: b"a " * (MOST_BYTES // 2 + 1), UnreadReason.TOO_LARGE),
}


@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_a_bomb_is_refused_soon(bomb: str) -> None:
    make, reason = BOMBS[bomb]
    data = make()
    start = time.monotonic()
    found = read(data)
    assert time.monotonic() - start < 30
    assert isinstance(found, Unread)
    assert found.reason is reason
    assert found.failed


@pytest.mark.parametrize(
    "text",
    [
        "A" * 300_000,
        "a" + "\n" * 3_000_000 + "b",
        "a" + " \n" * 1_000_000 + "b",
        "(" * 1_000_000,
        "By " + "Ab" * 180,
        "/ AFP " * 60 + "x",
        "A, " * 120,
        "Read more " * 40,
        "AB " * 130,
        "12 " * 130,
        "(Photo " * 60,
        "- 1 -" * 80,
    ],
)
def test_no_text_stalls_the_patterns(text: str) -> None:
    start = time.monotonic()
    assert isinstance(read(f"{text}\n\nTwelve people were killed.".encode()), Report)
    assert time.monotonic() - start < 10


def test_a_word_file_that_names_an_outside_file_is_refused() -> None:
    document = (
        f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>12 &out; dead</w:t></w:r></w:p></w:body></w:document>'
    )
    parts = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    found = read(zipped({name: words.encode() for name, words in parts.items()}))
    assert isinstance(found, Unread)
    assert found.reason is UnreadReason.BROKEN
    assert "entity" in found.message


# --- what is no report ---


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", UnreadReason.EMPTY, "empty"),
        (b" \r\n\t", UnreadReason.EMPTY, "white space"),
        ("\u200b\ufeff".encode(), UnreadReason.EMPTY, "no letter"),
        (b"\x7fELF" + bytes(60), UnreadReason.BINARY, "a program"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), UnreadReason.BINARY, "PNG"),
        (b"Twelve\0killed\0in\0Bireen", UnreadReason.BINARY, "control characters"),
        (bytes(range(1, 32)) * 20, UnreadReason.BINARY, "control characters"),
        (zipped({"a.txt": b"12 dead"}), UnreadReason.BINARY, "zip"),
        (zipped({"xl/workbook.xml": b""}), UnreadReason.UNSUPPORTED, "office"),
        (b"{\\rtf1 Twelve killed}", UnreadReason.UNSUPPORTED, "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), UnreadReason.UNSUPPORTED, "old Word"),
        (b"<?xml version='1.0'?><rss><title>12 dead</title></rss>", UnreadReason.UNSUPPORTED, "XML"),
        (b"%PDF-1.4\nnot a PDF at all", UnreadReason.BROKEN, "damage"),
        (SOUND["pdf"][:300], UnreadReason.BROKEN, "damage"),
        (SOUND["docx"][:300], UnreadReason.BROKEN, "damage"),
        (b"<html><body></body></html>", UnreadReason.NO_TEXT, "HTML"),
        (b"\xff\xfeT\0w", UnreadReason.BINARY, "UTF-16"),
    ],
)
def test_what_is_no_report_says_what_it_is_and_what_to_do(data: bytes, reason: UnreadReason, words: str) -> None:
    found = read(data)
    assert isinstance(found, Unread)
    assert found.reason is reason
    assert words in found.message
    assert "expected" in found.message


@pytest.mark.parametrize("password", ["secret", ""])
def test_an_encrypted_pdf_is_read_only_if_it_opens_without_a_password(password: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(SOUND["pdf"])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    found = read(out.getvalue())
    if password:
        assert isinstance(found, Unread)
        assert found.reason is UnreadReason.UNSUPPORTED
        assert "password" in found.message
    else:
        assert isinstance(found, Report)
        assert "Twelve people were killed" in found.text
