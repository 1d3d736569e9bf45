-- Which meetings are recorded, as known at $known? Grain: one row per meeting, the newest first.
select
    m.code, b.name_th as body_th, b.name_en as body_en, b.tier, b.area, b.province,
    m.* exclude (code, rev, change_id, recorded_at, key)
from in_force('meeting', $day, $known) m
left join in_force('body', $day, $known) b on b.code = m.body
order by m.held_on desc, b.tier, m.code;
