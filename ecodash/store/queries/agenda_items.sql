-- Which agenda does each meeting have, as known at $known? Grain: one row per meeting and agenda item.
select meeting, number, * exclude (meeting, number, rev, change_id, recorded_at, key)
from in_force('agenda_item', $day, $known)
order by meeting, number;
