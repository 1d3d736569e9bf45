"""Many files at once: what a zip holds, and the item that a name speaks of."""

import io
import zipfile

import pytest

from ecodash.evidence.many_files import MOST_FILES, item_in, unpacked
from ecodash.evidence.problem import FileProblem

ITEMS = {"1", "5", "12", "1-11"}


def packed(*files: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("5 แผนแม่บท.pdf", "5"),
        ("ข้อ 5.jpg", "5"),
        ("ข้อที่๑๒_รายงาน.pdf", "12"),
        ("ภาพ item-1-11.png", "1-11"),
        ("โฟลเดอร์/12.pdf", "12"),
        ("2567-02-12 ประชุม.jpg", None),
        ("5แผน.pdf", None),
        ("ข้อ 99.pdf", None),
        ("IMG_0005.jpg", None),
        ("รูป.png", None),
    ],
)
def test_the_item_is_what_the_name_says_and_never_guessed(name: str, item: str | None) -> None:
    assert item_in(name, ITEMS) == item


def test_a_zip_is_taken_apart_and_what_is_none_goes_on_as_it_is() -> None:
    data = packed(("ก/5 แผน.pdf", b"a"), ("__MACOSX/._x", b"b"), (".DS_Store", b"c"), ("12.jpg", b"d"))
    assert list(unpacked(data, "x.zip")) == [("ก/5 แผน.pdf", b"a"), ("12.jpg", b"d")]
    assert list(unpacked(b"%PDF-", "a.pdf")) == [("a.pdf", b"%PDF-")]
    word = packed(("word/document.xml", b"<x/>"))
    assert list(unpacked(word, "a.docx")) == [("a.docx", word)]


def test_a_thai_name_of_windows_is_read() -> None:
    plain = packed(("xxxxx.pdf", b"a"))
    # Such a program writes its own code page and does not say so.
    data = plain.replace(b"xxxxx.pdf", "ข้อ 5".encode("cp874") + b".pdf")
    assert [name for name, _ in unpacked(data, "x.zip")] == ["ข้อ 5.pdf"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(*((f"{n}.pdf", b"x") for n in range(MOST_FILES + 1))), "too_many"),
        (packed(("5.pdf", b"0" * (21 * 1024 * 1024))), "too_big"),
        (packed(*((f"{n}.pdf", b"0" * 1024**2) for n in range(3))), "too_big_together"),
        (packed(("__MACOSX/._x", b"b")), "empty"),
    ],
    ids=["too many", "grows too big", "too big together", "nothing in it"],
)
def test_a_zip_that_is_not_taken_says_why(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecodash.evidence.many_files._MOST_TOGETHER", 2 * 1024**2)
    with pytest.raises(FileProblem) as told:
        list(unpacked(data, "x.zip"))
    assert told.value.code == code
