-- From which day on (null: always) has every item of a framework ($framework) been one of it, as known at $known?
-- Grain: one row per item.
select
    item,
    case when bool_or(effective_on is null) then null else min(effective_on) end as starts_on
from item
where framework = $framework and recorded_at <= $known and rev not in (select rev from out_of_force($known))
group by item
order by item;
