"""The kinds of row that the store keeps.

``KINDS`` is the one description of every kind of row: the store, the CSV files under ``data/``, the rules of a row,
the workbook, the forms, the export and the API all read it. The SQL of the migrations is checked against it by a test.
"""

from ecodash.domain.kinds import meetings, programme, work
from ecodash.domain.kinds.column import Column, ColumnType, Kind

__all__ = ["KINDS", "REFERENCES", "Column", "ColumnType", "Kind"]

# In the order in which rows can name those before them.
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        programme.PHASE,
        programme.PROVINCE,
        programme.AREA,
        programme.FRAMEWORK,
        programme.DIMENSION,
        programme.ASPECT,
        programme.ITEM,
        programme.LEVEL,
        programme.ATTAINMENT,
        programme.AGENCY,
        programme.BODY,
        meetings.MEETING,
        meetings.AGENDA_ITEM,
        meetings.ATTENDANCE,
        meetings.RESOLUTION,
        work.ASSIGNMENT,
        work.ACTIVITY,
        work.PLAN,
        work.PLAN_PROJECT,
        work.OBSERVATION,
        programme.AUDITOR,
        programme.BUDGET,
        programme.DECLARATION,
        work.EVIDENCE,
        work.AGENCY_LINK,
        programme.OFFICE_TEMPLATE,
    )
}

# Which columns of a kind name, joined like a key, a row of which other kind.
REFERENCES: dict[str, dict[tuple[str, ...], str]] = {
    kind.name: kind.references for kind in KINDS.values() if kind.references
}
