-- How many areas and provinces a source says there are, of one phase or (phase null) in all: what named areas are
-- counted against. Sources differ, so there may be several.
create table declaration (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    phase varchar,
    areas_declared integer,
    provinces_declared integer,
    declared_on date,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);
