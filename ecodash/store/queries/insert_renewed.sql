-- Set aside the spans, as they are now, of every item that a touched observation is or was about.
-- Grain: one row per observation.
create or replace temp table renewed as
select
    area, framework, item, starts_on,
    lead(starts_on) over (partition by area, framework, item order by starts_on, rev) as ends_on,
    rev, recorded_at, who, code, result, score, value, evidence, note
from (
    select
        s.area, s.framework, s.item, s.starts_on, s.rev, s.recorded_at, s.who, s.code, s.result, s.score, s.value,
        s.evidence, s.note
    from span s
    semi join touched t on t.area is not distinct from s.area and t.framework is not distinct from s.framework
        and t.item is not distinct from s.item
    where s.code not in (select code from touched)
    union all
    select
        a.area, a.framework, a.item, a.starts_on, a.rev, a.recorded_at, a.who, a.code, a.result, a.score, a.value,
        a.evidence, a.note
    from accepted('touched') a
);
