-- What did agencies report by their links, and what became of it? Grain: one row per report, the newest first.
select
    o.code, o.rev, o.area, o.framework, o.item, o.result, o.score, o.value, o.evidence, o.note, o.effective_on,
    o.review, o.review_note, o.agency_link, l.agency, l.note as link_note, o.recorded_at, c.who,
    (select min(f.recorded_at) from observation f where f.code = o.code) as reported_at
from observation_known('infinity'::timestamp) o
join change c on c.id = o.change_id
left join in_force('agency_link', date '9999-12-31', 'infinity'::timestamp) l on l.code = o.agency_link
where o.agency_link is not null
order by reported_at desc, o.code;
