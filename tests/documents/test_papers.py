"""The meeting papers, opened again: the agenda, what is open, what is asked, and a table to follow up."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from crowded import AREA, LONG, NASTY, RESOLUTIONS, crowded_store
from ecodash import facts, sentences
from ecodash.documents.content import content
from ecodash.documents.papers import agenda_of, write_agenda
from ecodash.documents.word import FONT
from ecodash.domain.vocabulary import HOME_AREA
from ecodash.language.text import LANGUAGES, t
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

ADDRESS = "http://192.168.1.20:8501"
MEETING = {"area": HOME_AREA, "as_of": "2024-02-12"}


def selected(store: Store, query: dict[str, str]) -> facts.Selection:
    selection, misread = facts.read_selection(store, query)
    assert not misread
    return selection


def made(store: Store, query: dict[str, str], items: int = 5) -> Any:
    return Document(BytesIO(write_agenda(store, selected(store, query), ADDRESS, items)))


def headings(paper: Any) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs if paragraph.style.name == "Heading 1"]


def follow_up(paper: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in paper.tables[-1].rows]


def test_the_agenda_of_the_store_comes_before_the_standard_one(demo_store: Store) -> None:
    agenda = agenda_of(demo_store, selected(demo_store, MEETING))
    assert agenda.meeting is not None
    assert agenda.meeting["number"] == "1/2567"
    shown = headings(made(demo_store, MEETING))
    assert len(shown) == len(agenda.headings) + 1
    assert all(entry[2] in heading for entry, heading in zip(agenda.headings, shown, strict=False))


@pytest.mark.parametrize("items", [5, 6])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_one_it_has_five_or_six_items(demo_store: Store, items: int, lang: str) -> None:
    paper = made(demo_store, {"area": HOME_AREA, "lang": lang}, items)
    standard = sentences.agenda_headings(items, lang)
    assert [number for number, _, _ in standard] == [str(n) for n in range(1, items + 1)]
    expected = [t(lang, "papers.item", number=number, heading=heading) for number, _, heading in standard]
    assert headings(paper)[:-1] == expected
    assert t(lang, "papers.resolved") in "\n".join(paragraph.text for paragraph in paper.paragraphs)


def test_what_was_open_when_it_met_is_in_the_follow_up_table(demo_store: Store) -> None:
    selection = selected(demo_store, MEETING)
    paper = facts.meeting_paper(demo_store, "lamphun-ban-klang-wg-2024-02-12", selection.as_of)
    assert paper is not None
    open_then = [*paper.carried, *paper.received]
    rows = follow_up(made(demo_store, MEETING))[1:]
    assert sorted(row[1] for row in rows) == sorted(row["text"] for row in open_then)
    late = [int(row[6]) for row in rows if row[6]]
    overdue = [row for row in open_then if facts.is_overdue(row, selection.as_of)]
    assert sorted(late) == sorted((selection.as_of - row["due_on"]).days for row in overdue)


def test_a_committee_receives_what_was_sent_up_to_it(demo_store: Store) -> None:
    agenda = agenda_of(demo_store, selected(demo_store, {"area": HOME_AREA, "as_of": "2024-02-27"}))
    assert agenda.meeting is not None
    assert agenda.meeting["body"] == "lamphun-committee"
    assert agenda.received


def test_what_is_asked_is_on_the_agenda(demo_store: Store) -> None:
    area = content(demo_store, selected(demo_store, MEETING), HOME_AREA)
    assert area is not None
    said = "\n".join(paragraph.text for paragraph in made(demo_store, MEETING).paragraphs)
    assert all(ask in said for ask in area.asks)
    assert t("th", "papers.demo") in {
        paragraph.text
        for section in made(demo_store, MEETING).sections
        for footer in (section.footer, section.first_page_footer)
        for paragraph in footer.paragraphs
    }


def test_every_run_is_in_our_font_at_its_thai_size_too(demo_store: Store) -> None:
    paper = made(demo_store, MEETING)
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    assert {size.get(qn("w:val")) for size in defaults.iter(qn("w:sz"), qn("w:szCs"))} == {"32"}
    runs = list(paper.element.iter(qn("w:r")))
    assert len(runs) > 50
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert {fonts.get(qn(f"w:{side}")) for side in ("ascii", "hAnsi", "cs")} == {FONT}
    for table in paper.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_pages_are_numbered_as_the_government_does_it(demo_store: Store) -> None:
    section = made(demo_store, MEETING).sections[0]
    assert section.different_first_page_header_footer
    header = section.header._element
    assert [code.text.strip() for code in header.iter(qn("w:instrText"))] == ["PAGE"]
    assert section.first_page_header.paragraphs[0].text == ""


def test_unknown_body_number_day_and_place_are_left_to_be_filled_in(empty_store: Store, real_store: Store) -> None:
    dots = t("th", "papers.blank")
    titles = [p.text for p in made(empty_store, {}).paragraphs if p.style.name == "Title"]
    assert sum(dots in title for title in titles) == 4
    assert made(real_store, {"area": HOME_AREA}).paragraphs[0].text == t("th", "papers.title")


def test_hostile_text_comes_back_as_it_was() -> None:
    paper = made(crowded_store(), {"area": AREA, "as_of": "m-2"})
    rows = follow_up(paper)
    assert len(rows) == RESOLUTIONS + 1
    assert sum(row[1].startswith(NASTY) for row in rows) == len(range(0, RESOLUTIONS, 3))
    assert any(row[3] == LONG for row in rows)
