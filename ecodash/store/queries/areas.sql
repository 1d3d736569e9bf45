-- Which areas are there on $day, as known at $known? Grain: one row per area.
select
    a.code, p.name_th as province_th, p.name_en as province_en,
    a.* exclude (code, rev, change_id, recorded_at, key)
from in_force('area', $day, $known) a
left join in_force('province', $day, $known) p on p.code = a.province
order by a.phase nulls last, p.name_th collate th, a.name_th collate th, a.code;
