"""Laws of ingest, and how each kind of file becomes a report."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest_files import docx, pdf
from onrecord.ingest.blocks import split_blocks
from onrecord.ingest.decoding import decode, freeze
from onrecord.ingest.language import language_of, language_of_parts
from onrecord.ingest.paragraphs import paragraphs
from onrecord.ingest.read import foreign_passages, read_report, report_of_row, unread_for
from onrecord.model.claim import Reason
from onrecord.model.entry import Unread, UnreadReason
from onrecord.model.report import BlockKind, PublishedStatus, Report, verify_quote

SENTENCE = "Twelve people were killed in the town of Bireen on Tuesday, the health office said."
LINES = st.sampled_from(
    [
        SENTENCE,
        "Shelling kills twelve in Bireen",
        "By Lina Haddad",
        "3 March 2020",
        "Read more: Seven killed in Tarsa",
        "A man stands at the market. (Photo by Lina Haddad / AFP)",
        "BIREEN, March 3, 2020 (Reuters) - Twelve people were killed",
        "- twelve dead",
        "",
        " ",
        "\u00a0",
        "قتل ثلاثة أشخاص",
    ]
)
TEXTS = st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\f"]).map(lambda end: end.join(lines))
)


def report_of(data: bytes, **said: object) -> Report:
    read = read_report(data, name="it", **said)  # type: ignore[arg-type]
    assert isinstance(read, Report), read
    return read


# --- the text is kept ---


@given(TEXTS)
def test_only_line_ends_change_and_every_offset_maps_back(text: str) -> None:
    frozen = freeze(text)
    report = Report(text=frozen.text, crlf=frozen.crlf, cr=frozen.cr)
    assert "\r" not in frozen.text
    assert report.given(0, len(frozen.text)) == text
    for at, letter in enumerate(frozen.text):
        there = text[report.given_offset(at)]
        assert there == letter or (letter == "\n" and there == "\r")


@settings(deadline=None)  # the first text loads the language model
@given(st.text(alphabet=string.ascii_letters + " .\n\r\t\u00a0\u200b\u2028éق\ufeff", min_size=1))
def test_the_text_of_a_row_is_the_rows_text(text: str) -> None:
    read = report_of_row({"text": text}, number=1)
    if isinstance(read, Unread):
        assert not any(letter.isalnum() for letter in text)
    else:
        assert read[0].given(0, len(read[0].text)) == text


@given(TEXTS, st.one_of(st.none(), LINES, st.text(max_size=30)))
def test_blocks_are_in_order_apart_and_cover_all_that_is_written(text: str, title: str | None) -> None:
    text = freeze(text).text
    blocks = split_blocks(text, title)
    in_text = [block for block in blocks if block.kind is not BlockKind.TITLE]
    at = 0
    for block in in_text:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip(), "only white space lies between blocks"
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end
    assert not text[at:].strip()
    titles = [block for block in blocks if block.kind is BlockKind.TITLE]
    assert len(titles) <= 1
    assert len(titles) + sum(block.kind is BlockKind.HEADLINE for block in blocks) <= 1
    assert all(block.start == 0 and block.end == len(title or "") for block in titles)


@given(st.sampled_from(["Shelling kills three in Bireen", "12 dead in Tarsa: monitor", "A long day"]), TEXTS)
def test_a_title_repeated_on_the_first_line_is_read_once(title: str, text: str) -> None:
    blocks = split_blocks(f"{title}\n\n{freeze(text).text}", title)
    assert [block.kind for block in blocks].count(BlockKind.TITLE) == 0


@given(TEXTS)
def test_paragraphs_hold_no_blank_line(text: str) -> None:
    text = freeze(text).text
    assert all("\n\n" not in text[start:end] for start, end in paragraphs(text))


@settings(deadline=None)
@given(TEXTS)
def test_the_same_row_gives_the_same_report(text: str) -> None:
    assert report_of_row({"text": text}, number=1) == report_of_row({"text": text}, number=1)


def test_a_single_paragraph_is_all_body() -> None:
    for text in (SENTENCE, "Shelling kills twelve in Bireen", "By Lina Haddad", "Twelve killed. / AFP / Palace / -"):
        assert [block.kind for block in split_blocks(text)] == [BlockKind.BODY]


# --- encodings ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    text = f"{SENTENCE} “They fell at once” – the café was full."
    assert decode(text.encode(encoding)) == text


@given(st.text(min_size=1))
def test_utf8_is_read_as_it_is(text: str) -> None:
    data = text.encode("utf-8")
    if not text.startswith("\ufeff") and "\0" not in text:
        assert decode(data) == text


def test_a_character_cut_off_at_the_end_spoils_no_other() -> None:
    assert decode(f"{SENTENCE} “Now”".encode()[:-1]) == f"{SENTENCE} “Now\ufffd"


def test_a_code_page_of_another_script_is_found() -> None:
    arabic = "قتل ثلاثة أشخاص في قصف على البلدة يوم الأحد، بحسب مكتب الصحة في المدينة."
    assert report_of(arabic.encode("cp1256")).language == "ar"


# --- rows ---


def test_a_row_is_read_with_its_fields() -> None:
    read = report_of_row(
        {"doc": "a1", "text": SENTENCE, "title": "Bireen", "outlet": "The Coast", "date": "2020-03-04", "x": 1},
        number=7,
    )
    assert not isinstance(read, Unread)
    report, doubts = read
    assert (report.title, report.outlet, report.published_at) == ("Bireen", "The Coast", date(2020, 3, 4))
    assert report.published_status is PublishedStatus.STATED
    assert doubts == ()


@pytest.mark.parametrize(
    "given_date", ["yesterday", "04/05/2019", "2019-13-01", "2019-04", "", 20190415, ["2019-04-15"]]
)
def test_a_date_that_is_none_is_a_doubt_and_the_row_is_read(given_date: object) -> None:
    read = report_of_row({"text": SENTENCE, "date": given_date}, number=7)
    assert not isinstance(read, Unread)
    report, doubts = read
    assert report.published_at is None
    assert [doubt.reason for doubt in doubts] == ([Reason.UNREADABLE_DATE] if given_date != "" else [])


@pytest.mark.parametrize(
    "given_date", ["2019-04-15", "2019-04-15T23:30:00+02:00", "2019-04-15 08:00", "2019-04-15T08:00:00Z"]
)
def test_a_date_with_a_time_is_its_day_as_written(given_date: str) -> None:
    read = report_of_row({"text": SENTENCE, "date": given_date}, number=1)
    assert not isinstance(read, Unread)
    assert read[0].published_at == date(2019, 4, 15)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, UnreadReason.EMPTY),
        ({"text": None}, UnreadReason.EMPTY),
        ({"text": 12}, UnreadReason.BROKEN),
        ({"text": False}, UnreadReason.BROKEN),
        ({"text": ["Twelve killed."]}, UnreadReason.BROKEN),
        ({"text": ""}, UnreadReason.EMPTY),
        ({"text": " \n "}, UnreadReason.EMPTY),
        ({"text": "Twelve killed \ud800"}, UnreadReason.BROKEN),
        ({"text": SENTENCE, "title": "\udc00 dead"}, UnreadReason.BROKEN),
    ],
)
def test_a_row_without_a_text_says_so(row: dict[str, object], reason: UnreadReason) -> None:
    read = report_of_row({"doc": "a1", **row}, number=7)
    assert isinstance(read, Unread)
    assert (read.name, read.reason) == ("a1", reason)
    assert "row 7" in read.message
    assert "expected" in read.message


def test_a_field_that_is_no_text_is_a_doubt() -> None:
    read = report_of_row({"text": SENTENCE, "title": ["Bireen"], "outlet": 7}, number=3)
    assert not isinstance(read, Unread)
    assert [doubt.reason for doubt in read[1]] == [Reason.UNREADABLE_FIELD] * 2
    assert (read[0].title, read[0].outlet) == (None, None)


# --- kinds of file ---


PAGE = f"""<!doctype html><html><head><title>Shelling kills twelve in Bireen | The Coast</title>
<meta property="og:site_name" content="The Coast">
<meta property="article:published_time" content="2020-03-04T22:15:00+02:00">
<meta property="article:modified_time" content="2020-03-09T10:00:00+02:00">
<link rel="canonical" href="https://coast.example/bireen"></head>
<body><nav><a href="/">Home</a><a href="/war">War</a></nav><article><h1>Shelling kills twelve in Bireen</h1>
<p>{SENTENCE}</p><p>Thirty others were wounded.</p><p>The army denied that it had fired on the town.</p></article>
<footer>About us</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    report = report_of(PAGE.encode())
    assert SENTENCE in report.text
    assert "Home" not in report.text
    assert (report.title, report.outlet) == ("Shelling kills twelve in Bireen", "The Coast")
    assert (report.published_at, report.published_status) == (date(2020, 3, 4), PublishedStatus.METADATA)
    assert report.url == "https://coast.example/bireen"
    assert [block.kind for block in report.blocks].count(BlockKind.HEADLINE) == 1
    assert BlockKind.TITLE not in [block.kind for block in report.blocks]


