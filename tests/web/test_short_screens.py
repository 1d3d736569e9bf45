"""The short page of a screen is that screen: its own sentence and rows, small, without a script."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import facts, stores
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language.text import LANGUAGES, t
from ecodash.language.unbroken import JOINER, unbroken
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.store.typed_row import typed
from ecodash.ui.contents import CHOICES
from ecodash.ui.static_pages import is_brief
from ecodash.web.gate import Front
from ecodash.web.plain_pages import routes
from page_text import english_left, let_go, read_text
from survey import FRAMEWORK, surveyed_store

OWN = [screen for screen in CHOICES if not is_brief(screen)]


@pytest.fixture
def client(home: Path, demo_store: Store) -> Iterator[TestClient]:
    """The demonstration as it is, and a small real store."""
    stores.use(surveyed_store())
    stores._stores[True] = demo_store
    with TestClient(Front(Starlette(routes=routes))) as client:  # type: ignore[arg-type]
        yield client
    stores._stores.pop(True)


def test_readers_see_how_many_came_and_nobody_by_name(client: TestClient) -> None:
    html = client.get("/s/meetings?demo=1&as_of=2024-02-12").text
    read = text_of(html)
    assert text_of(unbroken(t("th", "meetings.people_came", came=8, recorded=10))) in read
    assert "ตัวอย่าง เจ็ด" not in html
    assert "13.30" in read


def text_of(html: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", let_go(body))).split())


def main_of(html: str) -> str:
    return html.split("<main>")[1].split("</main>")[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_short_pages_say_the_same(client: TestClient, lang: str) -> None:
    pages = {screen: client.get(f"/s/{screen}?demo=1&lang={lang}") for screen in OWN}
    assert {page.status_code for page in pages.values()} == {200}
    headlines = {screen: re.findall(r"<h1.*?</h1>", page.text, re.DOTALL) for screen, page in pages.items()}
    assert all(len(found) == 1 for found in headlines.values())
    assert len({found[0] for found in headlines.values()}) == len(OWN)
    for page in pages.values():
        said = re.findall(r'<meta name="description" content="([^"]*)"', page.text)
        written = text_of(main_of(page.text)).replace(JOINER, "")
        assert unescape(said[0]).replace(" ", "") in written.replace(" ", "")


def test_an_agency_reads_everything_that_it_owes_in_every_area(client: TestClient, demo_store: Store) -> None:
    selection, _ = facts.read_selection(demo_store, {"agency": "nrie"})
    load = next(load for load in facts.agency_loads(demo_store, selection) if load.agency["code"] == "nrie")
    said = text_of(main_of(client.get("/s/agencies?agency=nrie&demo=1").text))
    assert {matter.area for matter in load.matters} > {"lamphun-ban-klang"}
    for matter in load.matters:
        assert matter.task
        assert matter.task in said


def test_every_figure_under_the_headline_leads_to_its_rows(client: TestClient) -> None:
    html = main_of(client.get("/s/briefing?demo=1&area=lamphun-ban-klang").text)
    details = re.search(r'<p class="details">.*?</p>', html, re.DOTALL)
    assert details
    figures = re.findall(r'href="([^"]*)">(.*?)</a>', details[0], re.DOTALL)
    assert len(figures) == 6
    for address, words in figures:
        shown = client.get(unescape(address))
        assert shown.status_code == 200
        rows = main_of(shown.text)
        if "ข้อ" in words:
            assert 'class="strip"' in rows
        else:
            owed = rows.split('id="outstanding"')[1].split("</section>")[0]
            assert owed.count("<li") == 8


def test_phases_years_meetings_and_activities_have_their_rows(client: TestClient, demo_store: Store) -> None:
    day = demo_store.today()
    phases = text_of(client.get("/s/phases?demo=1").text)
    assert all(row["name_th"] in phases for row in facts.phases(demo_store, day))
    titles = [row["title"] for row in facts.activities(demo_store, day) if row["fiscal_year"] == 2566]
    for screen in ("activities", "fiscal_years"):
        said = text_of(client.get(f"/s/{screen}?fy=2566&demo=1").text)
        assert titles
        assert all(title in said for title in titles)
    code = "lamphun-ban-klang-wg-2024-02-12"
    meeting = text_of(client.get(f"/s/meetings?area=lamphun-ban-klang&as_of={code}&demo=1").text)
    made = [row["text"] for row in facts.resolutions(demo_store, day) if row["meeting"] == code]
    assert made
    assert all(text in meeting for text in made)


@pytest.mark.parametrize("screen", OWN)
def test_it_is_small_has_no_script_and_leads_to_short_pages(client: TestClient, screen: str) -> None:
    answer = client.get(f"/s/{screen}?demo=1")
    assert len(answer.content) < 100_000
    assert "<script" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "style-src-attr 'unsafe-inline'" in policy
    assert english_left(read_text(main_of(answer.text), "th")) == set()
    screens = re.findall(r'href="/(agencies|criteria|areas|meetings|activities)[?"#]', main_of(answer.text))
    assert set(screens) <= {screen}


def test_a_choice_is_made_by_a_form_that_keeps_the_rest(client: TestClient) -> None:
    html = client.get("/s/agencies?agency=nrie&demo=1&lang=en").text
    form = html.split("<form")[1].split("</form>")[0]
    assert 'action="/s/agencies" method="get"' in form
    assert re.findall(r'<select name="(\w+)"', form) == ["area", "as_of", "vs"]
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)"', form))
    assert kept == {"agency": "nrie", "demo": "1", "lang": "en"}
    chosen = client.get("/s/agencies?area=&as_of=2023-09-30&vs=&agency=nrie&demo=1&lang=en")
    assert 'class="notice"' not in chosen.text


def test_kind_and_status_of_activities_stand_in_the_address(client: TestClient, demo_store: Store) -> None:
    rows = [row for row in facts.activities(demo_store, demo_store.today()) if row["fiscal_year"] == 2567]
    done = {row["title"] for row in rows if row["status"] == "done"}
    said = text_of(main_of(client.get("/s/activities?fy=2567&status=done&demo=1").text))
    assert done
    assert {row["title"] for row in rows if row["title"] in said} == done
    assert client.get("/s/activities?fy=2567&status=%3Cb%3E&kind=x&demo=1").status_code == 200


def test_a_name_that_is_a_script_stays_a_text(client: TestClient) -> None:
    store = surveyed_store()
    stores._stores[False] = store
    name = "<script>alert(1)</script>"
    item = {"framework": FRAMEWORK, "item": "2", "position": 2, "text_th": name, "short_th": name * 20}
    store.commit(Act("ก", Means.EDIT), [("item", typed(KINDS["item"], item))])
    for screen in OWN:
        assert "<script" not in client.get(f"/s/{screen}").text


def test_an_officers_screen_has_the_brief_for_a_short_page(client: TestClient) -> None:
    html = client.get("/s/desk?demo=1").text
    assert t("th", "brief.stuck") in html
    assert 'class="strip"' in html


@pytest.mark.parametrize("screen", CHOICES)
def test_what_was_known_then_is_shown_said_and_kept(client: TestClient, screen: str) -> None:
    asked = "as_of=lamphun-ban-klang-wg-2024-02-12&eve=1&known_at=as_of&demo=1"
    page = client.get(f"/s/{screen}?{asked}").text
    said = text_of(page).replace("\u00a0", " ")
    assert "ก่อนเริ่มการประชุมครั้งที่ 1/2567" in said
    assert "ตามที่ทราบ ณ 11 ก.พ. 2567" in said
    assert f'href="/{screen}?{asked.replace("&", "&amp;")}"' in page
    blank = client.get(f"/s/{screen}?known_at=2000-01-01&demo=1")
    assert blank.status_code == 200
    assert "ยังไม่มีข้อมูลในระบบ ณ วันนั้น" in text_of(main_of(blank.text))
