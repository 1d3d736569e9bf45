-- What did the accepted survey say of every item of a framework ($framework), from which day until which, up to $day, as
-- known at $known, in one area ($area) or (null) in all?
-- Grain: one row per area, item and stretch of days.
select area, item, result, score, value, starts_on as effective_on, ends_on as holds_until, recorded_at, evidence, note
from spans($known)
where framework = $framework and ($area is null or area = $area)
    and starts_on <= $day and (ends_on is null or ends_on > starts_on)
order by area, item, starts_on;
