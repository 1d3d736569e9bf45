import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import facts, stores
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language.text import LANGUAGES, t
from ecodash.language.unbroken import JOINER
from ecodash.sentences import matter_phrase, verdict_parts
from ecodash.store.change import Act
from ecodash.store.problem import StoreProblem
from ecodash.store.reference import sync_reference
from ecodash.store.store import Store
from ecodash.store.typed_row import typed
from ecodash.ui.screens import PATHS
from ecodash.web.gate import Front
from ecodash.web.plain_pages import routes
from ecodash.web.static_files import routes as files
from page_text import english_left, read_text, thai_left
from survey import AREA, FRAMEWORK, surveyed_store

BOTH = ("s/briefing", "snapshot.html")
HOSTILE = "<script>alert(1)</script> # $x^2$ *b* =1+1 🏭 \u200b<b onload=x> {{ 7*7 }} ไทยLatin"
LONG = "ก" * 300


@pytest.fixture
def client(home: Path, demo_store: Store) -> Iterator[TestClient]:
    """The demonstration as it is, and a small real store."""
    stores.use(surveyed_store())
    stores._stores[True] = demo_store
    with TestClient(Front(Starlette(routes=[*routes, *files]))) as client:  # type: ignore[arg-type]
        yield client
    stores._stores.pop(True)


def selected(store: Store, query: str) -> facts.Selection:
    pairs = dict(part.split("=") for part in query.split("&") if part)
    return facts.read_selection(store, pairs)[0]


def brief_of(store: Store, s: facts.Selection) -> facts.Brief:
    assert s.focus
    brief = facts.brief(store, s.focus, s.framework, s.as_of, s.vs, s.fy, s.item, s.agency)
    assert brief
    return brief