def test_what_is_given_goes_before_what_the_page_says() -> None:
    report = report_of(PAGE.encode(), published=date(2020, 3, 5), outlet="The Shore", title="Twelve dead")
    assert (report.published_at, report.published_status) == (date(2020, 3, 5), PublishedStatus.STATED)
    assert (report.outlet, report.title) == ("The Shore", "Twelve dead")


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="4 March 2020">',
        '<meta itemprop="datePublished" content="2020-03-04">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2020-03-04T01:00:00Z"}]}</script>',
        '<time datetime="2020-03-04T10:00">Wednesday</time>',
    ],
)
def test_the_ways_in_which_a_page_states_its_date(head: str) -> None:
    assert report_of(f"<html><head>{head}</head><body><p>{SENTENCE}</p></body></html>".encode()).published_at == date(
        2020, 3, 4
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="03/04/2020">',
        '<meta property="article:modified_time" content="2020-03-04">',
        '<script type="application/ld+json">{"datePublished": </script>',
        '<time datetime="2020-03-04">a</time><time datetime="2020-03-05">b</time>',
    ],
)
def test_what_states_no_date_of_publication(head: str) -> None:
    report = report_of(f"<html><head>{head}</head><body><p>{SENTENCE}</p></body></html>".encode())
    assert (report.published_at, report.published_status) == (None, PublishedStatus.UNKNOWN)


