-- Which items does a framework have on $day, as known at $known? Grain: one row per framework and item.
select
    i.framework, d.name_th as dimension_th, d.name_en as dimension_en, a.name_th as aspect_th, a.name_en as aspect_en,
    i.* exclude (framework, rev, change_id, recorded_at, key)
from in_force('item', $day, $known) i
left join in_force('dimension', $day, $known) d on d.framework = i.framework and d.code = i.dimension
left join in_force('aspect', $day, $known) a on a.framework = i.framework and a.code = i.aspect
order by i.framework, i.position nulls last, i.item;
