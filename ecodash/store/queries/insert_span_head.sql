-- Say up to which change the spans are kept. Grain: one row.
insert into span_head (change_id, hash) values ($change_id, $hash);
