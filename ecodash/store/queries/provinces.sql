-- Which provinces are there on $day, as known at $known? Grain: one row per province.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('province', $day, $known)
order by name_th collate th, code;
