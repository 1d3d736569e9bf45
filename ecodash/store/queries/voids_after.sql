-- Which revisions did acts after number $after take out of force? Grain: one row per revision.
select change_id, kind, rev, recorded_at from voided where change_id > $after order by change_id, rev;
