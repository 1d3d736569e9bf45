-- How many items of a framework ($framework) stood at each result in each of some areas ($areas) at every month end of
-- $months, as known at $known? Without an observation one is not assessed. The answer of month_counts, for many at once.
-- Grain: one row per area, month end and result.
with
    listed as (
        select distinct m.month, i.item
        from (select unnest($months) as month) m
        join item i on i.effective_on is null or i.effective_on <= m.month
        where i.framework = $framework and i.recorded_at <= $known
            and i.rev not in (select rev from out_of_force($known))
    ),
    asked as (
        select a.area, l.month, l.item
        from (select unnest($areas) as area) a
        cross join listed l
    ),
    seen as (
        select area, item, result, starts_on
        from spans($known)
        where framework = $framework and (ends_on is null or ends_on > starts_on)
    )
select q.area, q.month, coalesce(s.result, 'not_assessed') as result, count(*) as items
from asked q
asof left join seen s on s.area = q.area and s.item = q.item and s.starts_on <= q.month
group by all
order by q.area, q.month, result;
