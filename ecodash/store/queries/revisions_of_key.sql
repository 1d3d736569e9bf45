-- Which revisions of one row ($kind, $key) hold, whatever day they speak of? Grain: one row per revision.
select r.rev, r.change_id, r.effective_on
from query_table($kind) r
where r.key = $key and r.rev not in (select rev from out_of_force('infinity'::timestamp))
order by r.rev;
