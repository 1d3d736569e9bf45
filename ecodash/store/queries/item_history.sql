-- All that was ever recorded about one item ($area, $framework, $item) by $known, whatever became of it.
-- What an agency reported is told to everybody once it is accepted and stands so; before that, and when it was
-- returned or taken back, only with $reports.
-- Grain: one row per observation and revision, the newest first.
with
    told as (
        select code
        from observation
        where area = $area and framework = $framework and item = $item and recorded_at <= $known
    ),
    stands as (
        select max(rev) as rev
        from observation
        where code in (select code from told) and recorded_at <= $known
            and rev not in (select rev from out_of_force($known))
        group by code
    )
select
    o.code, o.result, o.score, o.value, o.effective_on, o.recorded_at, o.evidence, o.note, o.review, o.review_note, o.agency_link,
    c.who, c.means, c.source_name,
    o.rev in (select rev from out_of_force($known)) as voided,
    o.rev not in (select rev from stands) as superseded
from observation o
join change c on c.id = o.change_id
where o.area = $area and o.framework = $framework and o.item = $item and o.recorded_at <= $known
    and (
        $reports or o.agency_link is null
        or (o.review = 'accepted' and o.rev not in (select rev from out_of_force($known)))
    )
order by o.effective_on desc, o.rev desc;
