"""An activity's news sheet: what it says, its photographs, and none in confidence."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from documents.reading import pages, title
from ecodash import facts, recording, stores
from ecodash.access.roles import Principal
from ecodash.documents import making
from ecodash.documents.news import told, write_news
from ecodash.domain.vocabulary import Role
from ecodash.facts.rows import ActivityRow
from ecodash.language.refusal import Refusal
from ecodash.language.text import t
from ecodash.recording import Entry
from ecodash.store.reference import open_demo
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

ADDRESS = "http://192.0.2.7:8501"
ACTIVITY = "lamphun-ban-klang-2567-04"
SECRETARY = Principal("สมหญิง", Role.SECRETARY)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    store = open_demo(stores.DATA / "demo")
    monkeypatch.setattr(stores, "_stores", {True: store})
    monkeypatch.setattr(stores, "_vaults", {})
    yield store
    store.close()


def selected(store: Store, **query: str) -> facts.Selection:
    return facts.read_selection(store, {"demo": "1", **query})[0]


def with_photo(store: Store, number: int, visibility: str = "public", size: tuple[int, int] = (640, 480)) -> None:
    file = io.BytesIO()
    Image.new("RGB", size, (200, 40 * number % 256, 30)).save(file, "JPEG")
    stored = stores.vault(True).put(file.getvalue(), f"{number}.jpg")
    row = {"code": f"ev-{number}", "title": f"ภาพที่ {number}", "visibility": visibility, "activity": ACTIVITY,
           "sha256": stored.sha256, "media_type": stored.media_type, "size_bytes": stored.size_bytes,
           "file_name": stored.file_name}  # fmt: skip
    recording.record(store, SECRETARY, [Entry("evidence", row)])


def test_it_says_what_when_who_and_what_came_of_it(store: Store) -> None:
    row = next(row for row in facts.activities(store, store.today()) if row["code"] == ACTIVITY)
    made = write_news(store, selected(store), ADDRESS, ACTIVITY)
    assert len(pages(made)) == 1
    text = "".join("".join(pages(made)).split())
    for words in (row["title"], "12 ก.พ. 2567", "สอจ.ลำพูน", t("th", "activity_status.done"), "ข้อมูลสาธิต"):
        assert "".join(words.split()) in text
    assert row["title"] in title(made).replace("\xa0", " ")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_photographs_are_on_one_page_however_many(store: Store, count: int) -> None:
    for number in range(count):
        with_photo(store, number, size=(640, 480) if number % 2 else (480, 900))
    data = told(store, selected(store), _row(store), ADDRESS, "pdf")
    assert len(data["photos"]) == min(count, 4)
    assert data["without"] == (t("th", "news.more", count=count - 4) if count > 4 else "")
    assert len(pages(write_news(store, selected(store), ADDRESS, ACTIVITY))) == 1
    picture = Image.open(io.BytesIO(write_news(store, selected(store), ADDRESS, ACTIVITY, "png")))
    assert (picture.format, picture.width) == ("PNG", 1080)
    # However tall a photograph is: two screens of a telephone.
    assert picture.height < 3_000
    # The photograph's own colour is on it.
    assert any(abs(r - 200) < 9 and b < 60 for _, (r, _, b) in picture.convert("RGB").getcolors(1 << 24) or ())


def test_a_photograph_in_confidence_is_counted_and_not_shown(store: Store) -> None:
    with_photo(store, 1, "internal")
    data = told(store, selected(store), _row(store), ADDRESS, "png")
    assert data["photos"] == []
    assert data["without"] == t("th", "news.hidden", count=1)


def test_a_photograph_that_was_withdrawn_is_out_of_sight_on_every_day(store: Store) -> None:
    with_photo(store, 1)
    standing = recording.standing(store, "evidence", "ev-1")
    assert standing
    told_of = {"withdrawn_on": store.today(), "withdrawn_by": "สมหญิง"}
    recording.record(store, SECRETARY, [recording.revised("evidence", standing, **told_of)])
    for day in ("2024-03-01", "2024-02-20"):
        assert told(store, selected(store, as_of=day), _row(store), ADDRESS, "pdf")["photos"] == []


def test_long_words_stay_on_one_page(store: Store) -> None:
    long = "กิจกรรมที่มีชื่อยาว #1 $x {{ 7*7 }} <b> " * 12
    row = recording.standing(store, "activity", ACTIVITY)
    assert row
    recording.record(store, SECRETARY, [recording.revised("activity", row, title=long[:300], note=long * 4)])
    for number in range(4):
        with_photo(store, number)
    assert len(pages(write_news(store, selected(store), ADDRESS, ACTIVITY))) == 1


@pytest.mark.parametrize("activity", ["", "nothing-of-the-kind"])
def test_an_activity_that_is_not_there_is_refused(store: Store, activity: str) -> None:
    with pytest.raises(Refusal):
        making.make_news("news.pdf", store, selected(store), ADDRESS, activity)


def _row(store: Store) -> ActivityRow:
    return next(row for row in facts.activities(store, store.today()) if row["code"] == ACTIVITY)
