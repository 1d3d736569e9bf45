-- Which revisions of one kind ($kind) came from the reference data and hold? Grain: one row per revision,
-- of one key and effective_on the one that counts last.
select r.*
from query_table($kind) r
where r.change_id in (select id from change where means = 'reference')
    and r.rev not in (select rev from out_of_force('infinity'::timestamp))
order by r.rev;
