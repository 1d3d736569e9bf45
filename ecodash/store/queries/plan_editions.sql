-- Which editions has every action plan had up to $day, as known at $known?
-- Grain: one row per plan and day from which an edition holds.
select code, * exclude (code, rev, change_id, recorded_at, key)
from plan
where recorded_at <= $known
    and rev not in (select rev from out_of_force($known))
    and (effective_on is null or effective_on <= $day)
qualify row_number() over (partition by key, effective_on order by rev desc) = 1
order by code, effective_on nulls first;