def text_of(html: str) -> str:
    """What is read, in one line; words that a link sets off stand in their sentence."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).replace(JOINER, "").split())


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        "", f"area={AREA}&as_of=2023-09-30", "area=samut-sakhon-om-noi", "phase=1", "as_of=2022-10-01",
        f"area={AREA}&item=6", "agency=nrie",
    ],
)  # fmt: skip
def test_the_figures_are_those_of_the_facts(
    client: TestClient, demo_store: Store, path: str, lang: str, query: str
) -> None:
    s = selected(demo_store, query)
    brief = brief_of(demo_store, s)
    answer = client.get(f"/{path}?{query}&demo=1&lang={lang}")
    assert answer.status_code == 200
    html, text = answer.text, text_of(answer.text)
    verdict = "".join(words for words, _ in verdict_parts(brief, "\0", lang)).partition("\0")[0]
    assert " ".join(verdict.split()) in text
    strip = html.split('class="strip"')[1].split("</ul>")[0]
    assert re.findall(r'class="cell s-(\w+)', strip) == [str(state.result) for state in brief.states]
    rows = html.split(t(lang, "brief.stuck") + "</h2>")[1].split("<h2")[0]
    assert rows.count("<li>") == min(len(brief.owed), 30)
    for matter in brief.owed[:30]:
        assert matter_phrase(matter, brief.day, lang) in text_of(rows)
    assert t(lang, "app.demo_banner", day="").split("{")[0].strip()[:12] in text
    assert f'<html lang="{lang}"' in html


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["empty", "reference", "demo"])
def test_every_kind_of_store_in_its_own_language(
    client: TestClient, empty_store: Store, path: str, lang: str, kind: str
) -> None:
    if kind == "reference":
        sync_reference(empty_store, stores.DATA / "reference")
    stores._stores[False] = empty_store
    answer = client.get(f"/{path}?lang={lang}" + "&demo=1" * (kind == "demo"))
    assert answer.status_code == 200
    assert ("demo" in re.findall(r'class="(\w+)" role="note"', answer.text)) == (kind == "demo")
    html = re.sub(r"<head>.*?</head>", "", answer.text, flags=re.DOTALL)
    html = re.sub(r'<span class="url">[^<]*</span>', "", html)
    assert (english_left if lang == "th" else thai_left)(read_text(html, lang)) == set()
    assert (t(lang, "brief.area_missing") in html) == (kind == "empty")


@pytest.mark.parametrize("screen", PATHS)
def test_every_screen_has_a_short_page_that_leads_to_it(client: TestClient, screen: str) -> None:
    # However the template breaks its lines.
    html = " ".join(client.get(f"/s/{screen}?area={AREA}&as_of=2023-09-30&lang=en&demo=1").text.split())
    kept = f"area={AREA}&amp;as_of=2023-09-30&amp;lang=en&amp;demo=1"
    assert f'class="onward"> <a href="/{screen}?{kept}"' in html
    assert f'href="/s/{screen}?area={AREA}&amp;as_of=2023-09-30&amp;demo=1" lang="th"'.replace("/s/?", "/s?") in html


def test_slashes_and_other_addresses(client: TestClient) -> None:
    assert client.get("/s").text == client.get("/s/").text
    assert client.get("/s/briefing/").status_code == 200
    wrong = client.get("/s/nowhere?lang=en")
    assert wrong.status_code == 404
    assert t("en", "app.not_found") in wrong.text


@pytest.mark.parametrize("path", BOTH)
def test_what_a_link_says_wrong_is_named_and_the_page_still_shows(client: TestClient, path: str) -> None:
    html = client.get(f"/{path}?area=atlantis&item=99&fy=67&as_of=31-02-2567&colour=<b>red</b>&demo=1").text
    notices = [text_of(part.split("</p>")[0]) for part in html.split('class="notice"')[1:]]
    for value in ("atlantis", "99", "67", "31-02-2567", "<b>red</b>"):
        assert any(value in notice for notice in notices)
    assert 'class="cell' in html


def test_a_kind_and_a_state_of_activities_that_there_are_not_are_named(client: TestClient) -> None:
    html = client.get("/s/activities?kind=flood&status=done&lang=en&demo=1").text
    notices = [text_of(part.split("</p>")[0]) for part in html.split('class="notice"')[1:]]
    assert any("flood" in notice and t("en", "activities.kind") in notice for notice in notices)
    assert not any("done" in notice for notice in notices)


def test_it_is_small_and_asks_for_nothing_but_fonts_and_an_icon(client: TestClient) -> None:
    answer = client.get("/s?demo=1")
    assert len(answer.content) < 40_000
    assert len(answer.text.split("<style>")[1].split("</style>")[0].encode()) < 8_000
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy
    assert "<script" not in answer.text
    assert " style=" not in answer.text
    asked = re.findall(r"(?:src=|<link[^>]* href=|url\()\"?([^\")>]+)", answer.text)
    own = {a for a in asked if not a.startswith("'data:")}
    assert own == {"/assets/icon.png", "/fonts/Sarabun-Regular.woff2", "/fonts/Sarabun-Bold.woff2"}
    for each in own:
        assert client.get(each).status_code == 200


def test_a_chat_shows_the_verdict_before_anybody_opens_the_link(client: TestClient, demo_store: Store) -> None:
    html = client.get(f"/s/briefing?area={AREA}&demo=1", headers={"host": "10.0.0.5:8501"}).text
    said = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html))
    brief = brief_of(demo_store, selected(demo_store, f"area={AREA}"))
    head = "".join(words for words, _ in verdict_parts(brief, "\0", "th")).partition("\0")[0]
    assert said["og:description"].startswith(head)
    assert said["description"] == said["og:description"]
    assert t("th", "filter.demo") in said["og:title"]
    assert said["og:image"] == "http://10.0.0.5:8501/assets/icon.png"
    assert said["og:url"] == f"http://10.0.0.5:8501/s/briefing?area={AREA}&amp;demo=1"


def test_a_copy_says_of_which_years_its_activities_are(client: TestClient) -> None:
    every = client.get(f"/snapshot.html?area={AREA}&demo=1").text
    one = client.get(f"/snapshot.html?area={AREA}&demo=1&fy=2567").text
    count = every.count(f'<td data-label="{t("th", "filter.fy")}">')
    assert t("th", "snapshot.activities", count=count) in every.replace("\u00a0", " ")
    assert "กิจกรรมทุกปีงบประมาณ" not in one


def test_the_copy_needs_nothing_else(client: TestClient) -> None:
    answer = client.get(f"/snapshot.html?area={AREA}&as_of=2023-09-30&demo=1")
    name = f"ecodash-demo-{AREA}-2023-09-30.html"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    html = answer.text
    assert "<script" not in html
    assert not re.search(r"(?:src=|<link|url\((?!data:|'data:))", html)
    inside = set(re.findall(r'\bid="([^"]+)"', html))
    leading = re.findall(r'href="([^"]*)"', html)
    assert {link for link in leading if not link.startswith("#")} == set()
    assert {link[1:] for link in leading} <= inside
    assert "ไม่ใช่ข้อมูลสด" in html


def test_the_copy_of_all_areas_has_each_ones_strip(client: TestClient, demo_store: Store) -> None:
    html = client.get("/snapshot.html?demo=1").text
    counts = facts.counts_by_area(demo_store, FRAMEWORK, demo_store.today())
    surveyed = [area for area, c in counts.items() if c.assessed]
    assert html.count('class="strip"') == 1 + len(surveyed)
    for area in counts:
        assert f'id="area-{area}"' in html
    assert "ecodash-demo-all-" in client.get("/snapshot.html?demo=1").headers["content-disposition"]


def record(store: Store, kind: str, *rows: dict[str, Any]) -> None:
    store.commit(Act("ก", Means.EDIT), [(kind, typed(KINDS[kind], row)) for row in rows])


@pytest.mark.parametrize("path", BOTH)
def test_hostile_and_long_texts_are_texts(client: TestClient, path: str) -> None:
    store = surveyed_store()
    stores._stores[False] = store
    record(store, "agency", {"code": "x", "name_th": HOSTILE})
    record(store, "area", {"code": "long", "name_th": LONG + HOSTILE, "province": "lamphun"})
    item = {
        "framework": FRAMEWORK,
        "item": "2",
        "position": 2,
        "text_th": HOSTILE,
        "short_th": "<u>น้ำ</u>" + HOSTILE * 5,
    }
    record(store, "item", item)
    record(store, "observation", *({
        "code": f"l-{i}", "area": "long", "framework": FRAMEWORK, "item": i, "result": "not_met", "review": "accepted",
        "effective_on": "2024-02-01", "note": HOSTILE,
    } for i in ("1", "2")))  # fmt: skip
    record(store, "assignment", {
        "area": "long", "framework": FRAMEWORK, "item": "2", "agency": "x", "task": HOSTILE,
        "assigned_on": "2024-02-12", "due_on": "2024-04-30", "status": "open",
    })  # fmt: skip
    record(store, "body", {"code": "long-wg", "area": "long", "province": "lamphun", "tier": 1})
    record(store, "meeting", {"code": "m-l", "body": "long-wg", "number": HOSTILE, "held_on": "2024-02-12"})
    record(store, "resolution", *({
        "code": f"r{n}", "meeting": "m-l", "text": f"{n} {HOSTILE}", "agency": "x", "status": "open",
        "due_on": "2024-05-30",
    } for n in range(200)))  # fmt: skip
    html = client.get(f"/{path}?area=long").text
    assert "<script" not in html
    assert "<b onload" not in html
    assert "<u>" not in html
    assert ">2 &lt;u&gt;น้ำ&lt;/u&gt;" in html
    assert "{{ 7*7 }}" in text_of(html)
    assert " ".join((LONG + HOSTILE).split()) in text_of(html)
    assert text_of(html).count(" ".join(HOSTILE.split())) >= 3
    if path == "snapshot.html":
        assert f"199 {' '.join(HOSTILE.split())}" in text_of(html)
    else:
        assert len(html.encode()) < 40_000


@pytest.mark.parametrize("path", BOTH)
def test_a_store_that_fails_is_a_sentence(client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    def refuse(demo: bool = False) -> Store:
        raise StoreProblem("broken")

    monkeypatch.setattr("ecodash.web.plain_pages.current", refuse)
    answer = client.get(f"/{path}?lang=en")
    assert answer.status_code == 503
    assert StoreProblem("broken").sentence("en") in answer.text
