-- Which lines of the budget documents are known, as known at $known? Grain: one row per line.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('budget', $day, $known)
order by fiscal_year desc, code;
