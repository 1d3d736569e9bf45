-- What are the agencies called on $day, as known at $known? Grain: one row per agency.
select code, effective_on as valid_from, * exclude (code, effective_on, rev, change_id, recorded_at, key)
from in_force('agency', $day, $known)
order by name_th collate th, code;
