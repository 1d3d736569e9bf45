"""Files of evidence: judged by content, kept under their hash, read back whole or not at all."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from ecodash.evidence import pictures
from ecodash.evidence.content import preview
from ecodash.evidence.office_check import DOCX, XLSX
from ecodash.evidence.problem import FileProblem
from ecodash.evidence.vault import Vault, clean_name
from pdf_files import active_pdf, packed_pdf

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, "white").save(buffer, form, **more)  # type: ignore[arg-type]
    return buffer.getvalue()


def pdf(pages: int = 1, attachment: bytes | None = None) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 300)
    if attachment:
        document.new_attachment("a.txt").set_data(attachment)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def office(*names: str) -> bytes:
    """A package of Word or Excel with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        for name in ("[Content_Types].xml", *names):
            parts.writestr(name, "<x/>")
    return buffer.getvalue()


def acting(action: bytes) -> bytes:
    """A PDF whose catalogue opens with an action."""
    return pdf().replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S" + action + b">>")


def calling() -> bytes:
    """The same where the action stands elsewhere."""
    data = pdf().replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction 9 0 R")
    return data + b"9 0 obj<</S/URI/URI(http://example.com)>>endobj"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path)


def problem(call: Callable[[], object]) -> str:
    with pytest.raises(FileProblem) as told:
        call()
    assert told.value.sentence("th") != told.value.sentence("en")
    return told.value.code


@pytest.mark.parametrize(("data", "name", "media_type"), [
    (picture(), "ภาพ.jpg", "image/jpeg"),
    (picture("PNG"), "ภาพ.PNG", "image/png"),
    (picture("WEBP"), "ภาพ.webp", "image/jpeg"),
    (pdf(3), "รายงาน.pdf", "application/pdf"),
    (pdf(), "ไม่มีนามสกุล", "application/pdf"),
    (office("word/document.xml"), "บันทึกข้อความ.docx", DOCX),
    (office("xl/workbook.xml"), "ตาราง.xlsx", XLSX),
])  # fmt: skip
def test_a_file_is_kept_under_the_hash_of_what_is_kept(
    vault: Vault, tmp_path: Path, data: bytes, name: str, media_type: str
) -> None:
    stored = vault.put(data, name)
    assert (stored.media_type, stored.file_name) == (media_type, name)
    kept, kept_type = vault.get(stored.sha256)
    assert (hashlib.sha256(kept).hexdigest(), len(kept), kept_type) == (stored.sha256, stored.size_bytes, media_type)
    files = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert [path.name.partition(".")[0] for path in files] == [stored.sha256]
    assert vault.put(data, name) == stored


def test_where_a_picture_was_taken_is_not_kept(vault: Vault) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (18.0, 34.0, 0.0)}
    exif[0x0110] = "Somebody's phone"
    data = picture(exif=exif.tobytes()) + b"hung on behind"
    assert b"phone" in data
    kept, _ = vault.get(vault.put(data, "a.jpg").sha256)
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"phone" not in kept
    assert b"hung on" not in kept


