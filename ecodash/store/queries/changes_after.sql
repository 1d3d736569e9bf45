-- Which acts were recorded after act number $after? Grain: one row per change.
select id, recorded_at, who, means, source_name, source_sha256, note, undoes, first_rev, prev_hash, hash, commitment, salt
from change
where id > $after
order by id;
