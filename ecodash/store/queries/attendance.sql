-- Who came to each meeting, as known at $known? Grain: one row per meeting and person, in the order of recording.
select meeting, name, post as position, * exclude (meeting, name, post, rev, change_id, recorded_at, key)
from in_force('attendance', $day, $known)
order by meeting, rev, name;
