-- All revisions of one kind ($kind) recorded by acts after number $after. Grain: one row per revision.
select * from query_table($kind) where change_id > $after order by change_id, rev;
