-- What does the accepted survey say of every item of a framework ($framework) on $day, as known at $known, of one area
-- ($area) or (null) of all? The answer of item_states for now, from the spans.
-- Grain: one row per area and item that has an accepted observation.
select
    area, item, result, score, value, starts_on as effective_on, recorded_at, evidence, note, code, who
from spans($known)
where framework = $framework and ($area is null or area = $area)
    and starts_on <= $day and (ends_on is null or ends_on > $day)
order by area, item;
