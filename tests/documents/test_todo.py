import io
from collections.abc import Iterator

import pytest
from PIL import Image

from documents.hostile import RESOLUTIONS, hostile_store
from documents.reading import pages, title
from ecodash import facts, identity
from ecodash.documents import todo
from ecodash.language.refusal import Refusal
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

ADDRESS = "http://192.0.2.7:8501"


@pytest.fixture(scope="module")
def hostile() -> Iterator[Store]:
    store = hostile_store()
    yield store
    store.close()


def selection(store: Store, **query: str) -> facts.Selection:
    return facts.read_selection(store, query | ({"demo": "1"} if store.is_demo else {}))[0]


def picture(made: bytes) -> Image.Image:
    return Image.open(io.BytesIO(made))


def test_every_agencys_sheet_says_what_it_owes(demo_store: Store) -> None:
    for load in facts.agency_loads(demo_store, selection(demo_store)):
        code = load.agency["code"]
        asked = selection(demo_store, agency=code, lang="en")
        sheet = todo.sheet(demo_store, asked)
        assert len(sheet.duties) + len(sheet.mandates) == load.count
        assert [d.name.split()[0] for d in sheet.duties] == [m.item for m in load.matters if m.item]
        made = todo.write_todo(demo_store, asked, ADDRESS)
        text = "".join(pages(made)).replace("\r\n", " ")
        for duty in sheet.duties:
            assert duty.days_late is None or f"{duty.days_late} days late" in text
        assert all("Demonstration data" in page for page in pages(made))
        assert "demonstration data" in title(made)


def test_the_picture_is_as_wide_as_a_telephone(demo_store: Store) -> None:
    made = picture(todo.write_todo(demo_store, selection(demo_store, agency="nrie"), ADDRESS, "png"))
    assert made.format == "PNG"
    assert made.width == 1080
    assert made.height > made.width


def test_nothing_owed_is_said_kindly(hostile: Store) -> None:
    made = todo.write_todo(hostile, selection(hostile, agency="idle", lang="en"), ADDRESS)
    assert "Nothing recorded is owed" in "".join(pages(made))


def test_a_picture_is_cut_and_says_how_much_is_left_out(hostile: Store) -> None:
    asked = selection(hostile, agency="ag", framework="f", lang="en")
    sheet = todo.sheet(hostile, asked)
    assert len(sheet.mandates) == RESOLUTIONS
    assert todo.told(sheet, (ADDRESS, ""), "today", "png")["total"] == len(sheet.duties) + len(sheet.mandates)
    made = picture(todo.write_todo(hostile, asked, ADDRESS, "png"))
    assert made.width == 1080
    assert made.height < 4000
    assert len(pages(todo.write_todo(hostile, asked, ADDRESS))) > 20


def test_an_agency_has_to_be_named(demo_store: Store) -> None:
    with pytest.raises(Refusal):
        todo.sheet(demo_store, selection(demo_store))


def test_a_resolution_and_the_assignment_that_carries_it_are_one_matter(demo_store: Store) -> None:
    sheet = todo.sheet(demo_store, selection(demo_store, agency="nrie", lang="en"))
    assert [duty.name for duty in sheet.duties if duty.days_late] == ["6 combined effluent"]
    assert all(mandate.days_late is None for mandate in sheet.mandates)
    assert len(sheet.duties) + len(sheet.mandates) == 3
    assert "".join(words for words, _ in sheet.headline) == f"{sheet.agency} owes 3 things, 1 of them overdue"


def test_the_code_leads_to_the_agency_s_report_if_whoever_makes_it_may_hand_out_links(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = selection(demo_store, agency="nrie", lang="en")
    office = facts.agency_names(demo_store, demo_store.today())["lamphun-industry"]
    monkeypatch.setattr(identity, "printable_link", lambda store, agency: (f"token-of-{agency}", None))
    reader, secretary = (
        "".join(pages(todo.write_todo(demo_store, asked, ADDRESS, hands_links=may))).replace("\r\n", "")
        for may in (False, True)
    )
    assert "/auth/link/" not in reader
    assert f"{ADDRESS}/auth/link/token-of-nrie" in secretary
    for sheet in (reader, secretary):
        assert f"{office['name_en']} {office['contact']}" in sheet