def test_a_large_picture_is_kept_upright_at_half_its_size(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecodash.evidence.pictures._WHOLE_PIXELS", 100_000)
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    kept, _ = vault.get(vault.put(picture(size=(600, 420), exif=exif.tobytes()), "a.jpg").sha256)
    assert Image.open(io.BytesIO(kept)).size == (210, 300)
    kept, _ = vault.get(vault.put(picture("PNG", (600, 420)), "a.png").sha256)
    assert Image.open(io.BytesIO(kept)).size == (300, 210)


def test_a_large_transparent_picture_is_made_smaller_in_strips_without_a_seam(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecodash.evidence.pictures._WHOLE_PIXELS", 100_000)
    whole = Image.radial_gradient("L").resize((301, 1101))
    whole = Image.merge("RGBA", (whole, whole.rotate(90), whole.rotate(180), whole))
    out = io.BytesIO()
    whole.save(out, "PNG")
    kept, _ = vault.get(vault.put(out.getvalue(), "a.png").sha256)
    assert Image.open(io.BytesIO(kept)).tobytes() == whole.reduce(2).tobytes()


def test_what_takes_more_memory_to_read_may_have_fewer_pixels(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pictures._MOST_PIXELS, "WEBP", 100 * 100 - 1)
    assert problem(lambda: vault.put(picture("WEBP", (100, 100)), "a.webp")) == "too_many_pixels"
    assert vault.put(picture("PNG", (100, 100)), "a.png").media_type == "image/png"


def test_a_pdf_that_opens_at_a_page_is_taken(vault: Vault) -> None:
    data = pdf().replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction[3 0 R/Fit]")
    assert vault.put(data, "a.pdf").media_type == "application/pdf"


@pytest.mark.parametrize(("data", "name", "code"), [
    (b"", "a.pdf", "empty"),
    (b"%PDF-" + b" " * 21 * 1024 * 1024, "a.pdf", "too_big"),
    (b"MZ\x90\x00", "a.exe", "type"),
    (b"<html><script>alert(1)</script>", "a.html", "type"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "type"),
    (b"PK\x03\x04 word", "a.docx", "broken"),
    (office("word/document.xml", "word/vbaProject.bin"), "a.docx", "macros"),
    (office("xl/workbook.xml", "xl/activeX/activeX1.bin"), "a.xlsx", "macros"),
    (office("word/document.xml"), "a.xlsx", "misnamed"),
    (office("word/document.xml"), "a.docm", "misnamed"),
    (office("a.txt"), "a.zip", "type"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b" " * 99, "a.doc", "old_office"),
    (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "IMG_1.HEIC", "heic"),
    (picture(), "a.pdf", "misnamed"),
    (pdf(), "a.exe", "misnamed"),
    (picture()[:300], "a.jpg", "broken"),
    (b"%PDF-1.7\nnothing more", "a.pdf", "broken"),
    (picture("PNG", (7000, 6000), "1"), "a.png", "too_many_pixels"),
    (pdf(attachment=b"x"), "a.pdf", "acts"),
    (acting(b"/JavaScript/JS(app.alert(1))"), "a.pdf", "acts"),
    (acting(b"/Launch/F(cmd.exe)"), "a.pdf", "acts"),
    (acting(b"/URI/URI(http://example.com)"), "a.pdf", "acts"),
    (calling(), "a.pdf", "acts"),
    (acting(b"/GoToR/F(//elsewhere/x.pdf)"), "a.pdf", "acts"),
    (pdf() + b"stream\n" * 30_000, "a.pdf", "acts"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_a_file_that_is_not_taken_says_why_and_leaves_nothing(
    vault: Vault, tmp_path: Path, data: bytes, name: str, code: str
) -> None:
    assert problem(lambda: vault.put(data, name)) == code
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "action",
    [
        b"<< /S /JavaScript /JS (app.alert(1)) >>",
        b"<< /S /J#61vaScript /JS (app.alert(1)) >>",
        b"<< /S /Launch /F (cmd.exe) >>",
        b"<< /S /SubmitForm /F (http://example.com) >>",
    ],
)
def test_a_pdf_that_acts_is_not_taken_openly_or_packed_away(vault: Vault, action: bytes) -> None:
    assert problem(lambda: vault.put(active_pdf(action), "a.pdf")) == "acts"
    assert problem(lambda: vault.put(packed_pdf(action), "a.pdf")) == "acts"
    harmless = packed_pdf(b"<< /S /GoTo /D [1 0 R /Fit] >>")
    assert vault.put(harmless, "a.pdf").media_type == "application/pdf"


def test_a_name_is_read_wherever_the_file_is_cut(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    data = active_pdf(b"<< /S /J#61#76aScript /JS (app.alert(1)) >>")
    for size in range(20, 40):
        monkeypatch.setattr("ecodash.evidence.pdf_check._CHUNK", size)
        assert problem(lambda: vault.put(data, "a.pdf")) == "acts"


def test_a_locked_pdf_is_not_taken(vault: Vault) -> None:
    trailer = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"x" * 32 + b") /P -4 >>"
    locked = active_pdf(b"<< /S /GoTo >>").replace(b"/Size", trailer + b" /Size")
    assert problem(lambda: vault.put(locked, "a.pdf")) == "locked"


@pytest.mark.parametrize(("name", "clean"), [
    ("../../etc/passwd", "passwd"),
    ("C:\\Windows\\system32\\a.pdf", "a.pdf"),
    ("a\x00b\u202egnp.pdf", "abgnp.pdf"),
    ("con.pdf", "file_con.pdf"),
    ("  ...  ", "file"),
    ("ก" * 300 + ".pdf", "ก" * 116 + ".pdf"),
    ('a<b>"c".png', "a_b__c_.png"),
    ("รายงาน ปี ๒๕๖๗.pdf", "รายงาน ปี ๒๕๖๗.pdf"),
])  # fmt: skip
def test_a_name_is_data_and_nothing_else(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_an_altered_or_missing_file_is_not_shown(vault: Vault, tmp_path: Path) -> None:
    stored = vault.put(pdf(), "a.pdf")
    path = next(path for path in (tmp_path / "evidence").rglob("*") if path.is_file())
    path.chmod(0o640)
    path.write_bytes(b"something else")
    assert problem(lambda: vault.get(stored.sha256)) == "altered"
    path.unlink()
    assert problem(lambda: vault.get(stored.sha256)) == "gone"
    assert problem(lambda: vault.get("../../secret")) == "gone"


def test_the_demonstration_keeps_its_files_in_memory(tmp_path: Path) -> None:
    vault = Vault(None)
    stored = vault.put(pdf(), "a.pdf")
    assert vault.get(stored.sha256)[1] == "application/pdf"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [(picture("PNG", (3000, 900)), "image/png"), (pdf(2), "application/pdf")])
def test_a_preview_is_a_small_picture(data: tuple[bytes, str]) -> None:
    shown = Image.open(io.BytesIO(preview(*data)))
    assert shown.format == "PNG"
    assert max(shown.size) <= 640


def test_a_full_disk_is_said_and_nothing_is_left(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ecodash.evidence.vault.os.fsync", full)
    assert problem(lambda: vault.put(pdf(), "a.pdf")) == "not_kept"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
