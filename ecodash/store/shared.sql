-- The record that several programs share. A row is a line of the journal, letter by letter, so that its hash can be checked.
create table ecodash_format (format integer primary key);

create table ecodash_change (
    id bigint primary key check (id > 0),
    hash text not null unique,
    -- No two changes follow the same one, whoever holds which lock.
    prev text not null unique,
    line text not null,
    received_at timestamptz not null default now()
);

create table ecodash_file (
    sha256 text primary key,
    media_type text not null,
    content bytea not null,
    received_at timestamptz not null default now()
);

-- For people who look from outside: the rows of each change. Nothing of the dashboard reads it.
create view ecodash_row as
select
    c.id as change,
    (c.line::json -> 'change' ->> 'recorded_at')::timestamp as recorded_at,
    c.line::json -> 'change' ->> 'who' as who,
    r.value ->> 0 as kind,
    r.value -> 1 as row
from ecodash_change c
cross join lateral json_array_elements(c.line::json -> 'change' -> 'rows') as r;
