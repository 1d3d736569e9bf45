-- How many items of a framework ($framework) stood at each result in one area ($area) at every month end
-- of $months, as known at $known? Items without an observation by then do not appear.
-- Grain: one row per month end and result.
with
    seen as (
        select item, result, effective_on, rev
        from observation_known($known)
        where area = $area and framework = $framework and review = 'accepted'
        qualify row_number() over (partition by item, effective_on order by rev desc) = 1
    ),
    grid as (
        select m.month, i.item
        from (select unnest($months) as month) m
        cross join (select distinct item from seen) i
    )
select g.month, s.result, count(*) as items
from grid g
asof join seen s on s.item = g.item and s.effective_on <= g.month
group by g.month, s.result
order by g.month, s.result;
