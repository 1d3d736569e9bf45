"""A survey round on one screen: one change, only what was changed, and nobody else's results taken back."""

import pytest

from ecodash import recording
from ecodash.language.text import t
from ecodash.recording import revised, standing
from ecodash.store.store import Store
from forms import OTHER, SECRETARY, Open, observed, press, said

pytestmark = pytest.mark.slow
FORM = "survey-a-diw-eit-basic12"


def rows(store: Store) -> dict[str, tuple[str, str, str | None]]:
    """Result, day and note by code."""
    found = store.ask("latest_revisions", kind="observation", keys=None)
    return {row["code"]: (row["result"], row["effective_on"].isoformat(), row["note"]) for row in found}


def test_a_round_is_one_change_of_what_was_filled_in(opened: Open, store: Store) -> None:
    observed(store, "1", "not_met")
    at = opened("survey", area="a")
    at.text_input(key=f"{FORM}-0-day").set_value("12 ก.พ. 2567")
    at.pills(key=f"{FORM}-0-result_1").set_value("met")
    at.pills(key=f"{FORM}-0-result_2").set_value("partly_met")
    at.text_input(key=f"{FORM}-0-note_2").set_value("รอผลตรวจ")
    at.text_input(key=f"{FORM}-0-day_2").set_value("1 มี.ค. 2567")
    press(at, t("th", "survey.save"))
    assert t("th", "survey.saved", count=2, change=3) in said(at)
    assert rows(store) == {
        "o-1": ("met", "2024-02-12", None),
        "a.diw-eit-basic12.2.2024-03-01": ("partly_met", "2024-03-01", "รอผลตรวจ"),
    }
    press(at, t("th", "survey.save"))
    assert t("th", "survey.unchanged") in " ".join(e.value for e in at.info)
    assert store.version == 3
    recording.undo(store, SECRETARY, 3)
    assert rows(store) == {"o-1": ("not_met", "2024-02-12", None)}


def test_a_new_round_copies_the_last_one(opened: Open, store: Store) -> None:
    observed(store, "1", "met", evidence="รายงาน", note="ครบ")
    at = opened("survey", area="a")
    at.text_input(key=f"{FORM}-0-day").set_value("1 มี.ค. 2567")
    at.checkbox[0].check()
    press(at, t("th", "survey.save"))
    new = standing(store, "observation", "a.diw-eit-basic12.1.2024-03-01")
    assert new is not None
    assert (new["result"], new["evidence"], new["note"]) == ("met", "รายงาน", "ครบ")
    assert len(rows(store)) == 2


def test_what_another_records_meanwhile_stays_unless_asked(opened: Open, store: Store) -> None:
    observed(store, "1", "not_met")
    observed(store, "2", "not_met")
    at = opened("survey", area="a")
    for item in ("1", "2"):
        row = standing(store, "observation", f"o-{item}")
        assert row is not None
        changed = {"result": "partly_met"} if item == "1" else {"note": "ของเขา"}
        recording.record(store, OTHER, [revised("observation", row, **changed)])
    at.text_input(key=f"{FORM}-0-day").set_value("12 ก.พ. 2567")
    for item in ("1", "2"):
        at.pills(key=f"{FORM}-0-result_{item}").set_value("met")
    press(at, t("th", "survey.save"))
    assert t("th", "survey.clash") in said(at)
    assert store.version == 5
    press(at, t("th", "record.save_over"))
    assert rows(store) == {"o-1": ("met", "2024-02-12", None), "o-2": ("met", "2024-02-12", "ของเขา")}


def test_a_bad_day_of_one_item_records_nothing(opened: Open, store: Store) -> None:
    at = opened("survey", area="a")
    at.pills(key=f"{FORM}-0-result_1").set_value("met")
    at.text_input(key=f"{FORM}-0-day_1").set_value("31 ก.พ. 2567")
    press(at, t("th", "survey.save"))
    assert "ไม่มีวันที่นี้" in said(at)
    assert store.version == 1


def test_a_missing_reason_is_told_with_its_item(opened: Open, store: Store) -> None:
    at = opened("survey", area="a")
    for item in ("1", "2"):
        at.pills(key=f"{FORM}-0-result_{item}").set_value("not_applicable")
    at.text_input(key=f"{FORM}-0-note_1").set_value("ไม่มีโรงงาน")
    press(at, t("th", "survey.save"))
    assert [error.value.split(" · ")[0] for error in at.error] == [t("th", "criteria.item_title", item="2")]
    assert store.version == 1
