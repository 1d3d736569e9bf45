-- Which rows of one kind ($kind) does the reference data say now? Grain: one row per key and effective_on.
select r.*
from query_table($kind) r
join change c on c.id = r.change_id
where c.means = 'reference' and r.rev not in (select rev from voided)
qualify row_number() over (partition by r.key, r.effective_on order by r.rev desc) = 1
order by r.rev;
