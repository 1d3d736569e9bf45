-- What stands of every project of an action plan on $day, as known at $known? Grain: one row per project.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('plan_project', $day, $known)
order by area, plan, fiscal_year, code;
