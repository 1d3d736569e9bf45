-- How many spans are not what the log says, or missing? Grain: one row.
with
    days as (
        select
            rev, starts_on,
            lead(starts_on) over (partition by area, framework, item order by starts_on, rev) as ends_on
        from accepted('observation')
    ),
    told as (
        select
            o.area, o.framework, o.item, d.starts_on, d.ends_on, o.rev, o.recorded_at, c.who, o.code, o.result, o.score,
            o.value, o.evidence, o.note
        from observation o
        join days d on d.rev = o.rev
        join change c on c.id = o.change_id
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
