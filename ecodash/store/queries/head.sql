-- Which act is the newest, and which number does the next revision take? Grain: one row.
select
    coalesce(max(id), 0) as id,
    coalesce(arg_max(hash, id), repeat('0', 64)) as hash,
    arg_max(recorded_at, id) as recorded_at,
    coalesce(max(next_rev), 1) as next_rev
from (
    select c.id, c.hash, c.recorded_at, c.first_rev + c.row_count as next_rev from change c
);
