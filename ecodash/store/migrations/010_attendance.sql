-- When a meeting begins (HH:MM), what was said under each item of its agenda, and who came.
alter table meeting add column starts_at varchar;
alter table agenda_item add column said varchar;
create table attendance (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    meeting varchar not null,
    name varchar not null,
    post varchar,
    agency varchar,
    sector varchar,
    attended varchar,
    effective_on date,
    source varchar,
    mark varchar
);
