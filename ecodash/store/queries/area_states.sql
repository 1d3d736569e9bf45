-- What does the accepted survey say of every item of a framework ($framework) in one area ($area) on $day, as known at
-- $known? The answer of item_states for one area, from what was ever said of it.
-- Grain: one row per item that has an accepted observation.
select
    area, item, result, score, value, starts_on as effective_on, recorded_at, evidence, note, code, who
from spans_in($known, $area)
where framework = $framework and starts_on <= $day and (ends_on is null or ends_on > $day)
order by item;
