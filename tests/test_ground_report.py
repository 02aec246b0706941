"""One report grounded: every claim and statement gets its place, period, origin and actor, and its doubts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gazetteers import towns_of_15000
from onrecord.adapters.lists import load_lists
from onrecord.ground.report import Grounded, ground_reading, names_in_reading
from onrecord.model.claim import Claim, Harm, Modality, Reading, Reason, Scope, Statement
from onrecord.model.count import Count, Qualifier
from onrecord.model.ground import Settled
from onrecord.model.report import Block, BlockKind, Quote, Report

LISTS = load_lists()
TEXT = (
    "Fighting went on in Libya. Since April 4 more than 40 people have been killed in Tripoli, WHO said."
    " Nine were wounded since fighting began, Umar Zandaqa said. A clinic was hit in Ain Zara southwest of Tripoli."
)


def report(text: str = TEXT, **given: object) -> Report:
    blocks = (Block(BlockKind.BODY, 0, len(text)),)
    made = Report(text, outlet="The Zandaqa Times", published_at=date(2019, 4, 15), blocks=blocks)
    return replace(made, **given, id="")  # type: ignore[arg-type]


def quote(of: Report, words: str) -> Quote:
    start = of.text.index(words)
    return Quote(of.id, BlockKind.BODY, start, start + len(words), words)


def reading(of: Report) -> Reading:
    killed = Claim(
        quote(of, "more than 40 people have been killed"),
        Count(40, None, Qualifier.MORE_THAN, "40", "more than 40"),
        Harm.KILLED,
        10,
        12,
        scope=Scope.CUMULATIVE,
        speaker="WHO",
        modality=Modality.ATTRIBUTED,
        place="Tripoli",
        placed_by="sentence",
        when="Since April 4",
        dated_by="sentence",
        perpetrator="Haftar's forces",
    )
    hurt = Claim(
        quote(of, "Nine were wounded"),
        Count(9, 9, Qualifier.EXACT, "Nine", "Nine"),
        Harm.INJURED,
        0,
        4,
        scope=Scope.CUMULATIVE,
        speaker="Umar Zandaqa",
        modality=Modality.ATTRIBUTED,
        place="Tripoli",
        placed_by="context",
        when="since fighting began",
        dated_by="sentence",
    )
    strike = Statement(quote(of, "A clinic was hit"), "ASSAULT", target="clinic", place="Ain Zara southwest of Tripoli")
    return Reading((killed, hurt), (strike,))


def grounded(of: Report, what: Reading | None = None) -> Grounded:
    read = reading(of) if what is None else what
    found = {name: towns_of_15000().find(name) for name in names_in_reading(of, read)}
    return ground_reading(of, read, found=found, lists=LISTS)


def test_each_claim_is_grounded_in_order() -> None:
    killed, hurt = grounded(report()).claims
    assert killed.place.place is not None
    assert killed.place.place.id == "geonames:2210247"
    assert not killed.place.inherited
    assert (killed.origin.id, killed.origin.root) == ("who", "un-system")
    assert killed.period.start == date(2019, 4, 4)
    assert killed.perpetrator is not None
    assert killed.perpetrator.id == "lna"
    assert hurt.perpetrator is None
    assert (killed.outlet, killed.published_at) == ("The Zandaqa Times", date(2019, 4, 15))
    assert killed.voice == hurt.voice == ""


def test_a_place_from_another_sentence_is_inherited() -> None:
    assert grounded(report()).claims[1].place.inherited


def test_the_one_since_date_of_a_report_dates_since_fighting_began() -> None:
    assert grounded(report()).claims[1].period.start == date(2019, 4, 4)


def test_two_since_dates_date_nothing_else() -> None:
    of = report()
    read = reading(of)
    other = replace(read.claims[0], when="Since April 1", harm=Harm.MISSING, id="")
    hurt = grounded(of, Reading((*read.claims, other))).claims[1]
    assert hurt.period.start is None


def test_statements_are_grounded_and_a_wrong_direction_is_a_doubt() -> None:
    result = grounded(report())
    (strike,) = result.statements
    assert strike.place.place is not None
    assert strike.place.place.name == "Ain Zara"
    assert strike.place.conflict
    assert strike.place.relation == "southwest of Tripoli"
    assert strike.period.settled is Settled.NOT_STATED
    assert strike.origin.id == "outlet:the-zandaqa-times"
    assert Reason.PLACE_CONFLICT in {doubt.reason for doubt in result.doubts}


def test_doubts_name_their_words_and_come_once() -> None:
    result = grounded(report())
    assert [doubt.reason for doubt in result.doubts] == [Reason.UNKNOWN_SPEAKER, Reason.PLACE_CONFLICT]
    assert "Umar Zandaqa" in result.doubts[0].message
    assert result.doubts[0].claim == result.claims[1].claim.id
    of = report()
    read = reading(of)
    lost = tuple(replace(c, place="Umm Zandaqa") for c in read.claims)
    reasons = [doubt.reason for doubt in grounded(of, Reading(lost)).doubts]
    assert reasons.count(Reason.UNKNOWN_PLACE) == 1


def test_springfield_alone_is_a_doubt_and_no_place() -> None:
    of = report("Nine were wounded in Springfield.")
    hurt = replace(reading(report()).claims[1], quote=quote(of, "Nine were wounded"), place="Springfield", id="")
    result = grounded(of, Reading((hurt,)))
    assert result.claims[0].place.place is None
    assert Reason.AMBIGUOUS_PLACE in {doubt.reason for doubt in result.doubts}


def test_a_report_that_says_nothing_asks_for_nothing() -> None:
    assert names_in_reading(report(), Reading()) == frozenset()
    assert grounded(report(), Reading()) == Grounded((), (), ())


def test_another_report_read_before_changes_nothing() -> None:
    first = grounded(report())
    grounded(report("Clashes in Lebanon reached Tripoli. Nine were wounded in Tripoli."), Reading())
    assert grounded(report()) == first


def test_names_nobody_asked_for_change_nothing() -> None:
    of = report()
    read = reading(of)
    found = {name: towns_of_15000().find(name) for name in names_in_reading(of, read)}
    more = found | {name: towns_of_15000().find(name) for name in ("Beirut", "Lebanon", "Paris", "Zandaqa")}
    assert ground_reading(of, read, found=found, lists=LISTS) == ground_reading(of, read, found=more, lists=LISTS)
