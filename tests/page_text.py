"""What a person reads or hears of a screen, and which words of the other language data may bring along."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
_THAI = re.compile(r"[\u0e00-\u0e7f][\u0e00-\u0e7f\s()«»\"'.,:/0-9-]*")
# Which record a paper was made from: a number and the beginning of a hash.
_MARK = re.compile(r"\b\d+-[0-9a-f]{8}\b")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
# Addresses and hosts, a Thai one as well, are in no language.
_URL = re.compile(r"https?://\S+|/(?:api|brief|s)[/.]\S*|\?[a-z_]+=\S*|[\u0e00-\u0e7f]+\.com\b")
_HELD = re.compile(r'<span class="whole-words">(.*?)</span>', re.DOTALL)
_SPOKEN = ("aria-label", "title", "alt", "placeholder")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What Thai sentences write in Latin letters: programs, files, formats, settings.
_LATIN_IN_THAI = {
    "STARTTLS", "TLS",
    "ecodash", "Pre-EIT", "EIT", "DIW", "UNIDO", "PDF", "PowerPoint", "Excel", "CSV", "JSON", "QR", "API", "URL",
    "Power", "BI", "Pivot", "UTF-8", "fact_", "dim_", "area", "item_key", "agency", "result", "framework",
    "not_assessed", "as_of",
    "ISO", "UTC", "SHA-256", "HTTP", "Wi-Fi", "IP", "LINE", "Enter", "ECODASH_HOME", "localhost", "Esc",
    "journal.jsonl", "quarantine", "Word", "python", "m", "restore",
    "SVG", "PNG", "Google", "Calendar", "Outlook", "ics", "Atom", "jpg", "pdf", "ZIP",
    "body", "title", "demo", "mark", "Style", "Slide", "Master",
}  # fmt: skip

# Columns of codes, which have words on screen.
_CODED = ("code", "area", "framework", "result", "kind", "status", "mark", "review", "type", "tier", "aim")


class _Reader(HTMLParser):
    """Collects text and spoken attributes, but not of elements that say they are in another language."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._lang = lang
        self._skipped: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # Elements marked as code or as another language are not prose of this language.
        skip = self._skipped[-1] or tag == "code" or given.get("lang", self._lang) != self._lang
        if tag not in _VOID:
            self._skipped.append(skip)
        if not skip:
            self.parts += [given[name] or "" for name in _SPOKEN if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped[-1]:
            self.parts.append(data)


def let_go(html: str) -> str:
    """Some HTML with the words of a sentence in it that are held together as the other words."""
    return _HELD.sub(r"\1", html)


def read_text(html: str, lang: str) -> list[str]:
    """Every piece of text in some HTML, with what screen readers say beside it."""
    reader = _Reader(lang)
    reader.feed(let_go(html))
    reader.close()
    return [" ".join(part.split()) for part in reader.parts if part.strip()]


def english_left(texts: list[str]) -> set[str]:
    """Latin words on a Thai screen that neither data in Thai nor the names of formats explain."""
    words = {word.strip(".-") for text in texts for word in _LATIN.findall(_MARK.sub(" ", _URL.sub(" ", text)))}
    return words - _LATIN_IN_THAI - _latin_in_data()


def thai_left(texts: list[str]) -> set[str]:
    """Thai on an English screen for which the data have English."""
    left = set()
    for text in (_URL.sub(" ", text) for text in texts):
        for known in _thai_without_english():
            if known in text:
                text = text.replace(known, " ")
        left |= {found.strip() for found in _THAI.findall(text)}
    return left


def _rows() -> Iterator[dict[str, str]]:
    for path in sorted(DATA.glob("*/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


@cache
def _latin_in_data() -> set[str]:
    """Latin words within columns that a Thai reader sees, and the readable codes of rows (with a hyphen)."""
    codes = {row["code"] for row in _rows() if "-" in row.get("code", "")}
    return codes | {
        word.strip(".-")
        for row in _rows()
        for column, value in row.items()
        if column not in _CODED and not column.endswith("_en")
        for word in _LATIN.findall(value or "")
    }


@cache
def _thai_without_english() -> tuple[str, ...]:
    """Thai texts of the data that have no English beside them, the longest first."""
    found, translated = set(), set()
    for row in _rows():
        for column, value in row.items():
            if not value or not _THAI.search(value) or column.endswith("_en"):
                continue
            english = row.get(column.removesuffix("_th") + "_en")
            # A cell may name several sources.
            for part in (value, *value.split(";")) if column == "source" else (value,):
                (translated if english else found).add(" ".join(part.split()))
    return tuple(sorted(found - translated, key=len, reverse=True))


# What makes of «there is none» that none is recorded; and what speaks of the program itself, not of the programme.
_CLOSED = {
    "th": re.compile(r"ไม่มี|ยังไม่ได้|ยังไม่เคย|ไม่พบ|ยังไม่ประชุม"),
    "en": re.compile(r"\b(?:no|never|none|nothing|not yet|nobody)\b|\b(?:has|have|had) not\b", re.IGNORECASE),
}
_OPEN = {
    "th": re.compile(r"ระบบ|บันทึก|ระบุ|แนบ|ทราบ|แหล่ง|ข้อมูล|รายการ|ตัวเลือก|เสนอพิจารณา|ตรวจรับ|เห็นชอบ|ไม่นับ|กรอก"),
    "en": re.compile(
        r"record|system|known|attach|source|data|told|select|choice|compar|decide|survey result|longer met|"
        r"typed by|sign-in|filled in|network|registration no|never guessed",
        re.IGNORECASE,
    ),
}


def closed_world(texts: list[str], lang: str) -> list[str]:
    """Sentences of the program that say something did not happen, where all that is known is that none is recorded."""
    return [
        text
        for text in texts
        if _CLOSED[lang].search(text) and not _OPEN[lang].search(text) and not any(text in value for value in _said())
    ]


@cache
def _said() -> set[str]:
    """Every value of the data."""
    return {value for row in _rows() for value in row.values() if value}
