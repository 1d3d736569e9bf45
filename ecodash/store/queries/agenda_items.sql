-- Which agenda does each meeting have, as known at $known? Grain: one row per meeting and agenda item.
select meeting, number, kind, heading_th, heading_en, note
from in_force('agenda_item', $day, $known)
order by meeting, number;
