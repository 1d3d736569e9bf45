-- What stands of every assignment on $day, as known at $known? Grain: one row per area, item, agency and day given.
select area, framework, item, agency, assigned_on, * exclude (area, framework, item, agency, assigned_on, rev, change_id, recorded_at, key)
from in_force('assignment', $day, $known)
where assigned_on <= $day
order by area, framework, item, assigned_on, agency;
