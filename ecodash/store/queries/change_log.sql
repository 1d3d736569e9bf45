-- Who did what, when, from which file, and was it undone? The newest first, from number $before down, $most of them.
-- Grain: one row per change.
select
    c.id, c.recorded_at, c.who, c.means, c.source_name, c.source_sha256, c.note, c.undoes, c.row_count,
    (select min(u.id) from change u where u.undoes = c.id) as undone_by,
    (select count(*) from voided v where v.change_id = c.id) as void_count
from change c
where c.id < $before
order by c.id desc
limit $most;
