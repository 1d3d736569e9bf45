-- How many items of a framework ($framework) stood at each result in one area ($area) at every month end of $months,
-- as known at $known? Without an observation one is not assessed.
-- Grain: one row per month end and result.
with
    listed as (
        select distinct m.month, i.item
        from (select unnest($months) as month) m
        join item i on i.effective_on is null or i.effective_on <= m.month
        where i.framework = $framework and i.recorded_at <= $known
            and i.rev not in (select rev from out_of_force($known))
    ),
    seen as (
        select item, result, starts_on
        from spans_in($known, $area)
        where area = $area and framework = $framework and (ends_on is null or ends_on > starts_on)
    ),
    stood as (
        select l.month, coalesce(s.result, 'not_assessed') as result
        from listed l
        asof left join seen s on s.item = l.item and s.starts_on <= l.month
    )
select month, result, count(*) as items
from stood
group by month, result
order by month, result;
