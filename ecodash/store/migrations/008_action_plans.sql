-- An area's action plan, an edition of it from a day on; and its projects, by fiscal year and item. Money in baht:
-- null is not told, 0 is nil.
create table plan (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    area varchar,
    name_th varchar,
    name_en varchar,
    edition varchar,
    first_year integer,
    last_year integer,
    adopted_by varchar,
    reviewed_on date,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table plan_project (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    plan varchar,
    title varchar,
    title_en varchar,
    area varchar,
    fiscal_year integer,
    items varchar,
    lead_agency varchar,
    asked_baht decimal(18, 2),
    granted_baht decimal(18, 2),
    status varchar,
    activities varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);
