-- Which observations of one area ($area), or (null) of all, stood and were accepted when change number $change had just
-- been recorded? Every column of each.
-- Grain: one row per observation, in the order of recording.
select o.*
from (
    select *
    from observation
    where ($area is null or area = $area)
        and change_id <= $change
        and rev not in (
            select v.rev
            from voided v
            where v.change_id <= $change
                and v.change_id not in (select c.undoes from change c where c.undoes is not null and c.id <= $change)
        )
    qualify row_number() over (partition by code order by rev desc) = 1
) o
where o.review = 'accepted'
order by o.rev;
