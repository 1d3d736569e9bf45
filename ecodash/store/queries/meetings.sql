-- Which meetings are recorded, as known at $known? Grain: one row per meeting, the newest first.
select
    m.code, m.body, b.name_th as body_th, b.name_en as body_en, b.tier, b.area, b.province,
    m.number, m.held_on, m.venue, m.chair, m.note, m.source, m.mark
from in_force('meeting', $day, $known) m
left join in_force('body', $day, $known) b on b.code = m.body
order by m.held_on desc, b.tier, m.code;
