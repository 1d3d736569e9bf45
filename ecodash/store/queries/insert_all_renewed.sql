-- Set aside the spans of every item, from the whole log. Grain: one row per observation.
create or replace temp table renewed as
select rev, starts_on, lead(starts_on) over (partition by area, framework, item order by starts_on, rev) as ends_on
from accepted('observation');
