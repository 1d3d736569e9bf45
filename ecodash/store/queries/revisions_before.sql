-- Which revision of each row of one kind ($kind, $keys) stood before a change ($change)? Grain: one row per key.
select r.*
from query_table($kind) r
where r.key in (select unnest($keys)) and r.change_id < $change
    and r.rev not in (select v.rev from voided v where v.change_id < $change)
qualify row_number() over (partition by r.key order by r.rev desc) = 1
order by r.key;