def test_a_page_in_an_old_code_page_is_read_by_what_it_declares() -> None:
    page = (
        '<html><head><meta charset="windows-1251"></head><body><p>Трое погибли при обстреле города.</p></body></html>'
    )
    report = report_of(page.encode("cp1251"))
    assert "Трое погибли" in report.text
    assert report.language != "en"


def test_a_page_without_an_article_gives_all_its_text() -> None:
    assert report_of(b"<html><body><div>Three killed.</div><div>Nine wounded.</div></body></html>").text


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_gives_its_pages_in_order(packed: bool) -> None:
    pages = [["Shelling of Bireen", "", SENTENCE], ["Thirty others were wounded."]]
    info = "/Title (Shelling of Bireen) /CreationDate (D:20200304101500+02'00')"
    report = report_of(pdf(pages, info=info, packed=packed))
    assert report.text.index(SENTENCE) < report.text.index("Thirty others")
    assert (report.published_at, report.published_status) == (date(2020, 3, 4), PublishedStatus.METADATA)


def test_a_pdf_without_text_says_that_it_shows_pictures() -> None:
    read = read_report(pdf([[]]), name="scan.pdf")
    assert isinstance(read, Unread)
    assert read.reason is UnreadReason.NO_TEXT
    assert not read.failed


def test_a_word_file_gives_its_paragraphs_and_tables() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tarsa: 3 dead</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = (
        "<w:p><w:r><w:t>Twelve people </w:t></w:r><w:ins><w:r><w:t>were killed.</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>were hurt.</w:delText><w:t>gone</w:t></w:r></w:del></w:p>" + table
    )
    report = report_of(docx([], body=body, title="Daily report"))
    assert report.text == "Twelve people were killed.\n\nTarsa: 3 dead"
    assert (report.title, report.published_at) == ("Daily report", date(2021, 3, 4))


