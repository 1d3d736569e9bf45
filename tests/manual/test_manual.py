"""The manual: whole in both languages, in step with the screens, small, and served without a script."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import facts, manual, stores
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language.text import LANGUAGES, t, words
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.store.typed_row import typed
from ecodash.ui.manual_pages import PROGRAMS
from ecodash.ui.screens import PATHS
from ecodash.web.gate import Front
from ecodash.web.help_pages import routes
from ecodash.web.static_files import routes as files
from survey import surveyed_store

BOTH = [(lang, topic) for lang in LANGUAGES for topic in manual.TOPICS]


@pytest.fixture
def client(home: Path, demo_store: Store) -> Iterator[TestClient]:
    stores._stores[True] = demo_store
    with TestClient(Front(Starlette(routes=[*routes, *files]))) as client:  # type: ignore[arg-type]
        yield client
    stores._stores.pop(True)


def linked(lang: str, topic: str) -> list[str]:
    found: list[str] = []
    manual.text(lang, topic, lambda address: found.append(address) or address)  # type: ignore[func-returns-value]
    return found


def test_every_topic_is_there_in_both_languages_and_no_other() -> None:
    for lang in LANGUAGES:
        assert {file.stem for file in (manual.PICTURES.parent / lang).glob("*.md")} == set(manual.TOPICS)


@pytest.mark.parametrize(("lang", "topic"), BOTH)
def test_what_it_calls_things_is_what_the_screens_call_them(lang: str, topic: str) -> None:
    for key in manual.keys(lang, topic):
        assert "{" not in words(lang)[key], key
    html = manual.text(lang, topic, str)
    assert "[[" not in html
    assert all(t(lang, key) in unescape(html) for key in manual.keys(lang, topic))


@pytest.mark.parametrize(("lang", "topic"), BOTH)
def test_its_links_lead_somewhere_and_its_pictures_are_there(lang: str, topic: str) -> None:
    for address in linked(lang, topic):
        if address.startswith("pictures/"):
            assert (manual.PICTURES.parent / address).exists()
        elif address.startswith("/"):
            assert address.strip("/") in PATHS
        else:
            assert address in (*manual.TOPICS, PROGRAMS)


def test_both_languages_show_the_same_pictures_and_all_together_stay_small() -> None:
    named = {
        (lang, name)
        for lang, topic in BOTH
        for name in re.findall(r"pictures/([a-z]+)-", " ".join(linked(lang, topic)))
    }
    assert {name for lang, name in named if lang == "th"} == {name for lang, name in named if lang == "en"}
    there = list(manual.PICTURES.glob("*.webp"))
    assert {file.name for file in there} == {f"{name}-{lang}.webp" for lang, name in named}
    assert sum(file.stat().st_size for file in there) < 2_000_000


def test_every_screen_leads_to_a_topic() -> None:
    assert {manual.topic_of(screen) for screen in PATHS} <= set(manual.TOPICS)
    assert manual.topic_of("minutes") == "minutes"
    assert manual.topic_of("phases") == "reading"


def test_raw_html_in_a_topic_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manual, "_source", lambda lang, topic: "# x\n\n<script>alert(1)</script> [a](javascript:x)")
    html = manual.text("th", "index", str)
    assert "<script" not in html
    assert "href" not in html


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", manual.TOPICS)
def test_each_topic_is_a_page_whose_links_stay_in_its_language(client: TestClient, topic: str, lang: str) -> None:
    answer = client.get(f"/help/{topic}?lang={lang}&demo=1")
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    links = set(re.findall(r'<a href="(/[^"]*)"(?! *\n? *lang)', answer.text))
    assert all(("lang=en" in link) == (lang == "en") and "demo=1" in link for link in links)
    for address in re.findall(r'src="([^"]+)"', answer.text):
        assert client.get(address).headers["content-type"] == "image/webp"
    for address in links:
        if address.startswith("/help"):
            assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_book_has_every_topic_once_and_its_links_stay_inside(client: TestClient) -> None:
    html = client.get("/help/print").text
    assert re.findall(r'<article id="([^"]+)"', html) == list(manual.TOPICS)
    assert set(re.findall(r'href="#([^"]+)"', html)) == set(manual.TOPICS)


def test_what_is_no_topic_is_said_to_be_none(client: TestClient) -> None:
    for path in ("/help/nothing", "/help/pictures/desk-xx.webp", "/help/pictures/..%2f__init__.py"):
        assert client.get(path).status_code == 404


def test_whoever_still_needs_the_passphrase_may_read_how(client: TestClient) -> None:
    stores.people().set_passphrase("ประตูบานแรก-2567", "ก")
    assert client.get("/help/red").status_code == 200


# The practice path


def recorded(store: Store, means: Means, kind: str, row: dict[str, str]) -> None:
    store.commit(Act("ก", means), [(kind, typed(KINDS[kind], row))])


def test_the_demonstration_by_itself_is_nobodys_practice(demo_store: Store) -> None:
    assert [step.is_done for step in facts.practice_steps(demo_store)] == [False] * 7


def test_a_step_ticks_itself_off_by_what_is_recorded() -> None:
    store = surveyed_store(demo_today=date(2024, 5, 10))
    before = {step.name for step in facts.practice_steps(store) if step.is_done}
    recorded(store, Means.EDIT, "agency_link", {"code": "l-1", "agency": "ban-klang-municipality"})
    assert {step.name for step in facts.practice_steps(store) if step.is_done} == before | {"link"}
    change = store.version
    store.commit(Act("ก", Means.UNDO, undoes=change), [])
    assert "undo" in {step.name for step in facts.practice_steps(store) if step.is_done}


def test_the_ticks_stand_on_the_page(client: TestClient) -> None:
    store = surveyed_store(demo_today=date(2024, 5, 10))
    stores._stores[True] = store
    recorded(store, Means.EDIT, "agency_link", {"code": "l-1", "agency": "ban-klang-municipality"})
    html = client.get("/help/practice").text
    assert f'href="/people?demo=1">{t("th", "help.step_link")}' in html
    assert 'class="done"' in html
