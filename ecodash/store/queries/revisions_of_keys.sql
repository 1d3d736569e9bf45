-- Which revisions of some rows ($kind, $keys) were ever recorded, but for those that were taken back and are not in
-- force again? One that was put right is still what its row once said. Grain: one row per revision, in order.
select r.*
from query_table($kind) r
where r.key in (select unnest($keys))
    and r.rev not in (
        select v.rev
        from voided v
        join change c on c.id = v.change_id
        where c.undoes is not null and c.id not in (select u.undoes from change u where u.undoes is not null)
    )
order by r.key, r.rev;
