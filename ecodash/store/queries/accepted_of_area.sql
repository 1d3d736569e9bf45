-- Which observations of one area ($area), or (null) of all, stand and were accepted? Every column of each.
-- Grain: one row per observation, in the order of recording.
select o.*
from observation o
where o.rev in (select rev from span where $area is null or area = $area)
order by o.rev;
