-- Which auditors are registered on $day, as known at $known? Grain: one row per auditor.
select code, name, registration_no, registered_on, expires_on, area, note, source, mark
from in_force('auditor', $day, $known)
order by area, code;
