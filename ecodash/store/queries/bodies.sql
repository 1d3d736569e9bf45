-- Which working groups and committees are there on $day, as known at $known? Grain: one row per body.
select code, name_th, name_en, tier, area, province, reports_to, source, mark
from in_force('body', $day, $known)
order by tier, name_th collate th, code;
