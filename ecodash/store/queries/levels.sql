-- Which levels does each framework have on $day, as known at $known? Grain: one row per framework and level.
select framework, level, name_th, name_en, source, mark
from in_force('level', $day, $known)
order by framework, level;
