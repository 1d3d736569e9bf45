"""One function per question. The only place that caches; every answer belongs to a store and its version."""

from ecodash.facts.brief import Brief, brief, late_resolutions
from ecodash.facts.registry import (
    activities,
    agencies,
    agency_names,
    area_row,
    areas,
    assignments,
    attainments,
    auditors,
    bodies,
    budgets,
    evidence,
    framework_items,
    framework_row,
    frameworks,
    items,
    levels,
    meetings,
    meetings_of_area,
    phases,
    provinces,
    resolutions,
)
from ecodash.facts.selection import Misread, Selection, areas_selected, read_selection
from ecodash.facts.status import (
    changes_in_area,
    counts_by_area,
    item_history,
    item_states,
    series,
    states_by_area,
)
from ecodash.facts.work import Money, Work, activities_where, comparison_days, fiscal_years, work_of
