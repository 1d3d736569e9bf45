-- Which pieces of evidence are there on $day, as known at $known? Grain: one row per piece.
select code, area, framework, item, observation, title, title_en, evidence_on, media_type, size_bytes,
    visibility, note, sha256, file_name, activity, resolution, recorded_at
from in_force('evidence', $day, $known)
order by area, framework, item, evidence_on, code;
