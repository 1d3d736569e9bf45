-- How many items of a framework ($framework) stood at each result in each of some areas ($areas) at every month end of
-- $months, as known at $known? Without an observation one is not assessed. The answer of month_counts, for many at once.
-- Grain: one row per area, month end and result.
with
    listed as (
        select item, min(coalesce(effective_on, '-infinity'::date)) as since
        from item
        where framework = $framework and recorded_at <= $known and rev not in (select rev from out_of_force($known))
        group by item
    ),
    held as (
        select s.area, s.result, greatest(s.starts_on, l.since) as since, s.ends_on as until
        from spans($known) s
        join listed l on l.item = s.item
        where s.framework = $framework and s.area in (select unnest($areas))
            and (s.ends_on is null or s.ends_on > greatest(s.starts_on, l.since))
    ),
    -- What comes to a result, and what leaves it; an item is not assessed from when it is listed.
    moved as (
        select a.area, 'not_assessed' as result, l.since as day, 1 as items
        from (select unnest($areas) as area) a cross join listed l
        union all
        select area, unnest([result, 'not_assessed']), since, unnest([1, -1]) from held
        union all
        select area, unnest([result, 'not_assessed']), until, unnest([-1, 1]) from held where until is not null
    ),
    monthly as (
        select m.area, m.result, e.month, sum(m.items) as items
        from moved m
        asof join (select unnest($months) as month) e on m.day <= e.month
        group by all
    ),
    counted as (
        select
            q.area, e.month, q.result,
            sum(coalesce(m.items, 0)) over (partition by q.area, q.result order by e.month)::bigint as items
        from (select distinct area, result from monthly) q
        cross join (select unnest($months) as month) e
        left join monthly m on m.area = q.area and m.result = q.result and m.month = e.month
    )
select area, month, result, items
from counted
where items > 0
order by area, month, result;
