-- How many items of a framework ($framework; of one $item, or null: all) were met in every area on a day of $ends and not
-- on the day of $starts at the same place, and how many the other way round, as known at $known?
-- Grain: one row per pair of days and area in which an item was met on either day.
with
    listed as (
        select item, case when bool_or(effective_on is null) then null else min(effective_on) end as begins_on
        from item
        where framework = $framework and recorded_at <= $known
            and rev not in (select rev from out_of_force($known))
        group by item
    ),
    pair as (select unnest($starts) as starts_on, unnest($ends) as ends_on),
    told as (
        select
            s.area, s.item, s.ends_on, greatest(s.starts_on, coalesce(l.begins_on, s.starts_on)) as starts_on
        from spans($known) s
        join listed l on l.item = s.item
        where s.framework = $framework and s.result = 'met' and ($item is null or s.item = $item)
    ),
    stood as (
        select
            p.starts_on, t.area, t.item,
            bool_or(t.starts_on <= p.starts_on and (t.ends_on is null or t.ends_on > p.starts_on)) as was_met,
            bool_or(t.starts_on <= p.ends_on and (t.ends_on is null or t.ends_on > p.ends_on)) as is_met
        from pair p
        join told t on t.starts_on <= p.ends_on and (t.ends_on is null or t.ends_on > p.starts_on)
        group by all
    )
select
    starts_on, area,
    count_if(is_met and not was_met) as gained,
    count_if(was_met and not is_met) as lost
from stood
where is_met or was_met
group by starts_on, area
order by starts_on, area;
