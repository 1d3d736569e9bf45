-- How many areas and provinces do sources say there are, as known at $known? Grain: one row per declaration.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('declaration', $day, $known)
order by phase nulls last, declared_on desc nulls last, code;
