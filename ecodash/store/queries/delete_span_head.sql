-- Forget up to which change the spans are kept. Grain: one row.
delete from span_head;
