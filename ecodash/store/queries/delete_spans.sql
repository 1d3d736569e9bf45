-- Take away the spans of every item that a touched observation is or was about. Grain: one row per span.
delete from span s
using (select distinct area, framework, item from touched) t
where t.area is not distinct from s.area and t.framework is not distinct from s.framework
    and t.item is not distinct from s.item;
