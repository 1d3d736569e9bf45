-- Which phases of the national programme are there on $day, as known at $known? Grain: one row per phase.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('phase', $day, $known)
order by code;
