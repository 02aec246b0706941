"""The gazetteer: one suite that every adapter of the port passes, building, and importing dumps."""

from __future__ import annotations

import sqlite3
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gazetteers import MemoryGazetteer, towns_of_15000
from onrecord.adapters.gazetteer import NoGazetteer, open_gazetteer
from onrecord.adapters.gazetteer_build import build, import_files
from onrecord.adapters.gazetteer_import import UnreadableDump
from onrecord.adapters.gazetteer_rows import shipped
from onrecord.model.ground import Place
from onrecord.model.names import folded, without_article
from onrecord.ports import Gazetteer

BAB = Place("onrecord:al-bab", "al-Bab", 36.37, 37.52, "place", "SYR", "Aleppo", None, 100_000)
ZARA = Place("onrecord:ain-zara", "Ain Zara", 32.8, 13.27, "place", "LBY", "Tripoli", None, 0)
TRIPOLI = Place("geonames:2210247", "Tripoli", 32.87519, 13.18746, "place", "LBY", "Tripoli", None, 1_302_947)


def memory() -> Gazetteer:
    return MemoryGazetteer([(BAB, ("Bab",)), (ZARA, ("Ayn Zarah", "عين زارة")), (TRIPOLI, ("طرابلس",))])


@pytest.fixture(params=["memory", "sqlite"])
def gazetteer(request: pytest.FixtureRequest) -> Gazetteer:
    return memory() if request.param == "memory" else towns_of_15000()


