-- Put those spans in that were set aside and are not there. Grain: one row per observation.
insert into span (
    area, framework, item, starts_on, ends_on, rev, recorded_at, who, code, result, score, value, evidence, note
)
select
    o.area, o.framework, o.item, r.starts_on, r.ends_on, o.rev, o.recorded_at, c.who, o.code, o.result, o.score,
    o.value, o.evidence, o.note
from observation o
join renewed r on r.rev = o.rev
join change c on c.id = o.change_id
where r.rev not in (select rev from span)
order by o.area, o.framework, o.item, r.starts_on;
