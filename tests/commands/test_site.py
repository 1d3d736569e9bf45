"""The site of public facts: every link leads somewhere, nothing needs a server, nothing of officers stands in it."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from ecodash import stores
from ecodash.__main__ import main
from ecodash.commands.site import write_site
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language.text import LANGUAGES, t
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.store.typed_row import typed
from survey import AREA, FRAMEWORK, surveyed_store

pytestmark = pytest.mark.slow

SECRET, WAITING = "ชื่อผู้บันทึกที่ไม่เปิดเผย", "รายงานที่ยังไม่เห็นชอบ"


def recorded(store: Store, means: Means, kind: str, **row: str) -> None:
    store.commit(Act(SECRET, means, source_name=f"{SECRET}.xlsx"), [(kind, typed(KINDS[kind], row))])


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A small world in which an officer recorded, and an agency's report waits."""
    store = surveyed_store()
    told = {"area": AREA, "framework": FRAMEWORK}
    recorded(store, Means.IMPORT, "observation", code="o-9", **told, item="1", result="not_met",
             effective_on="2024-03-01", review="accepted", note="เห็นได้ทุกคน")  # fmt: skip
    recorded(store, Means.REPORT, "observation", code="o-w", **told, item="10", result="met",
             effective_on="2024-04-01", review="reported", note=WAITING)  # fmt: skip
    recorded(store, Means.EDIT, "attendance", meeting="m-1", name=SECRET, attended="present")
    yield store
    store.close()


@pytest.fixture(scope="module")
def site(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "เว็บ ของจังหวัด"
    write_site(store, folder)
    return folder


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_link_leads_to_a_file_and_a_place_of_the_site(site: Path) -> None:
    followed = 0
    for page in pages(site):
        html = page.read_text(encoding="utf-8")
        for address in re.findall(r'\s(?:href|src)="([^"]*)"', html):
            address = unescape(address)
            if address.startswith(("#", "data:", "https://", "http://")):
                continue
            assert not address.startswith("/"), (page.name, address)
            target = (page.parent / unquote(address.partition("#")[0])).resolve()
            assert target.is_file(), (page.name, address)
            assert target.is_relative_to(site.resolve())
            followed += 1
    assert followed > 300


def test_every_page_can_be_reached_from_the_first(site: Path) -> None:
    seen, waiting = set(), [site / "index.html"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".html":
            continue
        seen.add(page)
        html = page.read_text(encoding="utf-8")
        links = [unescape(link).partition("#")[0] for link in re.findall(r'\shref="([^"]*)"', html)]
        waiting += [(page.parent / link).resolve() for link in links if link and "://" not in link]
    assert seen == {page.resolve() for page in pages(site)} | {site / "index.html"}


def test_it_needs_no_server_no_script_and_no_other_host(site: Path) -> None:
    for page in pages(site):
        html = page.read_text(encoding="utf-8")
        assert "<script" not in html
        assert "<form" not in html
        assert not re.search(r'(?:src|<link[^>]* href)="(?:https?:)?//', html), page.name
    for style in (site / "assets").glob("*.css"):
        fonts = re.findall(r"url\((\.\./fonts/[^)]+)\)", style.read_text(encoding="utf-8"))
        assert fonts
        assert all((style.parent / font).is_file() for font in fonts)
        assert "url(/" not in style.read_text(encoding="utf-8")


def test_nothing_of_officers_and_nothing_that_waits_is_in_it(site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in (".html", ".csv", ".json"):
            text = file.read_text(encoding="utf-8")
            assert SECRET not in text, file.name
            assert WAITING not in text, file.name
            assert not re.search(r'href="[^"]*(?:desk|people|auth|workbook)', text), file.name
    assert any("เห็นได้ทุกคน" in page.read_text(encoding="utf-8") for page in pages(site))


def test_both_languages_have_the_same_pages(site: Path) -> None:
    th, en = ({page.name for page in (site / lang).glob("*.html")} for lang in LANGUAGES)
    assert th == en
    assert {"index.html", "criteria.html", f"areas--area-{AREA}.html", f"criteria--area-{AREA}--item-1.html"} <= th


def test_data_files_are_listed_and_say_what_the_api_says(site: Path) -> None:
    names = {file.name for file in (site / "data").iterdir()}
    for lang in LANGUAGES:
        html = (site / lang / "data.html").read_text(encoding="utf-8")
        assert set(re.findall(r'href="\.\./data/([^"]+)"', html)) == names
    areas = json.loads((site / "data" / "areas.json").read_text(encoding="utf-8"))
    assert {row["code"] for row in areas["rows"]} == {AREA, "rayong-town"}
    assert (site / "data" / "status.csv").read_text(encoding="utf-8").startswith("\ufeffarea,")
    assert "by" not in (site / "data" / "changes.csv").read_text(encoding="utf-8").splitlines()[0].split(",")


def test_a_second_writing_replaces_the_first_and_leaves_what_is_not_its_own(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(store, folder)
    marker = folder / "ecodash-site.json"
    (folder / "th" / "old.html").write_text("earlier")
    marker.write_text(json.dumps([*json.loads(marker.read_text()), "th/old.html"]))
    write_site(store, folder)
    assert not (folder / "th" / "old.html").exists()
    (folder / "theirs.txt").write_text("theirs")
    stores.use(store)
    try:
        assert main(["site", str(folder)]) == 2
    finally:
        stores._stores.clear()
    assert (folder / "theirs.txt").read_text() == "theirs"


def test_the_command_says_what_it_wrote_and_that_a_passphrase_does_not_close_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)))
    stores.people().set_passphrase("ประตูบานแรก-2567", "ก")
    assert main(["site", str(tmp_path / "site")]) == 0
    said = capsys.readouterr().out
    assert str(tmp_path / "site") in said
    assert t("th", "cli.site_open") in said
