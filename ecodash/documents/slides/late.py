"""The resolutions of an area whose due date has gone by, as a table."""

from ecodash.documents.book import Content
from ecodash.documents.lines import day_words
from ecodash.documents.slides.lettering import ALARM, Run
from ecodash.documents.slides.tables import Column, Row, Table
from ecodash.language.text import t


def late_table(content: Content) -> Table:
    """Each with its meeting, its agency and its days."""
    lang = content.lang
    shares = {"resolution": 7, "meeting": 3, "owner": 3, "due_on": 1.9, "late": 1.3}
    columns = [Column(t(lang, f"slides.{key}"), wide, "r" if key == "late" else "l") for key, wide in shares.items()]
    rows: list[Row] = []
    for line in content.late_resolutions:
        owner, days = line.agency or t(lang, "say.no_owner"), Run(str(line.days_late), bold=True, colour=ALARM)
        rows.append([line.text, line.meeting, owner, day_words(line.due_on, lang), days])
    return Table(columns, rows)
