-- Which auditors are registered on $day, as known at $known? Grain: one row per auditor.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('auditor', $day, $known)
order by area, code;
