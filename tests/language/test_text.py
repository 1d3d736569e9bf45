"""The words: the same in both languages, each used, none missing, none left in the other language."""

import ast
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from ecodash import recording
from ecodash.access import problem, roles
from ecodash.domain.kinds import KINDS
from ecodash.domain.rules import Absence
from ecodash.evidence import template_check
from ecodash.evidence.problem import FileProblem
from ecodash.language.problem import Problem
from ecodash.language.refusal import Refusal
from ecodash.language.text import LANGUAGES, money, name, number, t, translator, web_host, words
from ecodash.mail.settings import MailProblem
from ecodash.maintenance import backup
from ecodash.maintenance.sharing import SharingProblem
from ecodash.maintenance.signatures import SignatureProblem
from ecodash.store.problem import StoreProblem

ROOT = Path(__file__).parents[2]
THAI = re.compile("[\u0e00-\u0e7f]")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]|[A-Za-z]")
# What Thai sentences write in Latin letters: names of programs, files, formats and settings, and codes.
LATIN_IN_THAI = {
    "SVG",  # a format of pictures
    "ecodash", "Microsoft", "Authenticator", "Aegis", "reset",
    "English", "JavaScript", "Pre-EIT", "EIT", "DIW", "UNIDO", "PDF", "PowerPoint", "Excel", "Numbers", "CSV",
    "JSON", "QR", "API", "URL", "ISO", "UTC", "SHA-256", "HTTP", "th", "en", "from", "to", "as_of", "vs",
    "journal.jsonl", "quarantine", "ECODASH_HOME", "ECODASH_HOSTS", "ECODASH_STORE", "PostgreSQL",
    "postgresql", "eco", "db", "Wi-Fi", "IP", "Enter", "JPG", "PNG", "WebP", "MB",
    "Word", "LINE", "Esc", "Save", "As", "Workbook", "Merge", "Center", "xls", "xlsb", "ods",
    "xlsx", "csv", "UTF-8", "OpenDocument", "replaced", "clock", "gen", "verify", "python", "m", "restore", "officer",
    "add", "docx", "HEIC", "Google", "Calendar", "Outlook", "Atom", "ics", "iPhone", "doc", "secretary",
    "ZIP", "pdf", "jpg", "Ctrl", "P", "index.html", "Parquet", "SMTP", "STARTTLS", "TLS", "smtp.example.go.th",
    "Pivot", "Power", "BI", "fact_", "dim_", "fact", "dim", "area", "item_key", "agency", "result",
    "framework", "not_assessed", "annex", "pptx", "Python", "Windows",
    "body", "title", "demo", "mark", "Style", "Slide", "Master", "ppt", "dotx", "potx", "ppsx", "Strict", "Open", "XML",
    "kB",
    "backup", "files", "zip", "SQL", "SELECT",
}  # fmt: skip
# Each language offers the other one under its own name.
THAI_IN_ENGLISH = {"app.switch_language"}

CODE = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "ecodash").rglob("*.py"))]
TEMPLATES = sorted((ROOT / "ecodash").rglob("*.html"))
TRANSLATES = {"t", "say", "_t"}


