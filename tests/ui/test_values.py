"""Rows in words: values as people say them, choices as they know them, links to where something is mended."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from ecodash import facts
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.facts.freshness import Fresh
from ecodash.facts.health import Finding, Severity
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.ui.desk.choices import choices_for, list_choices
from ecodash.ui.desk.fields import label_of
from ecodash.ui.desk.frame import fix_link
from ecodash.ui.desk.values import cell_in_words, literal, value_in_words
from ecodash.ui.page import Page
from survey import AREA, FRAMEWORK, surveyed_store

TODAY = date(2024, 10, 10)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Nobody writes to it but these rows."""
    store = surveyed_store(demo_today=TODAY)
    rows: list[tuple[str, dict[str, Any]]] = [
        ("agency", {"code": "tesaban", "name_th": "เทศบาลตำบล", "name_en": "Municipality", "short_name": "ทต."}),
        ("area", {"code": "named", "name_th": "เมืองนิเวศ", "short_th": "นิเวศ", "name_en": "Eco Town"}),
        ("meeting", {"code": "undated", "body": "wg", "number": "9/2567"}),
        ("activity", {"code": "long", "title": "ก" * 71, "title_en": "e" * 70, "status": "planned"}),
        ("observation", {"code": "o-9", "area": AREA, "review": "accepted"}),
    ]
    store.commit(Act("x", Means.EDIT), rows)
    yield store
    store.close()


def page(store: Store, lang: str = "th", **query: str) -> Page:
    selection, misread = facts.read_selection(store, query | ({"lang": "en"} if lang == "en" else {}))
    assert misread == []
    return Page(store, selection, (), "record")


# Values


@pytest.mark.parametrize(
    ("kind", "column", "value", "thai", "english"),
    [
        ("observation", "result", "partly_met", "ผ่านบางส่วน", "partly"),
        ("observation", "review", "returned", "ส่งกลับ", "returned"),
        ("resolution", "status", "open", "กำลังดำเนินการ", "open"),
        ("activity", "status", "done", "แล้วเสร็จ", "done"),
        ("evidence", "visibility", "internal", "เฉพาะเจ้าหน้าที่", "officers"),
        ("area", "kind", "town", "พื้นที่เมือง", "town"),
        ("agenda_item", "kind", "minutes", "เรื่องรับรองรายงานการประชุม", "minutes"),
        ("attainment", "aim", "intended", "ระดับเป้าหมาย", "intended"),
        ("assignment", "due_on", date(2024, 2, 12), "12 ก.พ. 2567", "12 Feb 2024"),
        ("assignment", "due_on", "2024-02-12", "12 ก.พ. 2567", "12 Feb 2024"),
        ("activity", "allocated_baht", Decimal("1900000.50"), "1,900,000.5", "1,900,000.5"),
        ("activity", "allocated_baht", "0", "0", "0"),
        ("observation", "value", Decimal("8.400000"), "8.4", "8.4"),
        ("item", "position", 0, "0", "0"),
        ("assignment", "agency", "tesaban", "ทต.", "Municipality"),
        ("activity", "lead_agency", "tesaban", "ทต.", "Municipality"),
        ("assignment", "agency", "nobody", "nobody", "nobody"),
        ("assignment", "area", "named", "นิเวศ", "Eco Town"),
        ("assignment", "area", "nowhere", "nowhere", "nowhere"),
        ("area", "kind", "something", "something", "something"),
        ("activity", "title", "<b>อบรม</b>", "<b>อบรม</b>", "<b>อบรม</b>"),
        ("activity", "title", None, "-", "-"),
        ("activity", "title", "", "-", "-"),
        ("activity", "partner_agencies", "tesaban;municipality", "ทต.; เทศบาลตำบลบ้านกลาง", "Municipality"),
        ("activity", "items", f"{FRAMEWORK}:2", "ข้อ 2", "item 2"),
        ("activity", "items", f"{FRAMEWORK}:1; other:1", "1 =1+1; ข้อ 1 · เกณฑ์อื่น", "1"),
        ("assignment", "resolution", "r-1", "สำรวจ", "สำรวจ"),
        ("area", "province", "lamphun", "ลำพูน", "Lamphun"),
        ("plan_project", "activities", "a-1", "อบรม", "อบรม"),
        ("evidence", "observation", "o-1", "o-1", "o-1"),
    ],
)
def test_a_value_is_said_as_people_say_it(
    store: Store, kind: str, column: str, value: object, thai: str, english: str
) -> None:
    assert value_in_words(page(store), kind, column, value) == thai
    assert english.lower() in value_in_words(page(store, "en"), kind, column, value).lower()


