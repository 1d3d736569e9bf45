-- What stands of every assignment on $day, as known at $known? Grain: one row per area, item, agency and day given.
-- The next one of what repeats is told from the day on which it was opened, should that be the eve of its own.
select area, framework, item, agency, assigned_on, * exclude (area, framework, item, agency, assigned_on, rev, change_id, recorded_at, key)
from in_force('assignment', $day, $known)
where (assigned_on <= $day or follows is not null)
order by area, framework, item, assigned_on, agency;