def fields_of(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(words("th")) ^ set(words("en")) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_words_are_empty_or_begin_or_end_in_a_space_by_mistake(lang: str) -> None:
    # These are joined to others: a joining word brings its own spaces, and there may be nothing to add.
    joined = ("say.", "verdict.")
    for key, text in words(lang).items():
        assert "  " not in text, key
        assert key.startswith(joined) or (text and text == text.strip()), key


def test_both_languages_fill_in_the_same_values() -> None:
    for key in words("th"):
        assert fields_of(words("th")[key]) == fields_of(words("en")[key]), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_to_fill_in_has_a_name(lang: str) -> None:
    for key, text in words(lang).items():
        assert all(field.isidentifier() for field in fields_of(text)), key


def test_what_is_set_off_in_one_language_is_set_off_in_the_other() -> None:
    for key in words("th"):
        for lang in LANGUAGES:
            text = words(lang)[key]
            assert text.count("[[") == text.count("]]"), (lang, key)
        assert words("th")[key].count("[[") == words("en")[key].count("[["), key


def test_no_thai_is_left_in_the_english_words() -> None:
    left = {key for key, text in words("en").items() if THAI.search(text)}
    assert left <= THAI_IN_ENGLISH


def test_no_english_is_left_in_the_thai_words() -> None:
    left = {
        (key, word)
        for key, text in words("th").items()
        for word in LATIN.findall(re.sub(r"\{[^}]*\}|https?://\S+|--\w[\w-]*|123-a1b2c3d4", " ", text))
        if word not in LATIN_IN_THAI
    }
    assert left == set()


def test_thai_words_are_written_with_the_marks_in_order_and_nothing_invisible() -> None:
    for lang in LANGUAGES:
        for key, text in words(lang).items():
            assert not set(text) & set("\u200b\u200c\u200d\u00a0\ufeff\u0e4d"), (lang, key)
            # สระอำ in two parts, or a tone mark before the vowel above it.
            assert not re.search("[\u0e48-\u0e4b][\u0e34-\u0e37\u0e31]|\u0e40\u0e40", text), (lang, key)


# Everything that is raised with a sentence; rows that break a rule have one for each of them.
PROBLEMS = (
    roles.Forbidden, backup.BackupProblem, problem.EntryProblem, recording.CannotUndo, Refusal, StoreProblem,
    FileProblem, SharingProblem, MailProblem, template_check.TemplateProblem, SignatureProblem,
)  # fmt: skip


def test_every_kind_of_problem_is_held_against_its_words() -> None:
    assert {kind.__name__ for kind in Problem.__subclasses__()} == {
        "RowProblems",
        *(kind.__name__ for kind in PROBLEMS),
    }


# Which words the program asks for


@cache
def asked_in_code() -> tuple[set[str], set[str], set[str]]:
    """Keys given to ``t`` as they stand, all texts that could be one, and beginnings of put-together keys."""
    keys: set[str] = set()
    texts: set[str] = set()
    starts: set[str] = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                keys |= set(_keys_in(node))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.JoinedStr):
                starts |= {str(v.value) for v in node.values[:1] if isinstance(v, ast.Constant)}
            if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
                starts.add(str(node.left.value))
    return keys, texts, starts


def _keys_in(call: ast.Call) -> Iterator[str]:
    function = call.func
    called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    of_translator = isinstance(function, ast.Call) and getattr(function.func, "id", "") == "translator"
    if called in TRANSLATES or of_translator:
        for argument in call.args[:2]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and "." in argument.value:
                yield argument.value


@cache
def asked_in_templates() -> tuple[set[str], set[str], set[str]]:
    keys: set[str] = set()
    texts: set[str] = set()
    starts: set[str] = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        keys |= {key for _, key in re.findall(r"""\bt\(\s*(["'])([^"']+)\1\s*[,)]""", text)}
        texts |= {key for _, key in re.findall(r"""(["'])([a-z0-9_]+(?:\.[a-z0-9_]+)+)\1""", text)}
        starts |= {key for _, key in re.findall(r"""(["'])([a-z0-9_]+\.[a-z0-9_.]*)\1\s*~""", text)}
    return keys, texts, starts


def test_every_key_that_code_or_templates_ask_for_exists() -> None:
    missing = (asked_in_code()[0] | asked_in_templates()[0]) - set(words("th"))
    assert missing == set()


def test_every_put_together_key_has_words_to_find() -> None:
    for start in asked_in_templates()[2]:
        assert any(key.startswith(start) for key in words("th")), start


def test_no_words_lie_unused() -> None:
    texts = asked_in_code()[1] | asked_in_templates()[1]
    starts = tuple(start for start in asked_in_code()[2] | asked_in_templates()[2] if "." in start)
    starts += tuple(f"{problem.section}." for problem in PROBLEMS if problem is not Refusal)
    # The words of codes are named by the columns that take them.
    columns = [column for kind in KINDS.values() for column in kind.by_name.values()]
    declared = {f"{column.words}.{code}" for column in columns for code in column.all_codes}
    # What is said where nothing was found: both ways of every sentence that somebody asks for.
    found = re.compile(r"""\bnothing\(\s*["']([a-z_]+)["']""")
    asked = {what for path in (*CODE, *TEMPLATES) for what in found.findall(path.read_text(encoding="utf-8"))}
    declared |= {f"{absence}.{what}" for absence in Absence for what in asked}
    declared |= {text[1:] for text in written("th").values() if text.startswith("=")}
    unused = {key for key in words("th") if key not in texts | declared and not key.startswith(starts)}
    assert not unused, "\n".join(sorted(unused))


class Call(NamedTuple):
    """A call of a plain name with a text first: where, of what, the text, the names of what else is given."""

    path: Path
    name: str
    text: str
    given: set[str | None]


