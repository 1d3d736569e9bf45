-- Which levels does each framework have on $day, as known at $known? Grain: one row per framework and level.
select framework, level, * exclude (framework, level, rev, change_id, recorded_at, key)
from in_force('level', $day, $known)
order by framework, level;
