-- What stands of every assignment on $day, as known at $known? Grain: one row per area, item, agency and day given.
select
    area, framework, item, agency, task, task_en, assigned_on, due_on, resolution, status, note,
    effective_on, source, mark
from in_force('assignment', $day, $known)
where assigned_on <= $day
order by area, framework, item, assigned_on, agency;
