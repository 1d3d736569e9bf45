-- What stands of every activity on $day, as known at $known? Grain: one row per activity.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('activity', $day, $known)
order by fiscal_year, area, coalesce(planned_start, actual_start) nulls last, code;
