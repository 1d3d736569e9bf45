-- Set aside every revision of the observations whose standing a change ($change) alters: of those that it records, of
-- the revisions it voids ($voided), and of those that the change it undoes ($undoes) had voided.
-- Grain: one row per revision.
create or replace temp table touched as
select o.rev, o.code, o.area, o.framework, o.item, o.review, o.effective_on
from observation o
where o.code in (
    select r.code from observation r where r.change_id = $change
    union all
    select v.code from observation v where v.rev in (select unnest($voided))
    union all
    select b.code from observation b where b.rev in (select rev from voided where change_id = $undoes)
);
