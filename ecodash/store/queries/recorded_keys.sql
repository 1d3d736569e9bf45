-- For which of these rows ($keys) of one kind ($kind) did a person record something that holds? Grain: one row per key.
select distinct r.key
from query_table($kind) r
join change c on c.id = r.change_id
where r.key in (select unnest($keys)) and c.means <> 'reference'
    and r.rev not in (select rev from out_of_force('infinity'::timestamp))
order by r.key;
