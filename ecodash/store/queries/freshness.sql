-- How new is what is known on $day, as known at $known, of one area ($area) or (null) of all?
-- Grain: one row per kind of row: its newest day and its newest record.
select 'observation' as kind, max(effective_on) as effective_on, max(recorded_at) as recorded_at
from observation
where effective_on <= $day and recorded_at <= $known and ($area is null or area = $area)
union all
select 'activity', max(coalesce(actual_end, actual_start, effective_on)), max(recorded_at)
from activity
where effective_on <= $day and recorded_at <= $known and ($area is null or area = $area)
union all
select 'assignment', max(coalesce(effective_on, assigned_on)), max(recorded_at)
from assignment
where assigned_on <= $day and effective_on <= $day and recorded_at <= $known and ($area is null or area = $area)
union all
select 'meeting', max(held_on), max(recorded_at)
from meeting
where held_on <= $day and recorded_at <= $known and ($area is null or body in (select code from body where area = $area))
order by kind;
