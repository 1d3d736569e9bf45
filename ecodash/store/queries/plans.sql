-- Which edition of every action plan is in force on $day, as known at $known? Grain: one row per plan.
select code, * exclude (code, rev, change_id, recorded_at, key)
from in_force('plan', $day, $known)
order by area, first_year nulls last, code;