class TestEveryGazetteer:
    def test_finds_by_name(self, gazetteer: Gazetteer) -> None:
        assert "onrecord:ain-zara" in {place.id for place in gazetteer.find("Ain Zara")}

    @pytest.mark.parametrize(
        "name", ["ain zara", "AIN ZARA", "Ain-Zara", " Ain  Zara ", "ʿAyn Zārah", "'Ayn Zarah", "عين زارة"]
    )
    def test_case_accents_signs_and_script_make_no_difference(self, gazetteer: Gazetteer, name: str) -> None:
        assert [place.name for place in gazetteer.find(name)] == ["Ain Zara"]

    @pytest.mark.parametrize("name", ["al-Bab", "Al Bab", "el-Bab", "Bab"])
    def test_the_article_may_be_missing(self, gazetteer: Gazetteer, name: str) -> None:
        assert any(place.country == "SYR" for place in gazetteer.find(name))

    def test_what_it_does_not_hold_is_nothing(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.find("Zandaqa upon Nowhere") == ()

    @pytest.mark.parametrize("name", ["", " ", "-", "'"])
    def test_no_name_is_no_place(self, gazetteer: Gazetteer, name: str) -> None:
        assert gazetteer.find(name) == ()

    def test_the_largest_comes_first(self, gazetteer: Gazetteer) -> None:
        found = gazetteer.find("Tripoli")
        assert [(-p.population, p.id) for p in found] == sorted((-p.population, p.id) for p in found)
        assert "geonames:2210247" in {place.id for place in found}

    def test_asking_twice_is_asking_once(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.find("Tripoli") == gazetteer.find("Tripoli")

    def test_it_has_a_version(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.version


@given(st.text(max_size=30))
@example("\U0001d6e2")  # a mathematical capital alpha: a letter that turns capital only when it is taken apart
def test_a_key_of_a_key_is_the_key(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert without_article(folded(name)) in folded(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ash-Shati", "al-Shati"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Sana’a", "Sanaa"),
        ("Łódź", "Lodz"),
        ("Türkiye", "TURKIYE"),
        ("Gaza\u00a0Strip", "gaza strip"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_the_whole_gazetteer_is_built_fast_and_looked_up_fast(tmp_path: Path) -> None:
    start = time.process_time()
    built = build(tmp_path / "new" / "gazetteer.db")
    assert time.process_time() - start < 20  # about 5 s of work; 20 s leaves room for slow machines
    assert built.places > 250_000
    opened = open_gazetteer(built.path)
    assert opened.version == built.version
    for name, country in (("Misrata", "LBY"), ("Gharyan", "LBY"), ("Qasr bin Ghashir", "LBY"), ("Saraqib", "SYR")):
        assert any(place.country == country for place in opened.find(name)), name
    names = ["Tripoli", "Springfield", "Libyan", "Gaza", "Zandaqa", "Khan Younis", "San Jose", "عين زارة"] * 50
    start = time.process_time()
    for name in names:
        opened.find(name)
    assert (time.process_time() - start) / len(names) < 0.001  # about 0.05 ms


def test_every_unit_has_a_name_a_country_and_a_point_within_it() -> None:
    """The table of units is made by hatch_build.py when onrecord is installed; this is what it brings."""
    for name, feature, country, unit, latitude, longitude in (
        ("Jabal al Gharbi", "admin1", "LBY", None, 31, 12),
        ("Idlib", "admin1", "SYR", None, 36, 36),
        ("North Kivu", "admin1", "COD", None, -1, 29),
        ("Los Angeles County", "admin2", "USA", "California", 34, -118),
    ):
        found = [p for p in towns_of_15000().find(name) if (p.feature, p.country) == (feature, country)]
        assert [p.admin1 for p in found] == [unit], name
        assert abs(found[0].latitude - latitude) < 1.5, name
        assert abs(found[0].longitude - longitude) < 1.5, name


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as db:
        return list(db.iterdump())


def test_the_same_inputs_give_the_same_content(tmp_path: Path) -> None:
    one, two = build(tmp_path / "a.db", smallest=15_000), build(tmp_path / "b.db", smallest=15_000)
    assert one.version == two.version
    assert dump(one.path) == dump(two.path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db", "b.db"]


def test_peoples_are_marked_and_point_at_their_country() -> None:
    (people,) = towns_of_15000().find("Libyans")
    assert (people.feature, people.country) == ("people", "LBY")


def test_countries_have_alpha_3_codes() -> None:
    for name, code in (("Libya", "LBY"), ("DRC", "COD"), ("Ivory Coast", "CIV"), ("Britain", "GBR"), ("Burma", "MMR")):
        assert code in {p.country for p in towns_of_15000().find(name) if p.feature == "country"}


def test_the_hand_kept_places_are_where_the_map_has_them() -> None:
    zara = towns_of_15000().find("Ain Zara")[0]
    assert (zara.latitude, zara.longitude, zara.country) == (32.80, 13.27, "LBY")
    assert b"\r" not in shipped("places.csv")


def test_a_list_that_is_missing_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.tsv: expected .* found no file; .*pip install -e"):
        shipped("nowhere.tsv")


def test_a_file_that_is_no_gazetteer_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoGazetteer, match="gazetteer build"):
        open_gazetteer(tmp_path / "none.db")
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all, but some bytes" * 100)
    with pytest.raises(NoGazetteer, match="gazetteer build"):
        open_gazetteer(broken)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE about(key TEXT, value TEXT)")
    with pytest.raises(NoGazetteer, match="gazetteer build"):
        open_gazetteer(other)


def row(gid: int, name: str, alternates: str = "", *, klass: str = "P", code: str = "PPL", country: str = "LY") -> str:
    fields = [str(gid), name, name, alternates, "31.5", "14.5", klass, code, country, "", "77", "", "", "", "900"]
    return "\t".join([*fields, "", "10", "Africa/Tripoli", "2020-01-01"]) + "\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return build(tmp_path / "gazetteer.db", smallest=15_000).path


def test_importing_a_country_dump(small: Path, tmp_path: Path) -> None:
    text = row(990001, "Zandaqa", "Ez Zandaqa,زنداقة") + row(990002, "Zandaqa School", klass="S", code="SCH")
    packed = tmp_path / "LY.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "what the fields mean")
        archive.writestr("LY.txt", text)
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(
        "1\t990001\ten\tZandaqa-on-Sea\t\t\t\t\t\t\n2\t990001\tlink\thttps://x\t\t\t\t\t\t\n", encoding="utf-8"
    )
    before = open_gazetteer(small).version
    done = import_files(small, [names, packed])
    assert (done.places, done.left_out, done.bad_lines) == (1, 2, 0)
    opened = open_gazetteer(small)
    assert opened.version == done.version != before
    for name in ("Zandaqa", "al-Zandaqa", "زنداقة", "Zandaqa on Sea"):
        (place,) = opened.find(name)
        assert (place.id, place.country, place.admin1) == ("geonames:990001", "LBY", "Tripoli")


def test_importing_twice_is_importing_once(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "LY.txt"
    file.write_text(row(990001, "Zandaqa"), encoding="utf-8")
    first = import_files(small, [file])
    once = dump(small)
    again = import_files(small, [file])
    assert dump(small) == once
    assert (again.places, again.names, again.version) == (0, 0, first.version)


def test_bad_lines_are_listed_and_lose_no_good_ones(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "LY.txt"
    bad = ["too\tshort\n", row(990003, "Nowhere").replace("31.5", "north"), row(990004, "Off").replace("31.5", "131.5")]
    text = row(990001, "Zandaqa") + "".join(bad) + row(990005, "Nolandia", country="QQ") + row(990006, "Zurqa")
    file.write_bytes(text.encode() + b"\xff\xfe\n" + b"x" * 150_000 + b"\n" + row(990007, "Zilzila").encode())
    done = import_files(small, [file])
    assert done.places == 3
    assert [line.line for line in done.bad] == [2, 3, 4, 5, 7, 8]
    assert all(line.file == "LY.txt" and "expected" in line.why for line in done.bad)
    assert open_gazetteer(small).find("Zilzila")


def test_what_is_no_dump_is_refused_and_changes_nothing(small: Path, tmp_path: Path) -> None:
    before = small.read_bytes()
    bomb = tmp_path / "LY.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LY.txt", b"0" * 30_000_000)
    prose = tmp_path / "prose.txt"
    prose.write_text("A text, and no table.\n", encoding="utf-8")
    empty = tmp_path / "empty.zip"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("picture.png", b"")
    for file in (bomb, prose, empty):
        with pytest.raises(UnreadableDump, match="expected"):
            import_files(small, [file])
    with pytest.raises(FileNotFoundError):
        import_files(small, [tmp_path / "none.txt"])
    assert small.read_bytes() == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
