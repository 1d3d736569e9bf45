-- What does the accepted survey say of every item of a framework ($framework) on $day, as known at $known?
-- Grain: one row per area and item that has an accepted observation.
select
    s.area, s.item, s.result, s.score, s.value, s.effective_on, s.recorded_at, s.evidence, s.note,
    s.code, c.who
from item_state($day, $known) s
join change c on c.id = s.change_id
where s.framework = $framework
order by s.area, s.item;
