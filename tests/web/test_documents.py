import html
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import stores
from ecodash.documents import making
from ecodash.store.store import Store
from ecodash.web.documents import routes
from survey import AREA, surveyed_store


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    stores.use(surveyed_store())
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)), demo=True)
    with TestClient(Starlette(routes=routes)) as client:
        yield client


def test_one_area_as_a_file_with_its_name(client: TestClient) -> None:
    answer = client.get("/brief.pdf", params={"area": AREA, "as_of": "2024-05-10", "vs": "m-1"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'inline; filename="ecodash-{AREA}-2024-05-10.pdf"'
    assert answer.content.startswith(b"%PDF")


def test_all_data_as_a_workbook_for_programs(client: TestClient) -> None:
    answer = client.get("/data.xlsx?demo=1&from=2024-01-31&utm_source=line")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="ecodash-data-2024-05-10-demo.xlsx"'
    assert answer.content.startswith(b"PK")
    assert client.get("/data.xlsx?from=soon").status_code == 400


def test_all_areas_of_the_demonstration(client: TestClient) -> None:
    for form in ("pdf", "pptx", "xlsx"):
        answer = client.get(f"/brief.{form}?demo=1&lang=en&digits=thai")
        assert f'filename="ecodash-areas-2024-05-10-demo.{form}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "query",
    ["colour=red", "area=nowhere", "as_of=2024-02-30", "lang=fr", "digits=roman", "annex=yes", "known_at=2024-13-01"],
)
def test_what_is_not_understood_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/brief.pdf?{query}")
    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]


def test_a_todo_sheet_needs_its_agency(client: TestClient) -> None:
    assert client.get("/todo.png").status_code == 400
    for form, kind in (("png", "image/png"), ("pdf", "application/pdf")):
        answer = client.get(f"/todo.{form}?agency=municipality&as_of=2024-05-10")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == kind
        assert f"ecodash-todo-municipality-2024-05-10.{form}" in answer.headers["content-disposition"]


def test_papers_are_of_the_kind_and_the_body_that_were_asked_for(client: TestClient) -> None:
    answer = client.get("/papers.docx?kind=minutes&body=committee&as_of=2024-10-01&digits=arabic")
    assert answer.status_code == 200
    assert "ecodash-minutes-committee-2024-10-01.docx" in answer.headers["content-disposition"]
    assert client.get("/papers.docx?kind=letter&form=memo&as_of=m-1&utm_source=line").status_code == 200
    for query in ("kind=novel", "body=nobody", "digits=roman", "form=poem", "colour=red"):
        assert client.get(f"/papers.docx?{query}").status_code == 400


def test_forms_that_are_not_made_are_not_found(client: TestClient) -> None:
    for path in ("/brief.html", "/todo.xlsx", "/papers.pdf"):
        assert client.get(path).status_code == 404
    assert "brief.pdf" in making.documents()


def test_a_store_without_areas_has_nothing_to_write_about(client: TestClient, empty_store: Store) -> None:
    stores.use(empty_store)
    assert client.get("/brief.pdf").status_code == 400


def test_the_code_leads_other_machines_here(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def make(name: str, store: Store, selection: object, address: str, thai_digits: bool) -> making.Document:
        seen.append(address)
        return making.Document("รายงาน.pdf", "application/pdf", b"%PDF")

    monkeypatch.setattr(making, "make", make)
    answer = client.get("/brief.pdf", headers={"host": "eco.lamphun.example:8080"})
    assert "filename*=UTF-8''%E0%B8%A3" in answer.headers["content-disposition"]
    client.get("/brief.pdf", headers={"host": "localhost:8501"})
    monkeypatch.setenv("ECODASH_PUBLIC_URL", "https://eco.example/")
    client.get("/brief.pdf")
    assert seen[0] == "http://eco.lamphun.example:8080"
    assert seen[1].startswith("http://")
    assert seen[2] == "https://eco.example"


@pytest.mark.parametrize(
    "added", ["fbclid=IwAR0", "gclid=1", "utm_source=line&utm_medium=chat", "openExternalBrowser=1"]
)
def test_a_link_that_was_passed_on_still_leads_to_its_document(client: TestClient, added: str) -> None:
    assert client.get(f"/brief.pdf?area={AREA}&{added}").status_code == 200
    assert client.get(f"/todo.png?agency=municipality&{added}").status_code == 200


def test_a_person_reads_the_refusal_on_a_page_and_a_program_as_json(client: TestClient) -> None:
    person = client.get("/brief.pdf?area=nowhere&lang=en", headers={"accept": "text/html,*/*"})
    program = client.get("/brief.pdf?area=nowhere&lang=en")
    assert (person.status_code, program.status_code) == (400, 400)
    assert person.headers["content-type"].startswith("text/html")
    assert person.headers["cache-control"] == "no-store"
    assert "nowhere" in program.json()["error"]
    assert program.json()["error"] in html.unescape(person.text)
