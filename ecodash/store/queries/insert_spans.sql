-- Put the spans of the items in that were set aside. Grain: one row per observation.
insert into span (
    area, framework, item, starts_on, ends_on, rev, recorded_at, who, code, result, score, value, evidence, note
)
select
    area, framework, item, starts_on,
    lead(starts_on) over (partition by area, framework, item order by starts_on, rev) as ends_on,
    rev, recorded_at, who, code, result, score, value, evidence, note
from renewed
order by area, framework, item, starts_on;
