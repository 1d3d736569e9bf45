-- Which revision of every row of one kind ($kind) was recorded last and holds, whatever day it speaks of?
-- $keys null: of all rows. Grain: one row per key.
select r.*
from query_table($kind) r
where ($keys is null or r.key in (select unnest($keys)))
    and r.rev not in (select rev from out_of_force('infinity'::timestamp))
qualify row_number() over (partition by r.key order by r.rev desc) = 1
order by r.key;
