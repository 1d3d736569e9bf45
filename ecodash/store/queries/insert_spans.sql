-- Put those spans in that were set aside and are not there. Grain: one row per observation.
insert into span (
    area, framework, item, starts_on, ends_on, rev, recorded_at, who, code, result, score, value, evidence, note
)
select area, framework, item, starts_on, ends_on, rev, recorded_at, who, code, result, score, value, evidence, note
from renewed
where rev not in (select rev from span)
order by area, framework, item, starts_on;
