-- Take one revision out of force. Grain: one row.
insert into voided (rev, kind, change_id, recorded_at) values ($rev, $kind, $change_id, $recorded_at);
