-- How many items of a framework ($framework) were met, and how many assessed, in one area ($area) or (null) in all, at
-- the end of every month up to $day in which that changed, as known at $known? The last month ends with $day.
-- Grain: one row per area and month with a change.
with
    listed as (
        select item, case when bool_or(effective_on is null) then null else min(effective_on) end as begins_on
        from item
        where framework = $framework and recorded_at <= $known
            and rev not in (select rev from out_of_force($known))
        group by item
    ),
    told as (
        select
            s.area, s.ends_on, (s.result = 'met')::integer as met,
            greatest(s.starts_on, coalesce(l.begins_on, s.starts_on)) as starts_on
        from spans($known) s
        join listed l on l.item = s.item
        where s.framework = $framework and ($area is null or s.area = $area) and s.result != 'not_assessed'
    ),
    moves as (
        select area, starts_on as day, met, 1 as assessed
        from told
        where starts_on <= $day and (ends_on is null or ends_on > starts_on)
        union all
        select area, ends_on, -met, -1
        from told
        where ends_on <= $day and ends_on > starts_on
    ),
    monthly as (
        select area, least(last_day(day), $day) as day, sum(met) as met, sum(assessed) as assessed
        from moves
        group by all
        having sum(met) != 0 or sum(assessed) != 0
    )
select
    area, day,
    sum(met) over (partition by area order by day)::integer as met,
    sum(assessed) over (partition by area order by day)::integer as assessed
from monthly
order by area, day;
