-- From which day until which an observation speaks for its item, as known now. Worked out from the log and kept beside
-- it, so that a question about a day does not look through all that was ever recorded. Never journalled, backed up or
-- exported. What was known at an earlier moment is only in the log.

-- starts_on and ends_on: the day the observation is of, and that of the next one about the same item (null: none yet).
-- An observation that another one of the same day takes the place of speaks for no day: it ends where it starts.
create table span (
    area varchar,
    framework varchar,
    item varchar,
    starts_on date not null,
    ends_on date,
    rev bigint not null,
    recorded_at timestamp not null,
    who varchar not null,
    code varchar not null,
    result varchar,
    score decimal(18, 6),
    value decimal(18, 6),
    evidence varchar,
    note varchar
);

-- the change up to which the spans are kept; where it is not the newest, all are worked out anew
create table span_head (change_id bigint not null, hash varchar not null);
