-- What are the agencies called on $day, as known at $known? Grain: one row per agency.
select code, name_th, name_en, short_name, effective_on as valid_from, source, mark
from in_force('agency', $day, $known)
order by name_th collate th, code;
