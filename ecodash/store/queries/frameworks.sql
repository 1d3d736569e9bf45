-- Which criteria frameworks are there on $day, as known at $known, and how many of their items are loaded?
-- Grain: one row per framework.
select
    f.code, count(i.item) as items_loaded,
    f.* exclude (code, rev, change_id, recorded_at, key)
from in_force('framework', $day, $known) f
left join in_force('item', $day, $known) i on i.framework = f.code
group by all
order by f.code;
