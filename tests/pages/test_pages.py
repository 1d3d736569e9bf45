"""Every screen in both languages over the empty, the real and the demonstration store."""

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from books import new_store
from ecodash import stores
from ecodash.access.roles import READER, Principal
from ecodash.domain.vocabulary import Role
from ecodash.language.text import LANGUAGES, t
from ecodash.language.unbroken import JOINER, unbroken
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from ecodash.ui.desk.chosen_row import RECORDED
from ecodash.ui.screens import DESK, SCREENS
from page_text import closed_world, english_left, read_text, thai_left

pytestmark = pytest.mark.slow

SHELL = Path(__file__).parents[2] / "ecodash" / "shell.py"
STORES = ("empty", "real", "demo")

# Screens as links open them: one area, one item, one agency, a search, a framework without items, a past day.
DEEPER = [
    ("areas", "area=lamphun-ban-klang"),
    ("briefing", "area=samut-sakhon-om-noi"),
    ("criteria", "area=lamphun-ban-klang&item=6"),
    ("criteria", "framework=diw-eit-2560"),
    ("criteria", "phase=1"),
    ("phases", "chart=phases"),
    ("agencies", "agency=lamphun-industry"),
    ("fiscal_years", "fy=2566"),
    ("activities", "fy=2566&area=lamphun-ban-klang"),
    ("meetings", "as_of=2024-02-12"),
    ("overview", "as_of=2023-08-29"),
    ("overview", "province=lamphun"),
    ("find", "q=บ้านกลาง"),
]

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def bare_store() -> Iterator[Store]:
    """A store without a single row. Nobody writes to it."""
    store = new_store(reference=False)
    yield store
    store.close()


@pytest.fixture
def opened(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, demo_store: Store, tmp_path: Path) -> Open:
    """Opens a screen over one of the stores: ``opened("real", "areas", "area=x", "en")``; ``who`` sits before it."""
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))

    def open_screen(kind: str, screen: str, query: str = "", lang: str = "th", who: Principal = READER) -> AppTest:
        monkeypatch.setattr("ecodash.ui.signed_in.principal", lambda store: who)
        real = request.getfixturevalue("bare_store" if kind == "empty" else "plain_store")
        monkeypatch.setattr(stores, "_stores", {False: real, True: demo_store})
        at = AppTest.from_file(str(SHELL), default_timeout=30)
        at.switch_page(f"../pages/{screen}.py")
        asked = dict(parse_qsl(query)) | ({"demo": "1"} if kind == "demo" else {})
        for name, value in (asked | ({"lang": "en"} if lang == "en" else {})).items():
            at.query_params[name] = value
        return at.run()

    return open_screen


