"""An agency reports on its own items, without a sign-in, by its link."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ecodash import facts
from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import ItemType, Means, Result, Review, Visibility
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.ui.desk.drafts import forget_draft, kept_in_browser
from ecodash.ui.desk.evidence_files import attached, file_box, let_go
from ecodash.ui.desk.far_off import values_are_meant
from ecodash.ui.desk.fields import Answers
from ecodash.ui.desk.frame import may_be_recorded, recorded, recording_problems, said, say
from ecodash.ui.desk.values import literal
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

Place = tuple[str, str, str]
_RESULTS = (Result.MET, Result.PARTLY_MET, Result.NOT_MET, Result.NOT_APPLICABLE)
_CODE = "report-code"
_FORM = "report"
_PLACE = ("area", "framework", "item")


def states_of(page: Page, given: Sequence[dict[str, Any]]) -> dict[Place, ItemState | None]:
    """Where every assigned item stands today."""
    found: dict[Place, ItemState | None] = {}
    for row in given:
        states = facts.item_states(page.store, row["area"], row["framework"], page.store.today())
        place = (row["area"], row["framework"], row["item"])
        found[place] = next((state for state in states if state.item == row["item"]), None)
    return found


def report_form(page: Page, given: Sequence[dict[str, Any]], latest: Mapping[Place, Mapping[str, Any]]) -> None:
    """Choose an item, say where it stands, attach what shows it; ``latest`` are the last reports of items.

    One that came back is not typed anew: its form begins with what was sent.
    """
    said(page)
    if not given:
        return
    t = page.t
    # Sent twice, a form is one report: its code is made when it is shown. The next report is about an item chosen anew.
    code = st.session_state.setdefault(_CODE, f"{_FORM}-{secrets.randbelow(10**12):012}")
    place = _choose(page, given, code)
    sent = latest.get(place) if place else None
    back = sent if sent and sent["review"] == Review.RETURNED else None
    with kept_in_browser(page, _FORM, _about(place)), st.form(f"report-{code}", border=True):
        answers = Answers(page, f"{code}-{back['code']}" if back else code)
        if place is None:
            answers.problems.append(t("report.choose_first"))
        if back:
            st.warning(literal(t("report.back", why=back["review_note"])))
        was: Mapping[str, Any] = back or {}
        result = answers.choice(
            "result", t("field.result") + " *", _RESULTS, was.get("result"), lambda r: t(f"result.{r}")
        )
        value = answers.number("value", was.get("value")) if place and _is_measured(page, place) else None
        day = answers.day("effective_on", page.store.today())
        note = st.text_area(t("report.note"), was.get("note") or "", max_chars=2000, key=f"{answers.key}-note").strip()
        files = file_box(page, code)
        wanted = st.form_submit_button(t("report.send"), type="primary", width="stretch")
    if wanted and answers.are_good() and place and _is_meant(page, code, bare=not note and not files):
        row = {"code": code, **dict(zip(_PLACE, place, strict=True)), "result": result}
        row |= {"value": value, "effective_on": day, "note": note or None}
        if values_are_meant(page, code, [row]):
            _send(page, row, files)


def _choose(page: Page, given: Sequence[dict[str, Any]], code: str) -> Place | None:
    """The item to report on, which stands in the address: there a reload and Back find it and the text about it."""
    areas = page.area_names()
    places = list(dict.fromkeys((row["area"], row["framework"], row["item"]) for row in given))
    asked, key = _asked(page, places), f"{code}-place"
    if asked and st.session_state.get(f"{key}-asked") != asked:
        # Also by a link of this very screen, over what is chosen.
        st.session_state[key] = st.session_state[f"{key}-asked"] = asked
    place: Place | None = choose_one(
        page,
        page.t("report.choose"),
        places,
        words=lambda p: page.t("criteria.item_title", item=p[2]) + " · " + _area(page, areas, p[0]),
        key=key,
        gone="report.not_yours",
    )
    if place:
        st.query_params.update(zip(_PLACE, place, strict=True))
    return place


def _asked(page: Page, places: Sequence[Place]) -> Place | None:
    """The place of the address, or the first with its item where it names no more."""
    s = page.selection
    those = [place for place in places if place[2] == s.item]
    return next((place for place in those if place == (s.area, s.framework, s.item)), next(iter(those), None))


def _about(place: Place | None) -> str:
    """Text about one item is not offered for another."""
    return "|" + "|".join(place or ())


def _is_meant(page: Page, code: str, bare: bool) -> bool:
    """A report without a word and without evidence is asked about once."""
    if not bare or st.session_state.get(f"{code}-bare"):
        return True
    st.session_state[f"{code}-bare"] = True
    st.warning(page.t("report.bare"))
    return False


def _is_measured(page: Page, place: Place) -> bool:
    items = facts.framework_items(page.store, place[1], page.store.today())
    return any(row["item"] == place[2] and row["type"] == ItemType.MEASURED for row in items)


def _send(page: Page, row: dict[str, Any], files: Sequence[Any]) -> None:
    reported = {**row, "review": Review.REPORTED, "agency_link": page.principal.link}
    place = {name: row[name] for name in _PLACE}
    with recording_problems(page):
        entries = [Entry("observation", reported, seen=NOTHING_SEEN)]
        if not may_be_recorded(page, entries, "report.sent_before"):
            return
        entries += attached(
            page,
            files,
            observation=row["code"],
            visibility=Visibility.INTERNAL,
            evidence_on=row["effective_on"],
            **place,
        )
        # Sent before with other words, the report is with the secretary.
        if not recorded(page, entries, Means.REPORT, "report.sent_before"):
            return
        let_go(files)
        forget_draft(page, _FORM, _about((row["area"], row["framework"], row["item"])))
        del st.session_state[_CODE]
        for name in _PLACE:
            st.query_params.pop(name, None)
        say(page, "report.thanks", item=row["item"])
        st.rerun()


def _area(page: Page, areas: Mapping[str, Mapping[str, Any]], code: str) -> str:
    row = areas.get(code)
    return (row["short_th"] if page.lang == "th" else row["short_en"]) or row["name_th"] if row else code
