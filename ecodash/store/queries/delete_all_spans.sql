-- Take all spans away. Grain: one row per span.
delete from span;
