-- The file that documents of a province are filled into: its letterhead for papers, its master for slides. The file
-- itself lies among the evidence, under its hash; sha256 null: the program's own template is used again.
create table office_template (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    province varchar not null,
    form varchar not null,
    sha256 varchar,
    media_type varchar,
    size_bytes integer,
    file_name varchar,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);
