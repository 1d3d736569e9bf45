-- Which revisions of one kind ($kind) were in force when change number $change had just been recorded, whatever day
-- they speak of? Grain: one row per revision, the last recorded last.
select r.*
from query_table($kind) r
where r.change_id <= $change
    and r.rev not in (
        select v.rev
        from voided v
        where v.change_id <= $change
            and v.change_id not in (select c.undoes from change c where c.undoes is not null and c.id <= $change)
    )
order by r.rev;
