-- Which pieces of evidence are there on $day, as known at $known? Grain: one row per piece.
select code, * exclude (code, rev, change_id, key)
from in_force('evidence', $day, $known)
order by area, framework, item, evidence_on, code;
