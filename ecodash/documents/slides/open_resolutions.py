"""The open resolutions of an area, as a table."""

from ecodash.documents.book import Content
from ecodash.documents.lines import day_words
from ecodash.documents.slides.lettering import ALARM, Run
from ecodash.documents.slides.tables import Column, Row, Table
from ecodash.language.text import t


def resolutions_table(content: Content) -> Table:
    """Each with its meeting, its agency and its days; without a due date, its age."""
    lang = content.lang
    shares = {"resolution": 7, "meeting": 3, "owner": 3, "due_on": 1.9, "late": 1.3}
    columns = [Column(t(lang, f"slides.{key}"), wide, "r" if key == "late" else "l") for key, wide in shares.items()]
    rows: list[Row] = []
    for line in content.open_resolutions:
        days = Run("" if line.days_late is None else str(line.days_late), bold=True, colour=ALARM)
        due = day_words(line.due_on, lang) or line.due_phrase
        rows.append([line.text, line.meeting, line.agency or t(lang, "say.no_owner"), due, days])
    return Table(columns, rows)
