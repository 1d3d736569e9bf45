-- Which codes of observations are one of these ($codes) with a number behind it? Grain: one row per code.
select distinct code
from observation
where regexp_replace(code, '-[0-9]+$', '') in (select unnest($codes))
    and rev not in (select rev from out_of_force('infinity'::timestamp))
order by code;
