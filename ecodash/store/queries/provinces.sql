-- Which provinces are there on $day, as known at $known? Grain: one row per province.
select code, name_th, name_en
from in_force('province', $day, $known)
order by name_th collate th, code;