CODED = [
    (kind.name, column, code)
    for kind in KINDS.values()
    for column, type_ in kind.all_columns.items()
    if isinstance(type_, type) and issubclass(type_, StrEnum)
    for code in type_
]


def test_every_code_of_every_closed_list_has_its_own_word_in_both_languages(store: Store) -> None:
    assert len(CODED) > 80
    for lang in ("th", "en"):
        here = page(store, lang)
        for kind, column, code in CODED:
            assert value_in_words(here, kind, column, code)
            others = {value_in_words(here, *other) for other in CODED if other[:2] == (kind, column)}
            assert len(others) == sum(other[:2] == (kind, column) for other in CODED)
            assert "_" not in value_in_words(here, kind, column, code)


def test_a_cell_is_said_like_the_column_that_it_fills(store: Store) -> None:
    assert cell_in_words(page(store), "activities", "status", "done") == "แล้วเสร็จ"


def test_text_from_people_stays_text_in_a_label_that_reads_markdown() -> None:
    assert literal("**หนา** [ลิงก์](https://x)\n# หัวข้อ :red[x] $y$ <b>") == (
        r"\*\*หนา\*\* \[ลิงก์\]\(https\://x\) \# หัวข้อ \:red\[x\] \$y\$ \<b\>"
    )


# Choices


def test_a_form_offers_rows_by_the_names_people_know(store: Store) -> None:
    here, english = page(store), page(store, "en")
    assert choices_for(here, "assignment", "agency") == {
        "municipality": "เทศบาลตำบลบ้านกลาง", "province-office": "สำนักงานจังหวัด", "tesaban": "เทศบาลตำบล",
    }  # fmt: skip
    offered = choices_for(english, "assignment", "agency")
    assert offered is not None
    assert offered["tesaban"] == "Municipality"
    assert choices_for(here, "area", "province") == {"lamphun": "ลำพูน", "rayong": "ระยอง"}
    # A row without a name is offered by its code and not as an empty line.
    assert choices_for(here, "resolution", "sent_up_to") == {
        "wg": "wg", "committee": "committee", "rayong-wg": "rayong-wg",
    }  # fmt: skip


def test_meetings_are_offered_the_newest_first_and_those_without_a_day_last(store: Store) -> None:
    offered = choices_for(page(store), "resolution", "meeting")
    assert offered is not None
    assert list(offered) == ["m-2", "m-r", "m-1", "undated"]
    assert offered["m-1"] == "1/2567 · 12 ก.พ. 2567"
    assert offered["undated"] == "9/2567"


def test_activities_and_resolutions_are_offered_by_their_text_and_place_and_long_ones_cut(store: Store) -> None:
    thai, english = (choices_for(page(store, lang), "evidence", "activity") for lang in ("th", "en"))
    assert thai is not None
    assert english is not None
    assert thai["a-1"].startswith("อบรม · บ้านกลาง")
    assert thai["long"] == "ก" * 69 + "…"
    assert english["long"] == "e" * 70
    resolutions = choices_for(page(store), "assignment", "resolution")
    assert resolutions is not None
    assert resolutions["r-1"].startswith("สำรวจ · ประชุม 1/2567 · 12 ก.พ. 2567")


