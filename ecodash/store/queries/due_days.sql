-- Which due days did every assignment and resolution have, one after the other, as far as they held on $day, as known at
-- $known?
-- Grain: one row per revision in force, the oldest first.
with
    told as (
        select 'assignment' as kind, key, rev, due_on, note, effective_on, recorded_at from assignment
        union all
        select 'resolution' as kind, key, rev, due_on, note, effective_on, recorded_at from resolution
    )
select kind, key, due_on, note
from told
where (effective_on is null or effective_on <= $day) and recorded_at <= $known
    and rev not in (select rev from out_of_force($known))
order by kind, key, rev;
