-- Which of these codes ($codes) of observations are in use, as they are or with a number behind them?
-- Grain: one row per code.
select distinct code
from observation
where (code in (select unnest($codes)) or regexp_replace(code, '-[0-9]+$', '') in (select unnest($codes)))
    and rev not in (select rev from out_of_force('infinity'::timestamp))
order by code;
