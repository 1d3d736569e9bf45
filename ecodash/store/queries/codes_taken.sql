-- Which of these codes ($codes) of observations are in use? Grain: one row per code.
select distinct code
from observation
where code in (select unnest($codes)) and rev not in (select rev from out_of_force('infinity'::timestamp))
order by code;
