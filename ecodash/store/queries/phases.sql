-- Which phases of the national programme are there on $day, as known at $known? Grain: one row per phase.
select code, name_th, name_en, note, source, mark
from in_force('phase', $day, $known)
order by code;
