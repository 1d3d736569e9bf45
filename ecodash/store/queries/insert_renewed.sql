-- Set aside the spans, as they are now, of every item that a touched observation is or was about: which revision, from
-- which day until which. What they say is fetched when they are put in, so that nothing long is there twice.
-- Grain: one row per observation.
create or replace temp table renewed as
select rev, starts_on, lead(starts_on) over (partition by area, framework, item order by starts_on, rev) as ends_on
from (
    select s.area, s.framework, s.item, s.starts_on, s.rev
    from span s
    semi join touched t on t.area is not distinct from s.area and t.framework is not distinct from s.framework
        and t.item is not distinct from s.item
    where s.code not in (select code from touched)
    union all
    select a.area, a.framework, a.item, a.starts_on, a.rev
    from accepted('touched') a
);
