-- How many items did a framework ($framework) have at every month end of $months?
-- Grain: one row per month end that has any.
select m.month, count(distinct i.key) as items
from (select unnest($months) as month) m
join item i on i.effective_on is null or i.effective_on <= m.month
where i.framework = $framework and i.rev not in (select rev from voided)
group by m.month
order by m.month;
