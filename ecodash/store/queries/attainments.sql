-- Which levels were attained or are intended, as known at $known? Grain: one row per area, framework, year and aim.
select
    t.area, l.name_th as level_th, l.name_en as level_en,
    t.* exclude (area, rev, change_id, recorded_at, key)
from in_force('attainment', $day, $known) t
left join in_force('level', $day, $known) l on l.framework = t.framework and l.level = t.level
order by t.area, t.framework, t.year, t.aim;
