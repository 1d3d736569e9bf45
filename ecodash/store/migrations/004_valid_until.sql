-- Until when a piece of evidence speaks for what it shows: a permit, a certificate, a calibration. Null: not told, or without end.
alter table evidence add column valid_until date;
