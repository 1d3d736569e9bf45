-- Which acts are about an item ($area, $framework, $item), by a person ($who) or on a day in Thailand ($day)? Null leaves
-- that side open; $who is a part of the name in any case of letters, or it is one of $agencies. The newest first, $most of them.
-- Grain: one row per change.
with
    told as (
        select change_id, area, framework, item from observation
        union all
        select change_id, area, framework, item from assignment
        union all
        select change_id, area, framework, item from evidence
        union all
        select change_id, null, framework, item from item
        union all
        select change_id, area, split_part(pair, ':', 1), split_part(pair, ':', 2)
        from (select change_id, area, trim(unnest(string_split(items, chr(59)))) as pair from activity)
    ),
    about as (
        select change_id
        from told
        where framework = $framework and item = $item and ($area is null or area is null or area = $area)
    )
select
    c.id, c.recorded_at, c.who, c.means, c.source_name, c.source_sha256, c.note, c.undoes, c.row_count,
    (select min(u.id) from change u where u.undoes = c.id) as undone_by,
    (select count(*) from voided v where v.change_id = c.id) as void_count
from change c
where ($item is null or c.id in (select change_id from about) or c.undoes in (select change_id from about))
    and ($who is null or contains(lower(c.who), lower($who)) or list_contains($agencies, c.who))
    and ($day is null or cast(c.recorded_at + interval 7 hour as date) = $day)
order by c.id desc
limit $most;
