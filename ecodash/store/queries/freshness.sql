-- How new is what is known? Grain: one row per kind of row: its newest day and its newest record.
select 'observation' as kind, max(effective_on) as effective_on, max(recorded_at) as recorded_at
from observation where effective_on <= $day and recorded_at <= $known
union all
select 'activity', max(coalesce(actual_end, actual_start, effective_on)), max(recorded_at)
from activity where recorded_at <= $known
union all
select 'assignment', max(coalesce(effective_on, assigned_on)), max(recorded_at)
from assignment where recorded_at <= $known
union all
select 'meeting', max(held_on) filter (held_on <= $day), max(recorded_at)
from meeting where recorded_at <= $known
order by kind;