def html_of(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html")).replace(JOINER, "")


def texts_of(at: AppTest, lang: str) -> list[str]:
    """Everything that is read on a screen: our HTML, the labels of the boxes and what they offer."""
    boxes = [text for box in at.selectbox for text in (box.label, *box.options)]
    labels = [w.label for w in (*at.toggle, *at.text_input, *at.text_area, *at.button, *at.checkbox, *at.radio)]
    labels += [element.proto.body for element in (*at.subheader, *at.caption)]
    return [
        *(part for element in at.get("html") for part in read_text(element.proto.body, lang)),
        *boxes,
        *labels,
    ]


def check(at: AppTest, kind: str, lang: str) -> None:
    """What holds on every screen."""
    assert [element.stack_trace for element in at.exception] == []
    head, *between, foot = (element.proto.body for element in at.get("html"))
    assert 'class="head"' in head
    assert 'class="foot"' in foot
    assert read_text("".join(between), lang), "head and foot alone are no screen"
    # What a person searched for is said back as it is.
    words = at.query_params.get("q", "\0")
    texts = [text.replace(words, "") for text in texts_of(at, lang)]
    assert (english_left if lang == "th" else thai_left)(texts) == set()
    if 'class="desk"' not in "".join(between):
        assert closed_world(texts, lang) == []
    body = "".join((head, *between))
    assert ('class="demo"' in head) == (kind == "demo")
    banner = t(lang, "app.demo_banner", day="").strip()
    assert any(banner in text for text in read_text(body, lang)) == (kind == "demo")


@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_in_both_languages_over_every_store(opened: Open, screen: str, lang: str, kind: str) -> None:
    check(opened(kind, screen, lang=lang), kind, lang)


OFFICERS = {
    role: Principal("สมหญิง" if role is Role.SECRETARY else "สมชาย", role) for role in (Role.SECRETARY, Role.OFFICER)
}


@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("role", OFFICERS)
@pytest.mark.parametrize("screen", DESK)
def test_the_desk_as_its_officers_see_it(opened: Open, screen: str, role: Role, lang: str, kind: str) -> None:
    at = opened(kind, screen, lang=lang, who=OFFICERS[role])
    check(at, kind, lang)
    assert 'class="desk"' in html_of(at)


@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize("screen", DESK)
def test_the_desk_is_shut_for_readers_and_agencies(opened: Open, screen: str, kind: str) -> None:
    for who in (READER, Principal("tesaban", Role.AGENCY, "tesaban", "tesaban-1")):
        at = opened(kind, screen, who=who)
        assert 'class="desk"' not in html_of(at)
        assert [at.button.len, at.text_input.len, at.selectbox.len] == [0, 0, 0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", RECORDED)
def test_the_form_of_every_kind_of_row(opened: Open, kind: str, lang: str) -> None:
    check(opened("demo", "record", f"kind={kind}", lang, OFFICERS[Role.SECRETARY]), "demo", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_agency_sees_by_its_link(opened: Open, lang: str) -> None:
    agency = Principal("lamphun-industry", Role.AGENCY, "lamphun-industry", "lamphun-industry-1")
    check(opened("demo", "report", lang=lang, who=agency), "demo", lang)


@pytest.mark.parametrize("kind", ["real", "demo"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("screen", "query"), DEEPER)
def test_deeper_views(opened: Open, screen: str, query: str, lang: str, kind: str) -> None:
    check(opened(kind, screen, query, lang), kind, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_what_a_link_says_wrong_is_named_and_the_screen_still_shows(opened: Open, screen: str, lang: str) -> None:
    at = opened("real", screen, "area=atlantis&item=99&fy=67&as_of=31-02-2567&colour=red", lang)
    assert not at.exception
    notices = html_of(at).split('class="notice"')[1:]
    for value in ("atlantis", "99", "67", "31-02-2567", "red"):
        assert any(value in notice for notice in notices)


def test_markup_in_a_link_is_shown_as_text(opened: Open) -> None:
    at = opened("real", "find", "q=<img src=x onerror=alert(1)>&area=<b>x</b>")
    assert "<img src=x" not in html_of(at)
    assert "&lt;b&gt;x&lt;/b&gt;" in html_of(at)


# The boxes are the same in both languages but for their words.
@pytest.mark.parametrize(("screen", "lang"), [*zip(SCREENS, cycle(LANGUAGES), strict=False)])
def test_a_choice_is_kept_in_the_address_as_a_code(opened: Open, screen: str, lang: str) -> None:
    boxes = [box.key for box in opened("demo", screen, lang=lang).selectbox if box.key.startswith("filter-")]
    for key in boxes:
        at = opened("demo", screen, lang=lang)
        box = at.selectbox(key=key)
        if len(box.options) < 2:
            continue
        label = box.options[1]
        box.select_index(1).run()
        assert not at.exception
        parameter = key.removeprefix("filter-")
        code = at.query_params[parameter]
        assert code.isascii()
        assert code != label
        check(at, "demo", lang)
        # The same address opens with the same choice.
        again = opened("demo", screen, f"{parameter}={code}", lang).selectbox(key=key)
        assert again.options[again.index] == label


def test_the_first_choice_takes_the_parameter_out_of_the_address(opened: Open) -> None:
    at = opened("demo", "overview", "area=lamphun-ban-klang")
    at.selectbox(key="filter-area").select_index(0).run()
    assert dict(at.query_params) == {"demo": "1"}


def test_the_address_decides_and_not_what_a_box_remembers(opened: Open) -> None:
    at = opened("demo", "overview", "area=lamphun-ban-klang")
    at.query_params["area"] = "tak-sez"
    at.run()
    box = at.selectbox(key="filter-area")
    assert t("th", "filter.all_areas") == box.options[0]
    assert "ตาก" in box.options[box.index]


def test_links_carry_the_selection_to_every_screen(opened: Open) -> None:
    html = html_of(opened("demo", "criteria", "area=lamphun-ban-klang&as_of=2023-08-29", "en"))
    for screen in ("/", "/briefing", "/phases", "/areas", "/fiscal_years", "/about"):
        kept = "area=lamphun-ban-klang&amp;as_of=2023-08-29&amp;lang=en&amp;demo=1"
        assert f'href="{screen}?{kept}"' in html


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_reached_around_the_shell_shows_nothing(screen: str) -> None:
    at = AppTest.from_file(str(SHELL.parents[1] / "pages" / f"{screen}.py")).run()
    assert not at.exception
    assert [error.value for error in at.error] == [f"{t('th', 'app.not_prepared')} · {t('en', 'app.not_prepared')}"]
    assert not at.get("html")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_store_that_cannot_be_opened_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    occupied = tmp_path / "home"
    occupied.write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setenv("ECODASH_HOME", str(occupied))
    monkeypatch.setattr(stores, "_stores", {})
    at = AppTest.from_file(str(SHELL))
    at.query_params["lang"] = lang
    at.run()
    assert not at.exception
    assert [str(occupied) in error.value for error in at.error] == [True]
    with pytest.raises(StoreProblem):
        stores.current()


def test_what_a_screen_alone_is_asked_lives_in_the_address_and_in_the_copied_link(opened: Open) -> None:
    at = opened("demo", "activities", "kind=seminar&status=done")
    chosen = {box.label: box.value for box in at.selectbox}
    assert chosen[t("th", "activities.kind")] == "seminar"
    assert chosen[t("th", "activities.status")] == "done"
    assert "kind=seminar&amp;status=done" in html_of(at)
    at = opened("demo", "share", "screen=agencies")
    assert {box.label: box.value for box in at.selectbox}[t("th", "share.choose_screen")] == "agencies"
    assert "/s/agencies" in html_of(at)
    # A value that is none is left aside.
    assert not opened("demo", "activities", "kind=nonsense").exception


def test_the_fiscal_year_opens_on_the_latest_with_data_and_says_so(opened: Open) -> None:
    for screen in ("fiscal_years", "activities"):
        at = opened("real", screen)
        assert {box.label: box.value for box in at.selectbox}[t("th", "filter.fy")] == "2566"
        assert unbroken("แสดงปีงบประมาณ 2566") in html_of(at)
    assert "แสดงปีงบประมาณ" not in html_of(opened("demo", "fiscal_years"))


def test_the_real_store_opens_on_what_is_known_and_the_steps_that_are_awaited(opened: Open) -> None:
    html = html_of(opened("real", "overview"))
    assert t("th", "setup.known") in html
    assert 'href="/meetings?as_of=lamphun-ban-klang-wg-2024-02-12"' in html
    assert "lamphun.prd.go.th" in html
    said = " ".join(read_text(html, "th"))
    for step in ("ข้อความทางการของเกณฑ์", "ผลสำรวจรายข้อ"):
        assert f"0 จาก 12 {step}" in said or f"{step} " in said
    assert said.count("0 จาก 12") >= 3
    assert "ติดตามมติ 2 เรื่องจากการประชุมครั้งที่ 1/2567" in said
    assert t("th", "setup.known") not in html_of(opened("demo", "overview"))


def test_a_phase_or_a_province_has_a_sentence_of_its_own(opened: Open) -> None:
    assert "<h1>ระยะที่ 1: ผ่านครบ" in " ".join(html_of(opened("demo", "overview", "phase=1")).split())
    assert "<h1>ลำพูน: " in " ".join(html_of(opened("demo", "overview", "province=lamphun")).split())
    unknown = html_of(opened("real", "overview", "phase=2")).split("<h1>")[1].split("</h1>")[0]
    assert unknown.startswith("ระยะที่")
    assert "ยังไม่มีพื้นที่ที่ทราบชื่อ" in unknown
