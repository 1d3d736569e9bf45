-- Set aside what counts at every item, from the whole log. Grain: one row per observation.
create or replace temp table renewed as
select area, framework, item, starts_on, rev, recorded_at, who, code, result, score, value, evidence, note
from accepted('observation');
