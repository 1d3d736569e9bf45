-- Which areas are there on $day, as known at $known? Grain: one row per area.
select
    a.code, a.name_th, a.name_en, a.short_th, a.short_en, a.phase, a.province,
    p.name_th as province_th, p.name_en as province_en, a.district, a.subdistrict, a.kind,
    a.lat, a.lon, a.note, a.source, a.mark
from in_force('area', $day, $known) a
left join in_force('province', $day, $known) p on p.code = a.province
order by a.phase nulls last, p.name_th collate th, a.name_th collate th, a.code;
