-- Take away those spans of the items of touched observations that are no more, or end on another day now.
-- Most stay as they are, and are not written again. Grain: one row per span.
delete from span s
using (select distinct area, framework, item from touched) t
where t.area is not distinct from s.area and t.framework is not distinct from s.framework
    and t.item is not distinct from s.item
    and not exists (select 1 from renewed r where r.rev = s.rev and r.ends_on is not distinct from s.ends_on);