# --- language ---


@pytest.mark.parametrize(
    "text",
    [
        "Three killed.",
        "THREE KILLED IN BIREEN SHELLING",
        "Bireen",
        "12",
        "Gunmen kill 3",
        "3 dead: Kafr Tarsa, Al-Bireen, Umm Gavro",
    ],
)
def test_short_and_shouted_english_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Au moins douze personnes ont été tuées dans un bombardement, selon le ministère.", "fr"),
        ("Al menos doce personas murieron en un ataque contra el mercado, según la policía.", "es"),
        ("Mindestens zwölf Menschen wurden bei einem Angriff getötet, teilte die Polizei mit.", "de"),
        ("En az on iki kişi öldü, otuz kişi yaralandı, dedi yetkililer.", "tr"),
        ("قتل ثلاثة أشخاص", "ar"),
        ("Трое погибли", "ru"),
        ("三人死亡", "zh"),
    ],
)
def test_a_clear_other_language_is_named(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("times", [1, 10, 100])
def test_a_language_is_named_however_long_the_text(times: int) -> None:
    german = (
        "Der Bürgermeister sprach am Montag über den Haushalt der Stadt und die neuen Brücken. Im kommenden Jahr "
        "sollen mehrere Straßen erneuert werden, sagte er. Die Kosten trägt zur Hälfte das Land, den Rest zahlt "
        "die Gemeinde aus eigenen Mitteln. Mehrere Mitglieder fragten, warum der Markt noch immer geschlossen ist. "
        "Darauf gab es zunächst keine Antwort. Erst am Abend erklärte eine Sprecherin, dass die Arbeiten an der Halle "
        "länger dauern als geplant. Viele Händler verkaufen ihre Waren deshalb auf dem Platz vor dem Bahnhof. "
    )
    assert language_of(german * times) == "de"
    assert language_of("The mayor spoke on Monday of the budget of the town and its new bridges. " * times) == "en"


@pytest.mark.parametrize("text", ["Is Bireen not on our map? Could be it has no more roads.", "What is it, then?" * 3])
def test_common_words_make_a_text_english(text: str) -> None:
    assert language_of(text) == "en"


PASSAGES = st.sampled_from(
    [
        "The council of the town met on Sunday and spoke of bridges.",
        "Bireen, Tarsa, Gavro, Umm Haldun, Merrow, Kafr Tarsa, Al-Bireen",
        "Der Bürgermeister sprach am Montag über den Haushalt der Stadt.",
        "تحدث رئيس البلدية يوم الاثنين عن ميزانية المدينة.",
        "12, 13 and 14",
        "“Bridges”, it said.",
    ]
)


@settings(deadline=None)
@given(st.lists(PASSAGES, min_size=1, max_size=8))
def test_passages_are_together_in_the_language_that_they_are_in_as_one_text(passages: list[str]) -> None:
    assert language_of_parts(passages) == language_of(" ".join(passages))


def test_a_report_in_another_language_is_stored_and_listed_as_not_read() -> None:
    report = report_of("قتل ثلاثة أشخاص في قصف على البلدة.".encode())
    unread = unread_for(report, "a.txt")
    assert unread is not None
    assert (unread.name, unread.reason, unread.failed) == ("a.txt", UnreadReason.LANGUAGE, False)
    assert unread_for(report_of(SENTENCE.encode()), "b.txt") is None


def test_a_text_half_in_another_script_is_what_its_larger_half_is() -> None:
    arabic = "قتل ثلاثة أشخاص في قصف على البلدة يوم الأحد، بحسب مكتب الصحة."
    english = report_of(f"{SENTENCE}\n\n{SENTENCE}\n\n{arabic}".encode())
    assert english.language == "en"
    (doubt,) = foreign_passages(english)
    assert doubt.reason is Reason.OTHER_LANGUAGE
    assert doubt.quote is not None
    assert verify_quote(english, doubt.quote).exact == arabic
    other = report_of(f"{SENTENCE}\n\n{arabic}\n\n{arabic}".encode())
    assert other.language == "ar"
    assert foreign_passages(other) == ()
