-- What stands of every resolution on $day, as known at $known? Grain: one row per resolution.
select
    r.code, m.held_on, m.number as meeting_number, m.body, b.area, b.province,
    r.* exclude (code, rev, change_id, recorded_at, key)
from in_force('resolution', $day, $known) r
left join in_force('meeting', $day, $known) m on m.code = r.meeting
left join in_force('body', $day, $known) b on b.code = m.body
where m.held_on is null or m.held_on <= $day
order by m.held_on desc, r.code;