@cache
def calls_with_a_text() -> list[Call]:
    return [
        Call(path, node.func.id, node.args[0].value, {keyword.arg for keyword in node.keywords})
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    ]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda kind: kind.__name__)
def test_whatever_can_go_wrong_has_its_sentence_and_fills_it(problem: type[Problem]) -> None:
    raised = [call for call in calls_with_a_text() if call.name == problem.__name__]
    assert raised
    for call in raised:
        key = call.text if problem is Refusal else f"{problem.section}.{call.text}"
        assert fields_of(words("th")[key]) <= call.given, (call.path.name, key)


def test_every_sentence_about_the_store_is_one_that_the_store_can_say() -> None:
    said = {key.removeprefix("store_problem.") for key in words("th") if key.startswith("store_problem.")}
    raised = {
        call.text for call in calls_with_a_text() if call.name == "StoreProblem" and call.path.parent.name == "store"
    }
    assert said == raised


# What the functions promise


def test_an_unknown_key_is_a_mistake_that_shows() -> None:
    with pytest.raises(KeyError):
        t("th", "no.such.key")


def test_values_are_filled_in_and_braces_in_them_are_harmless() -> None:
    key = "app.not_understood"
    text = t("th", key, parameter="{x}", value="{0} %s <b>")
    assert "{x}" in text
    assert "{0} %s <b>" in text
    assert translator("en")(key, parameter="a", value="b") == t("en", key, parameter="a", value="b")


@pytest.mark.parametrize(
    ("value", "text"),
    [(1900000, "1,900,000"), (Decimal("8.40"), "8.4"), (Decimal(0), "0"), (0, "0"), (None, ""), (100, "100"),
     (Decimal("1234.567"), "1,234.57"), (Decimal("-5.50"), "-5.5"), (Decimal(1000), "1,000")],
)  # fmt: skip
def test_numbers_are_written_for_people(value: int | Decimal | None, text: str) -> None:
    assert number(value) == text


def test_nil_and_not_told_are_two_things() -> None:
    assert money(Decimal(0)) == money(Decimal("0.00")) == "-"
    assert money(None) == ""
    assert money(Decimal("1900000.00")) == "1,900,000"


def test_a_missing_english_name_shows_the_thai_one_and_never_the_other_way_round() -> None:
    assert name({"name_th": "ก", "name_en": "K"}, "en") == "K"
    assert name({"name_th": "ก", "name_en": None}, "en") == name({"name_th": "ก"}, "en") == "ก"
    assert name({"name_th": None, "name_en": "K"}, "th") == ""
    assert name({"text_th": "ข"}, "th", "text") == "ข"


def test_halves_are_rounded_as_excel_rounds_them() -> None:
    assert [number(Decimal(value)) for value in ("12.345", "0.005", "-0.125", "2.675")] == [
        "12.35",
        "0.01",
        "-0.13",
        "2.68",
    ]
    assert number(2.675) == "2.68"
    assert number(1900000) == "1,900,000"
    assert number(Decimal("8.40")) == "8.4"


def test_what_is_said_in_several_places_is_a_term() -> None:
    said: dict[tuple[str, str], list[str]] = {}
    for key, text in words("th").items():
        said.setdefault((text, words("en")[key]), []).append(key)
    once = {key for key, text in written("th").items() if not text.startswith("=")}
    assert [keys for (text, _), keys in said.items() if text and len(once.intersection(keys)) > 1] == []


def written(lang: str) -> dict[str, str]:
    """The words as they stand in the file."""
    tree = tomllib.loads((ROOT / "ecodash" / "words" / f"{lang}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{key}": text for section, those in tree.items() for key, text in those.items()}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://xn--22ceam2gca3da8bob7fa9ckd74a6bi7g.com/a", "ข่าวความมั่นคงออนไลน์.com"),
        ("https://www.diw.go.th/eit", "www.diw.go.th"),
        # «аррӏе» in Cyrillic letters, a label that no letters stand for, one that is too long.
        ("https://xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("https://xn--zzzzzzzzz-.com", "xn--zzzzzzzzz-.com"),
        (f"https://{'a' * 70}.com", f"{'a' * 70}.com"),
    ],
)
def test_a_thai_name_of_the_web_is_read_in_thai_and_no_other_is_made_readable(address: str, host: str) -> None:
    assert web_host(address) == host
