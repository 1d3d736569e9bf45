"""How a letter begins and ends: the outside letter (หนังสือภายนอก), or the memo (บันทึกข้อความ) of one province."""

import re

from ecodash.documents.papers.occasion import Occasion, Row
from ecodash.documents.papers.paper import Paper
from ecodash.language.text import name

FORMS = ("memo", "letter")
# The offices of ministries in a province are called so; those of local government (ส่วน) and of independent bodies
# (ประจำ) stand apart from it.
_OFFICE = re.compile(r"สำนักงาน.+(?<!ส่วน)(?<!ประจำ)จังหวัด(\S+)")


def is_memo(of: Occasion, agency: Row | None = None) -> bool:
    """As asked; else whether the sender and the agency are offices of the same province by their names."""
    if of.form:
        return of.form == "memo"
    sender, reader = (_OFFICE.fullmatch(row["name_th"]) if row else None for row in (of.sender, agency))
    return bool(sender and reader and sender[1] == reader[1])


def add_head(paper: Paper, of: Occasion, subject: str, to: str, memo: bool) -> None:
    """A letter: number at the left, sender at the right, the day in the middle. A memo: its four fields."""
    office = name(of.sender, of.lang) if of.sender else of.say("letter_office_blank")
    if memo:
        paper.line(of.say("memo"), "Paper Memo Title")
        paper.fields((of.say("memo_office"), " ".join((office, of.say("letter_unit"), _contact(of)))))
        paper.fields(*((of.say(key), of.say("blank")) for key in ("memo_number", "memo_day")))
        paper.fields((of.say("memo_subject"), subject))
    else:
        paper.emblem()
        paper.line(f"{of.say('letter_number')}\t{office}", "Paper Letterhead")
        paper.line(f"\t{of.say('letter_day')}", "Paper Letterhead")
        paper.line(of.say("subject", subject=subject), "Paper Subject")
    paper.line(to, "Paper Subject")


def add_reference(paper: Paper, words: str, memo: bool) -> None:
    """What a letter refers to or brings, above its text; of a memo it is part of the text."""
    if memo:
        paper.text(words.replace("\t", " "))
    else:
        paper.line(words, "Paper Subject")


def add_foot(paper: Paper, of: Occasion, memo: bool) -> None:
    paper.signature(
        "" if memo else of.say("yours"), "", "", *(of.say(key) for key in ("sign_dots", "sign_name", "sign_post"))
    )
    if not memo:
        paper.line(of.say("letter_unit"))
        paper.line(of.say("letter_contact", contact=_contact(of)))


def _contact(of: Occasion) -> str:
    """A telephone is not parted from its number."""
    contact: str | None = of.sender["contact"] if of.sender else None
    return (contact or of.say("letter_contact_blank")).replace(" ", "\u00a0")
