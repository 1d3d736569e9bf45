-- Reports that agencies send by a link of their own, files of evidence, and where a resolution goes on.

-- a link made for one agency; only the hash of its token is kept
create table agency_link (
    rev bigint primary key,
    change_id bigint not null,
    recorded_at timestamp not null,
    key varchar not null,
    code varchar not null,
    agency varchar,
    token_sha256 varchar,
    ends_on date,
    withdrawn_on date,
    note varchar,
    effective_on date,
    source varchar,
    mark varchar
);

-- which link a report came by, and what the secretary said when it was accepted or returned
alter table observation add column agency_link varchar;
alter table observation add column review_note varchar;

-- the name a file came with, and the activity or resolution that it is evidence of
alter table evidence add column file_name varchar;
alter table evidence add column activity varchar;
alter table evidence add column resolution varchar;

-- the resolution of another body that this one takes up
alter table resolution add column takes_up varchar;
