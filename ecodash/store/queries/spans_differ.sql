-- How many spans are not what the log says, or missing? Grain: one row.
with
    told as (
        select
            area, framework, item, starts_on,
            lead(starts_on) over (partition by area, framework, item order by starts_on, rev) as ends_on,
            rev, recorded_at, who, code, result, score, value, evidence, note
        from accepted('observation')
    ),
    kept as (
        select
            area, framework, item, starts_on, ends_on, rev, recorded_at, who, code, result, score, value,
            evidence, note
        from span
    )
select count(*) as spans
from (
    (select rev from (from told except all from kept))
    union
    (select rev from (from kept except all from told))
);
