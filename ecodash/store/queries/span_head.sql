-- Up to which act are the spans kept? Grain: one row.
select change_id as id, hash from span_head;
