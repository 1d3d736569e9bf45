-- How new is what counts on $day, as known at $known, of one area ($area) or (null) of all?
-- Grain: one row per kind of row: the newest day it speaks of, and when the newest was recorded.
select 'observation' as kind, max(starts_on) as effective_on, max(recorded_at) as recorded_at
from spans($known)
where starts_on <= $day and ($area is null or area = $area)
union all
select 'activity', max(coalesce(actual_end, actual_start, effective_on)), max(recorded_at)
from in_force('activity', $day, $known)
where $area is null or area = $area
union all
select 'plan_project', max(effective_on), max(recorded_at)
from in_force('plan_project', $day, $known)
where $area is null or area = $area
union all
select 'assignment', max(coalesce(effective_on, assigned_on)), max(recorded_at)
from in_force('assignment', $day, $known)
where assigned_on <= $day and ($area is null or area = $area)
union all
select 'meeting', max(m.held_on), max(m.recorded_at)
from in_force('meeting', $day, $known) m
left join in_force('body', $day, $known) b on b.code = m.body
where m.held_on <= $day and ($area is null or b.area = $area)
order by kind;