def test_a_column_that_lists_rows_offers_them_by_name(store: Store) -> None:
    here = page(store)
    assert (list_choices(here, "activity", "items") or {})[f"{FRAMEWORK}:2"] == "ข้อ 2"
    assert (list_choices(here, "activity", "items") or {})["other:1"] == "ข้อ 1 · เกณฑ์อื่น"
    assert (list_choices(here, "activity", "partner_agencies") or {})["tesaban"] == "เทศบาลตำบล"
    assert (list_choices(here, "plan_project", "activities") or {})["a-1"].startswith("อบรม · บ้านกลาง")
    assert list_choices(here, "activity", "lead_agency") is None


def test_no_row_with_a_name_is_called_by_its_key(demo_store: Store) -> None:
    here = page(demo_store)
    called = {
        (kind, row["key"]): label_of(here, kind, row)
        for kind in KINDS
        for row in demo_store.ask("latest_revisions", kind=kind, keys=None)
    }
    # How many areas a phase declares is called by its phase, or has no name at all.
    bad = {(kind, key): label for (kind, key), label in called.items() if key in label.split(" · ") and len(key) > 4}
    assert {kind for kind, _ in bad} <= {"declaration"}, bad
    assert not [label for label in called.values() if "|" in label]


# Links to mend


def leads(link: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(link)
    return parts.path, dict(parse_qsl(parts.query))


@pytest.mark.parametrize(
    ("check", "kind"),
    [
        ("pass_without_evidence", "evidence"),
        ("gap_without_owner", "assignment"),
        ("date_gone_by", "assignment"),
        ("met_but_open", "assignment"),
    ],
)
def test_what_is_wrong_with_an_item_leads_to_the_form_that_mends_it(store: Store, check: str, kind: str) -> None:
    finding = Finding(check, Severity.WRONG, "criteria", (("area", AREA), ("item", "2")), "x", "x")
    where = {"area": AREA, "item": "2", "framework": FRAMEWORK}
    if check in ("date_gone_by", "met_but_open"):
        # There is an assignment already: to that very one, not to a new one.
        where["key"] = f"{AREA}|{FRAMEWORK}|2|municipality|2024-02-12"
    assert leads(fix_link(page(store), finding)) == ("/record", {"kind": kind, **where})
    assert leads(fix_link(page(store, "en"), finding)) == ("/record", {"kind": kind, **where, "lang": "en"})


def test_the_other_findings_lead_to_their_rows(store: Store) -> None:
    expired = Finding("auditor_expired", Severity.WRONG, "auditors", (), "x", "x", 3, ("auditor", "u-1"))
    assert leads(fix_link(page(store), expired)) == ("/record", {"kind": "auditor", "key": "u-1"})
    silent = Finding("agency_silent", Severity.LOOK, "agencies", (("agency", "tesaban"),), "x", "x", 61)
    assert leads(fix_link(page(store), silent)) == ("/agencies", {"agency": "tesaban"})
    outside = Finding("outside_fiscal_year", Severity.WRONG, "activities", (("fy", "2567"), ("area", AREA)), "x", "x")
    assert leads(fix_link(page(store), outside)) == ("/activities", {"fy": "2567", "area": AREA})


def test_a_search_result_leads_out_of_what_was_selected(store: Store) -> None:
    ((hit,),) = facts.found(store, "เมืองนิเวศ", TODAY).values()
    here = page(store, area=AREA, item="1", phase="3", province="lamphun", agency="tesaban")
    assert leads(here.hit_link(hit)) == ("/areas", {"area": "named"})


# The day a panel turns amber


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (135, False), (136, True), (1000, True)])
def test_a_panel_turns_amber_on_the_136th_day_without_anything_recorded(store: Store, days: int, is_old: bool) -> None:
    recorded = datetime.combine(TODAY - timedelta(days=days), time(8), UTC).replace(tzinfo=None)
    assert page(store).is_old(Fresh(None, recorded)) is is_old


def test_a_panel_about_which_nothing_was_ever_recorded_is_not_old(store: Store) -> None:
    assert not page(store).is_old(None)
    assert not page(store).is_old(Fresh(TODAY, None))
