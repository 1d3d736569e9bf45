"""The papers of a meeting, opened again: what is in each, and that its look is the template's alone."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm

from crowded import AREA, LONG, NASTY, RESOLUTIONS, crowded_store
from ecodash import facts, identity, recording, sentences, stores
from ecodash.access.roles import Principal
from ecodash.documents.content import content
from ecodash.documents.papers import KINDS, Wanted, write_paper
from ecodash.documents.papers.letter import is_memo
from ecodash.documents.papers.occasion import occasion
from ecodash.documents.papers.paper import Column, Paper, _balanced
from ecodash.documents.papers.template import OURS, STYLES
from ecodash.domain.vocabulary import HOME_AREA, Role
from ecodash.facts.loads import AgencyLoad
from ecodash.language.refusal import Refusal
from ecodash.language.text import LANGUAGES, t
from ecodash.recording import Entry
from ecodash.store.reference import open_demo
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

ADDRESS = "http://192.168.1.20:8501"
MEETING = {"area": HOME_AREA, "as_of": "lamphun-ban-klang-wg-2024-02-12"}
COMMITTEE = {"as_of": "lamphun-committee-2024-02-27"}
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_MODE = "compatibilityMode"
HOSTILE = "#1 $x {{ 7*7 }} {% raw %} {_{ 7 }_} <b> & = 😀 漢字 \x07\u202e"


def selected(store: Store, query: dict[str, str]) -> facts.Selection:
    selection, misread = facts.read_selection(store, query)
    assert not misread
    return selection


def made(store: Store, query: dict[str, str], kind: str = "agenda", **more: Any) -> Any:
    wanted = Wanted(**({"kind": kind, "digits": "arabic", "sees_names": True} | more))
    return Document(BytesIO(write_paper(store, selected(store, query), ADDRESS, wanted)))


def said(paper: Any) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells]).replace("\u00a0", " ")


def headings(paper: Any) -> list[str]:
    return [p.text.replace("\u00a0", " ") for p in paper.paragraphs if p.style.name == "Heading 1"]


def test_the_agenda_of_the_store_comes_before_the_standard_one(demo_store: Store) -> None:
    told = [row for row in facts.agenda_items(demo_store, demo_store.today()) if row["meeting"] == MEETING["as_of"]]
    shown = headings(made(demo_store, MEETING))
    assert len(shown) == len(told)
    assert all(row["heading_th"] in heading for row, heading in zip(told, shown, strict=True))


@pytest.mark.parametrize("items", [5, 6])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_one_it_has_five_or_six_items(demo_store: Store, items: int, lang: str) -> None:
    paper = made(demo_store, {"area": HOME_AREA, "lang": lang}, items=items)
    standard = sentences.agenda_headings(items, lang)
    assert headings(paper) == [t(lang, "papers.item", number=n, heading=heading) for n, _, heading in standard]
    assert t(lang, "papers.resolved") in said(paper)


def test_the_agenda_is_in_the_official_form(demo_store: Store) -> None:
    paper = said(made(demo_store, MEETING))
    assert "วันจันทร์ที่ 12 กุมภาพันธ์ 2567 เวลา 13.30 น." in paper
    assert "ครั้งที่ 2/2566 เมื่อวันอังคารที่ 29 สิงหาคม 2566" in paper
    for words in ("3.1 ", "4.1 ", "5.1 ", "เรื่องเดิม: ", "ข้อเท็จจริง: ", "ข้อเสนอ: "):
        assert words in paper
    assert t("th", "papers.please_decide") in paper
    area = content(demo_store, selected(demo_store, MEETING), HOME_AREA)
    assert area is not None
    assert all(ask in paper for ask in area.asks)


def test_a_committee_is_told_of_every_area_of_its_province_and_of_what_was_sent_up(demo_store: Store) -> None:
    of = occasion(demo_store, selected(demo_store, COMMITTEE), ADDRESS)
    areas = [row for row in facts.areas(demo_store, demo_store.today()) if row["province"] == "lamphun"]
    assert of.body is not None
    assert of.body["code"] == "lamphun-committee"
    assert {area.area_code for area in of.areas} == {row["code"] for row in areas}
    assert any(row.sent_up_to for row in of.open_before)
    report = said(made(demo_store, COMMITTEE, "report"))
    assert all(row["name_th"] in report for row in areas)


def test_minutes_have_who_came_what_was_said_and_what_was_resolved(demo_store: Store) -> None:
    paper = said(made(demo_store, MEETING, "minutes"))
    resolved = [r for r in facts.resolutions(demo_store, demo_store.today()) if r["meeting"] == MEETING["as_of"]]
    assert len(resolved) == 3
    assert all(row["text"] in paper for row in resolved)
    assert paper.index("ผู้มาประชุม") < paper.index("ตัวอย่าง เจ็ด") < paper.index("ผู้ไม่มาประชุม")
    assert paper.index("ผู้ไม่มาประชุม") < paper.index("ตัวอย่าง แปด") < paper.index("เริ่มประชุมเวลา 13.30 น.")
    assert "ผู้แทนชุมชนขอให้แจ้งผลการตรวจวัด" in paper


@pytest.mark.parametrize("kind", ["minutes", "signin", "invitation"])
def test_no_reader_is_told_a_person_by_name(demo_store: Store, kind: str) -> None:
    assert "ตัวอย่าง เจ็ด" not in said(made(demo_store, MEETING, kind, sees_names=False))


def test_every_agency_has_a_letter_with_what_it_owes_and_a_code(demo_store: Store) -> None:
    selection = selected(demo_store, MEETING)
    bodies = {row["code"]: row["body"] for row in facts.meetings(demo_store, demo_store.today())}

    def count(load: AgencyLoad) -> int:
        """Those of the area, and resolutions of its own body."""
        return sum(m.area == HOME_AREA or bodies.get(m.meeting or "") == "lamphun-ban-klang-wg" for m in load.matters)

    owing = [load for load in facts.agency_loads(demo_store, selection) if count(load)]
    paper = made(demo_store, MEETING, "letter")
    assert len(owing) > 2
    assert len(paper.inline_shapes) == len(paper.tables) == len(owing)
    assert [len(table.rows) - 1 for table in paper.tables] == [count(load) for load in owing]
    for load in owing:
        assert f"agency={load.agency['code']}" in said(paper)
    alone = made(demo_store, MEETING | {"agency": owing[0].agency["code"]}, "letter")
    assert len(alone.tables) == 1


def test_the_follow_up_table_has_what_was_open_and_what_was_resolved(demo_store: Store) -> None:
    selection = selected(demo_store, MEETING)
    paper = facts.meeting_paper(demo_store, MEETING["as_of"], selection.as_of)
    assert paper is not None
    rows = [[cell.text for cell in row.cells] for row in made(demo_store, MEETING, "followup").tables[0].rows][1:]
    expected = [*paper.carried, *paper.received, *paper.resolved]
    assert sorted(row[1] for row in rows) == sorted(row["text"] for row in expected)
    late = [int(row[6]) for row in rows if row[6]]
    overdue = [row for row in expected if facts.is_overdue(row, selection.as_of)]
    assert sorted(late) == sorted((selection.as_of - row["due_on"]).days for row in overdue)


def test_the_form_of_a_survey_has_every_item_and_needs_no_result(empty_store: Store, demo_store: Store) -> None:
    rows = made(demo_store, {"area": "lampang-mae-moh"}, "survey").tables[0].rows
    assert len(rows) == 13
    assert all(rows[1].cells[2].text.count("☐") == 4 for _ in rows)
    assert t("th", "criteria.no_items") in said(made(empty_store, {}, "survey"))


@pytest.mark.parametrize("kind", KINDS)
def test_digits_are_thai_unless_asked_otherwise_and_demonstrations_say_so(demo_store: Store, kind: str) -> None:
    thai, arabic = (said(made(demo_store, MEETING, kind, digits=digits)) for digits in ("", "arabic"))
    linked = [line for line in arabic.split("\n") if line.startswith(ADDRESS) or demo_store.mark in line]
    expected = "\n".join(line if line in linked else line.translate(_THAI) for line in arabic.split("\n"))
    assert thai == expected
    assert t("th", "papers.demo") in thai


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_can_be_made_where_nothing_is_known(empty_store: Store, real_store: Store, kind: str) -> None:
    assert len(said(made(empty_store, {}, kind))) > 20
    assert len(said(made(real_store, {"area": HOME_AREA, "lang": "en"}, kind))) > 20


@pytest.mark.parametrize(
    ("parameter", "value"), [("kind", "novel"), ("body", "nobody"), ("digits", "roman"), ("form", "poem")]
)
def test_what_is_not_known_is_refused(demo_store: Store, parameter: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        made(demo_store, MEETING, **{parameter: value})
    assert value in refused.value.sentence("th")


def test_unknown_number_place_and_sender_are_left_to_be_filled_in(empty_store: Store) -> None:
    dots = t("th", "papers.blank")
    titles = [p.text for p in made(empty_store, {}).paragraphs if p.style.name == "Title"]
    assert sum(dots in title for title in titles) == 3
    assert t("th", "papers.letter_number") in said(made(empty_store, {}, "invitation"))


def test_a_letter_says_who_sends_it_and_how_they_are_reached(demo_store: Store) -> None:
    office = facts.agency_names(demo_store, demo_store.today())["lamphun-industry"]
    letter = said(made(demo_store, MEETING, "letter", digits="arabic"))
    assert f"{t('th', 'papers.letter_number')}\t{office['name_th']}" in letter
    assert office["contact"] in letter
    nobody = said(made(demo_store, {"area": "lamphun-northern-region-industrial-estate"}, "invitation"))
    assert f"{t('th', 'papers.letter_number')}\t{t('th', 'papers.letter_office_blank')}" in nobody
    assert t("th", "papers.letter_contact_blank") in nobody


def test_an_office_of_the_same_province_gets_a_memo_and_everybody_else_a_letter(demo_store: Store) -> None:
    """An outside letter may be sent to anybody; a memo only within a ministry or a province."""
    memo, outside = "ส่วนราชการ", t("th", "papers.yours")

    def forms(agency: str, **more: Any) -> tuple[int, int]:
        text = said(made(demo_store, MEETING | {"agency": agency}, "letter", **more))
        return text.count(memo), text.count(outside)

    assert forms("lamphun-public-works") == (1, 0)
    for agency in ("nrie", "reo-1"):
        assert forms(agency) == (0, 1)
    assert forms("nrie", form="memo") == (1, 0)
    assert forms("lamphun-public-works", form="letter") == (0, 1)
    text = said(made(demo_store, MEETING, "invitation", form="memo"))
    assert memo in text
    assert outside not in text
    assert said(made(demo_store, MEETING, "invitation")).count(memo) == 0


@pytest.mark.parametrize(
    ("sender", "reader", "expected"),
    [
        ("สำนักงานอุตสาหกรรมจังหวัดลำพูน", "สำนักงานสาธารณสุขจังหวัดลำพูน", True),
        ("สำนักงานอุตสาหกรรมจังหวัดลำพูน", "สำนักงานสาธารณสุขจังหวัดลำปาง", False),
        ("สำนักงานอุตสาหกรรมจังหวัดลำพูน", "สำนักงานองค์การบริหารส่วนจังหวัดลำพูน", False),
        ("สำนักงานอุตสาหกรรมจังหวัดลำพูน", "สำนักงานคณะกรรมการการเลือกตั้งประจำจังหวัดลำพูน", False),
        ("สำนักงานอุตสาหกรรมจังหวัดลำพูน", "สภาอุตสาหกรรมจังหวัดลำพูน", False),
        ("เทศบาลตำบลบ้านกลาง", "สำนักงานสาธารณสุขจังหวัดลำพูน", False),
    ],
)
def test_who_gets_a_memo_is_told_by_the_names_of_offices(
    demo_store: Store, sender: str, reader: str, expected: bool
) -> None:
    of = occasion(demo_store, selected(demo_store, MEETING), ADDRESS)
    of.__dict__["sender"] = {"name_th": sender}
    assert is_memo(of, {"name_th": reader}) is expected


def test_hostile_text_comes_back_as_it_was() -> None:
    rows = made(crowded_store(), {"area": AREA, "as_of": "m-2"}, "followup").tables[0].rows
    texts = [[cell.text for cell in row.cells] for row in rows]
    assert len(texts) > RESOLUTIONS
    assert sum(row[1].startswith(NASTY) for row in texts) == len(range(0, RESOLUTIONS, 3))
    assert any(row[3] == LONG for row in texts)


# The look is the template's.


def written(template: bytes | None = None) -> Any:
    paper = Paper("th", False, False, template)
    paper.title("เรื่อง")
    paper.text(HOSTILE)
    paper.numbered([HOSTILE])
    return Document(BytesIO(paper.saved(HOSTILE)))


def test_no_text_is_a_template() -> None:
    texts = [paragraph.text for paragraph in written().paragraphs]
    assert texts[1] == HOSTILE.replace("\x07\u202e", "")


@pytest.mark.parametrize("kind", KINDS)
def test_no_run_says_a_font_a_size_or_a_colour(demo_store: Store, kind: str) -> None:
    paper = made(demo_store, MEETING, kind)
    assert not list(paper.element.body.iter(*(qn(f"w:{tag}") for tag in ("rFonts", "sz", "szCs", "color", "b"))))
    assert {paragraph.style.name for paragraph in paper.paragraphs} <= {style.name for style in paper.styles}


def test_another_template_makes_another_paper() -> None:
    """Its letterhead, its font and its margins hold; styles that it has not are ours."""
    theirs: Any = Document()
    theirs.sections[0].page_width = 635 * 11_000
    theirs.styles["Title"].font.name = "Garuda"
    theirs.add_paragraph("จังหวัดของเรา")
    theirs.add_paragraph("{{p body }}")
    file = BytesIO()
    theirs.save(file)
    paper = written(file.getvalue())
    assert [paragraph.text for paragraph in paper.paragraphs[:2]] == ["จังหวัดของเรา", "เรื่อง"]
    assert paper.styles["Title"].font.name == "Garuda"
    assert paper.sections[0].page_width == 635 * 11_000
    assert paper.styles["Paper Line"].font.size == Document(str(OURS)).styles["Paper Line"].font.size
    assert written().paragraphs[0].text == "เรื่อง"


def test_the_data_mark_stands_in_the_foot_and_where_a_template_has_no_place_for_it_at_the_end(
    demo_store: Store,
) -> None:
    """A last line of its own would come to stand alone on a page."""
    mark = t("th", "papers.mark", mark=demo_store.mark)
    paper = made(demo_store, MEETING, "signin")
    section = paper.sections[0]
    assert all(part.paragraphs[-1].text == mark for part in (section.first_page_footer, section.footer))
    assert mark not in said(paper)
    theirs: Any = Document()
    theirs.add_paragraph("{{p body }}")
    file = BytesIO()
    theirs.save(file)
    body = write_paper(demo_store, selected(demo_store, MEETING), ADDRESS, None, file.getvalue())
    assert Document(BytesIO(body)).paragraphs[-1].text == mark


def test_signatures_are_not_parted_from_who_signs() -> None:
    assert Document(str(OURS)).styles["Paper Signature"].paragraph_format.keep_with_next


def test_matters_to_decide_are_told_apart_by_their_headings(demo_store: Store) -> None:
    paper = made(demo_store, {"area": HOME_AREA})
    subjects = [p.text.partition(" ")[2] for p in paper.paragraphs if p.style.name == "Heading 2"]
    assert len(subjects) > 8
    assert len(set(subjects)) == len(subjects)
    text = said(paper)
    resolution = "ให้ สสภ.1 ส่งข้อมูลคุณภาพอากาศย้อนหลัง 3 ปีของพื้นที่"
    (decided,) = [n for n in text.split("\n") if n.startswith("5.") and resolution in n]
    after = text[text.index(decided) :].split("\n")
    assert after[1] == t("th", "papers.before", before="มติประชุม 1/2566 · 21 มี.ค. 2566 มอบหมาย สคพ.1")
    assert after[2] == t("th", "papers.fact", fact="ช้า 214 วัน")


def test_word_is_told_that_it_is_thai() -> None:
    """Without it Word takes the text for Arabic, and sets the file as an older Word would."""
    paper: Any = Document(str(OURS))
    assert {each.get(qn("w:bidi")) for each in paper.styles.element.iter(qn("w:lang"))} == {"th-TH"}
    modes = [each for each in paper.settings.element.iter(qn("w:compatSetting")) if each.get(qn("w:name")) == _MODE]
    assert [each.get(qn("w:val")) for each in modes] == ["15"]
    for style in (each for each in paper.styles if each.name in STYLES and each.name != "Paper Table"):
        look = style.element.rPr
        assert look.find(qn("w:sz")).get(qn("w:val")) == look.find(qn("w:szCs")).get(qn("w:val"))
        assert len({look.find(qn("w:rFonts")).get(qn(f"w:{side}")) for side in ("ascii", "hAnsi", "cs")}) == 1
        assert (look.find(qn("w:b")) is None) == (look.find(qn("w:bCs")) is None)


def test_a_number_is_not_parted_from_what_it_counts_and_no_picture_has_the_number_of_another(
    demo_store: Store,
) -> None:
    paper = made(demo_store, MEETING, "letter")
    assert "ครั้งที่\u00a01/2567" in "\n".join(each.text for each in paper.paragraphs)
    numbers = [each.get("id") for each in paper.element.body.iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers)) > 2


def test_the_pages_of_each_letter_are_counted_for_themselves(demo_store: Store) -> None:
    paper = made(demo_store, MEETING, "letter")
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in paper.sections]
    assert starts == ["1"] * len(paper.tables)
    assert all(section.different_first_page_header_footer for section in paper.sections)


def test_pages_are_numbered_as_the_government_does_it(demo_store: Store) -> None:
    section = made(demo_store, MEETING).sections[0]
    assert section.different_first_page_header_footer
    header = section.header._element
    assert [code.text.strip() for code in header.iter(qn("w:instrText"))] == ["PAGE"]
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_code_of_a_letter_leads_to_the_report_where_a_link_stands(home: Path) -> None:
    store = open_demo(stores.DATA / "demo")
    code = next(load.agency["code"] for load in facts.agency_loads(store, selected(store, MEETING)) if load.matters)
    link = {"code": f"{code}-abc123", "agency": code, "ends_on": date(2030, 1, 31)}
    row = link | {"token_sha256": identity.token_hash(identity.link_token(link["code"]))}
    secretary = Principal("สมหญิง", Role.SECRETARY)
    recording.record(store, secretary, [Entry("agency_link", row)])
    way = f"{ADDRESS}/auth/link/{identity.link_token(link['code'])}"
    letter = MEETING | {"agency": code, "demo": "1"}
    handed = said(made(store, letter, "letter", hands_links=True))
    assert way in handed
    assert t("th", "papers.letter_report", day="31 มกราคม 2573") in handed
    # Nobody else is handed the link, and one that was withdrawn leads nowhere.
    assert "/auth/link/" not in said(made(store, letter, "letter"))
    standing = recording.standing(store, "agency_link", link["code"])
    assert standing
    recording.record(store, secretary, [recording.revised("agency_link", standing, withdrawn_on=store.today())])
    after = said(made(store, letter, "letter", hands_links=True))
    assert "/auth/link/" not in after
    assert t("th", "papers.letter_code") in after
    store.close()


def test_dots_end_at_the_margin_of_a_template_that_is_narrower() -> None:
    narrow = Document(str(OURS))
    narrow.sections[-1].left_margin = narrow.sections[-1].right_margin = Cm(4)
    file = BytesIO()
    narrow.save(file)
    paper = Paper("th", False, True, file.getvalue())
    paper.dots("มติที่ประชุม")
    dotted = next(p for p in Document(BytesIO(paper.saved(""))).paragraphs if p.style.name == "Paper Dots")
    stops = [
        stop.position.cm for stop in dotted.paragraph_format.tab_stops if stop.alignment is not WD_TAB_ALIGNMENT.CLEAR
    ]
    assert stops == [pytest.approx(13, abs=0.1)]


def test_a_text_that_would_stand_tall_has_more_of_the_page() -> None:
    columns = [Column("ที่", 1), Column("เรื่อง", 5), Column("ผู้รับผิดชอบ", 2), Column("กำหนด", 2)]
    assert _balanced(columns, [("1", "สั้น", "สอจ.ลำพูน", "1 ม.ค. 2567")]) == [1, 5, 2, 2]
    number, matter, owner, due = _balanced(columns, [("1", "ก" * 300, "ข" * 300, "")])
    assert number + matter + owner + due == pytest.approx(10)
    assert owner > 3
    assert due < 2
    assert number == 1
