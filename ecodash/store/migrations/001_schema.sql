-- The schema. Every kind of row is an append-only log of revisions: nothing is updated or deleted.
-- rev         orders all revisions of all kinds; a later revision was recorded later
-- change_id   the act that recorded it; recorded_at (UTC) is repeated from there for the queries
-- key         the identifying columns joined by '|'
-- effective_on the day from which the row holds; null: since before anyone counted

create table change (
    id bigint primary key,
    recorded_at timestamp not null,
    who varchar not null,
    means varchar not null,
    source_name varchar,
    source_sha256 varchar,
    note varchar,
    undoes bigint,
    first_rev bigint not null,
    row_count bigint not null,
    prev_hash varchar not null,
    hash varchar not null unique
);

-- a revision that an undo or a correction took out of force, from recorded_at on
create table voided (
    rev bigint not null,
    kind varchar not null,
    change_id bigint not null,
    recorded_at timestamp not null
);

create table phase (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    name_th varchar,
    name_en varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table province (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    name_th varchar,
    name_en varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table area (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    name_th varchar,
    name_en varchar,
    short_th varchar,
    short_en varchar,
    phase varchar,
    province varchar,
    district varchar,
    subdistrict varchar,
    kind varchar,
    lat decimal(18, 6),
    lon decimal(18, 6),
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table framework (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    name_th varchar,
    name_en varchar,
    short_th varchar,
    short_en varchar,
    scheme varchar,
    edition varchar,
    owner varchar,
    dimensions_declared integer,
    aspects_declared integer,
    items_declared integer,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table dimension (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    framework varchar not null,
    code varchar not null,
    position integer,
    name_th varchar,
    name_en varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table aspect (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    framework varchar not null,
    code varchar not null,
    dimension varchar,
    position integer,
    name_th varchar,
    name_en varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table item (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    framework varchar not null,
    item varchar not null,
    edition varchar,
    dimension varchar,
    aspect varchar,
    text_th varchar,
    text_en varchar,
    type varchar,
    unit varchar,
    target decimal(18, 6),
    level varchar,
    position integer,
    effective_on date,
    source varchar,
    mark varchar
);

create table level (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    framework varchar not null,
    level varchar not null,
    name_th varchar,
    name_en varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table attainment (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    area varchar not null,
    framework varchar not null,
    year integer not null,
    aim varchar not null,
    level varchar,
    awarded_on date,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table agency (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    name_th varchar,
    name_en varchar,
    short_name varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table body (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    name_th varchar,
    name_en varchar,
    tier integer,
    area varchar,
    province varchar,
    reports_to varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table meeting (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    body varchar,
    number varchar,
    held_on date,
    venue varchar,
    chair varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table agenda_item (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    meeting varchar not null,
    number varchar not null,
    kind varchar,
    heading_th varchar,
    heading_en varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table resolution (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    meeting varchar,
    agenda_item varchar,
    text varchar,
    text_en varchar,
    agency varchar,
    due_on date,
    sent_up_to varchar,
    status varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table assignment (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    area varchar not null,
    framework varchar not null,
    item varchar not null,
    agency varchar not null,
    assigned_on date not null,
    task varchar,
    task_en varchar,
    due_on date,
    resolution varchar,
    status varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table activity (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    title varchar,
    title_en varchar,
    area varchar,
    fiscal_year integer,
    kind varchar,
    planned_start date,
    planned_end date,
    actual_start date,
    actual_end date,
    status varchar,
    planned_baht decimal(18, 2),
    allocated_baht decimal(18, 2),
    disbursed_baht decimal(18, 2),
    fund_source varchar,
    lead_agency varchar,
    partner_agencies varchar,
    items varchar,
    target decimal(18, 6),
    result_value decimal(18, 6),
    unit varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table observation (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    area varchar,
    framework varchar,
    item varchar,
    result varchar,
    score decimal(18, 6),
    value decimal(18, 6),
    evidence varchar,
    note varchar,
    review varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table auditor (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    name varchar,
    registration_no varchar,
    registered_on date,
    expires_on date,
    area varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table budget (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    fiscal_year integer,
    ministry varchar,
    agency varchar,
    plan varchar,
    project varchar,
    category varchar,
    item_th varchar,
    amount_baht decimal(18, 2),
    labelled_eit varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

create table evidence (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    area varchar,
    framework varchar,
    item varchar,
    observation varchar,
    title varchar,
    title_en varchar,
    evidence_on date,
    sha256 varchar,
    media_type varchar,
    size_bytes integer,
    visibility varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);
