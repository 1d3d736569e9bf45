-- Which salt did each of the $names get when it was first recorded? Grain: one row per name that has one.
select name, arg_min(salt, change_id) as salt
from name_apart
where salt is not null and name in (select unnest($names::varchar[]))
group by name
order by name;
