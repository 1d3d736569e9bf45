-- What did the accepted survey say of every item of a framework ($framework) in one area ($area), from which day until
-- which, up to $day, as known at $known?
-- Grain: one row per item and stretch of days.
select item, result, starts_on, ends_on, evidence, code, who
from spans_in($known, $area)
where area = $area and framework = $framework and starts_on <= $day and (ends_on is null or ends_on > starts_on)
order by item, starts_on;
