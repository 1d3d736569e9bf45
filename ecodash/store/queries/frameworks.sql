-- Which criteria frameworks are there on $day, as known at $known, and how many of their items are loaded?
-- Grain: one row per framework.
select
    f.code, f.name_th, f.name_en, f.short_th, f.short_en, f.scheme, f.edition, f.owner,
    f.dimensions_declared, f.aspects_declared, f.items_declared, f.note, f.source, f.mark,
    count(i.item) as items_loaded
from in_force('framework', $day, $known) f
left join in_force('item', $day, $known) i on i.framework = f.code
group by all
order by f.code;
