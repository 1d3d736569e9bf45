-- What did the accepted survey say of one item ($item) of a framework ($framework) in every area, from which day on, up
-- to $day, as known at $known?
-- Grain: one row per area and stretch of days.
select area, result, starts_on, evidence, code
from spans($known)
where framework = $framework and item = $item and starts_on <= $day and (ends_on is null or ends_on > starts_on)
order by area, starts_on;
