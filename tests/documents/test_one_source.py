"""Screen, short page, PDF, slides, workbook, snapshot and API say the same of one selection."""

import html
import io
import re
from collections.abc import Callable
from html import unescape
from itertools import cycle, product
from pathlib import Path

import openpyxl
import pptx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from ecodash import facts, stores
from ecodash.documents.content import book, content
from ecodash.documents.figures import write_figures
from ecodash.documents.pdf import told
from ecodash.documents.slides import write_slides
from ecodash.language.text import LANGUAGES
from ecodash.store.store import Store
from ecodash.web import api, plain_pages

pytestmark = pytest.mark.slow

SHELL = Path(__file__).parents[2] / "ecodash" / "shell.py"
AREAS = ("lamphun-ban-klang", "samut-sakhon-om-noi", "chiang-mai-mae-faek", "tak-sez")
DAYS = ("2022-06-30", "2023-09-30", "2024-03-01")
# Every area on every day, in the languages by turns.
SELECTIONS = [(*of, lang) for of, lang in zip(product(AREAS, DAYS), cycle(LANGUAGES), strict=False)]
ADDRESS = "http://test"


@pytest.fixture
def client(tmp_path: Path, demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))
    monkeypatch.setattr(stores, "_stores", {False: demo_store, True: demo_store})
    return TestClient(Starlette(routes=[*api.routes, *plain_pages.routes]))


def plain(markup: str) -> str:
    """The words of a page, without its markup."""
    text = re.sub(r"<style.*?</style>|<head>.*?</head>", " ", markup, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060]+", "", text)


def screen(area: str, day: str, lang: str) -> str:
    at = AppTest.from_file(str(SHELL), default_timeout=30)
    at.switch_page("../pages/briefing.py")
    for name, value in {"area": area, "as_of": day, "lang": lang, "demo": "1"}.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return plain("".join(element.proto.body for element in at.get("html")))


def slides_text(data: bytes) -> str:
    shown = pptx.Presentation(io.BytesIO(data))
    texts = [shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for slide in shown.slides for shape in slide.shapes if shape.has_table]
    return " ".join((*texts, *(cell.text for table in tables for row in table.rows for cell in row.cells)))


def workbook_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return " ".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None)


@pytest.mark.parametrize(("area", "day", "lang"), SELECTIONS)
def test_every_form_says_the_same(client: TestClient, demo_store: Store, area: str, day: str, lang: str) -> None:
    query = {"area": area, "as_of": day, "lang": lang, "demo": "1"}
    selection, misread = facts.read_selection(demo_store, query)
    assert misread == []
    said = content(demo_store, selection, area)
    assert said is not None
    made = book(demo_store, selection, annexes=True)

    answer = client.get("/api/v1/status.json", params=query).json()
    assert answer["counts"] == said.counts.as_dict()
    late = {item["item"]: item["days_late"] for item in answer["items"] if item["days_late"] is not None}
    assert late == {line.item: line.days_late for line in said.items if line.days_late is not None}

    forms: dict[str, Callable[[], str]] = {
        "screen": lambda: screen(area, day, lang),
        "short page": lambda: plain(client.get("/s/briefing", params=query).text),
        "snapshot": lambda: plain(client.get("/snapshot.html", params=query).text),
        "slides": lambda: slides_text(write_slides(made, ADDRESS)),
        "workbook": lambda: workbook_text(write_figures(made, ADDRESS)),
        "PDF": lambda: str(told(made, ADDRESS)),
    }
    for form, text_of in forms.items():
        text = squeezed(text_of())
        if form == "PDF":
            # The template gets the verdict in pieces, so that it can stress the figure.
            assert all(squeezed(words) in text for words, _ in said.verdict), form
        else:
            assert squeezed(said.verdict_text) in text, form
        for words, _, _ in said.details:
            assert squeezed(words) in text, (form, words)
        for line in said.stuck:
            if line.days_late is not None:
                assert str(line.days_late) in text, (form, line.item)


