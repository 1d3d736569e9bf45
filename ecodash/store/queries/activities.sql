-- What stands of every activity on $day, as known at $known? Grain: one row per activity.
select
    code, title, title_en, area, fiscal_year, kind, planned_start, planned_end, actual_start, actual_end,
    status, planned_baht, allocated_baht, disbursed_baht, fund_source, lead_agency, partner_agencies,
    items, target, result_value, unit, note, source, mark
from in_force('activity', $day, $known)
order by fiscal_year, area, coalesce(planned_start, actual_start) nulls last, code;
