-- How many changes had been recorded by $known? Grain: one row.
select count(*) as changes
from change
where recorded_at <= $known;