@pytest.mark.parametrize(("area", "day", "lang"), [row for row in SELECTIONS if row[2] == "en"])
def test_evidence_is_one_count_and_one_list(
    client: TestClient, demo_store: Store, area: str, day: str, lang: str
) -> None:
    query = {"area": area, "as_of": day, "lang": lang, "demo": "1"}
    selection, _ = facts.read_selection(demo_store, query)
    made = book(demo_store, selection, annexes=True)
    counts = {
        item["item"]: item["evidence"] for item in client.get("/api/v1/status.json", params=query).json()["items"]
    }
    printed = {item["item"]: item["evidence"] for item in told(made, ADDRESS)["stories"][0]["items"]}
    sheet = openpyxl.load_workbook(io.BytesIO(write_figures(made, ADDRESS)))["Items"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "Item" in row)
    places = [head.index(words) for words in ("Item", "Evidence (pieces)", "Titles of public evidence")]
    listed = {str(row[places[0]]): [row[place] for place in places[1:]] for row in rows[rows.index(head) + 1 :]}
    slides = squeezed(slides_text(write_slides(made, ADDRESS)))
    for line in made.contents[0].items:
        assert counts[line.item] == line.evidence_count >= len(line.evidence)
        assert [words for words in printed[line.item] if words in line.evidence] == list(line.evidence)
        assert (len(printed[line.item]) > len(line.evidence)) == (line.evidence_count > len(line.evidence)) or (
            not line.evidence_count
        )
        assert listed[line.item] == [line.evidence_count, "\n".join(line.evidence) or None]
        assert all(squeezed(name) in slides for name in line.evidence)
    copied = client.get("/snapshot.html", params=query).text
    assert [unescape(name) for name in re.findall('<span class="piece">([^<]+)', copied)] == [
        name for line in made.contents[0].items for name in line.evidence
    ]
    richest = max(made.contents[0].items, key=lambda line: len(line.evidence))
    screen = squeezed(unescape(client.get("/s/criteria", params=query | {"item": richest.item}).text))
    assert all(squeezed(name) in screen for name in richest.evidence)
    for line in made.contents[0].items:
        story = facts.item_story(demo_store, facts.read_selection(demo_store, query | {"item": line.item})[0])
        assert len(story["files"]) + len(story["named"]) == line.evidence_count


def test_what_is_owed_is_one_list_and_one_count_wherever_the_brief_is(client: TestClient, demo_store: Store) -> None:
    query = {"area": "lamphun-ban-klang", "lang": "th", "demo": "1"}
    selection = facts.read_selection(demo_store, query)[0]
    made = book(demo_store, selection, annexes=True)
    said = made.contents[0]
    assert said.open_resolutions[0].days_late == 214
    assert said.judged.owed == len(said.stuck) + len(said.open_resolutions)
    pdf = told(made, ADDRESS)["stories"][0]
    forms = {
        "screen": screen(query["area"], "2024-03-01", "th"),
        "short page": plain(client.get("/s/briefing", params=query).text),
        "snapshot": plain(client.get("/snapshot.html", params=query).text),
        "slides": slides_text(write_slides(made, ADDRESS)),
        "workbook": workbook_text(write_figures(made, ADDRESS)),
        "PDF": str([pdf[key] for key in ("stuck", "open_resolutions", "details")]),
    }
    for form, text in forms.items():
        for line in said.open_resolutions:
            assert squeezed(line.text) in squeezed(text), form
            if line.days_late is not None:
                assert str(line.days_late) in text, form
        assert squeezed(f"งานค้าง {said.judged.owed} เรื่อง") in squeezed(text), form
        assert squeezed(f"เกินกำหนด {said.judged.late} เรื่อง ช้าที่สุด 214 วัน (สคพ.1)") in squeezed(text), form


def test_agencies_are_ranked_by_their_longest_delay_resolutions_included(demo_store: Store) -> None:
    loads = facts.agency_loads(demo_store, facts.read_selection(demo_store, {"demo": "1", "lang": "en"})[0])
    assert loads[0].longest == 214
    assert [load.longest for load in loads] == sorted((load.longest for load in loads), reverse=True)
    for load in loads:
        assert (load.late > 0) == (load.longest > 0)
        alone = {m.resolution for m in load.matters if m.item is None}
        assert alone.isdisjoint(m.resolution for m in load.matters if m.item)
    (estate,) = (load for load in loads if load.agency["code"] == "nrie")
    assert (estate.count, estate.late) == (3, 1)
