-- Which working groups and committees are there on $day, as known at $known? Grain: one row per body.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('body', $day, $known)
order by tier, name_th collate th, code;
