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

-- The revisions out of force, as known at a moment. What an undone change took away is back:
-- an undo leaves every answer as it was before, down to who recorded a row and when.
create macro out_of_force(known) as table
    select v.rev
    from voided v
    where v.recorded_at <= known
        and v.change_id not in (
            select c.undoes from change c where c.undoes is not null and c.recorded_at <= known
        );

create or replace macro in_force(kind_name, day, known) as table
    select r.*
    from query_table(kind_name) r
    where r.recorded_at <= known
        and (r.effective_on is null or r.effective_on <= day)
        and r.rev not in (select rev from out_of_force(known))
    qualify row_number() over (
        partition by r.key order by r.effective_on desc nulls last, r.rev desc
    ) = 1;

create or replace macro observation_known(known) as table
    select o.*
    from observation o
    where o.recorded_at <= known
        and o.rev not in (select rev from out_of_force(known))
    qualify row_number() over (partition by o.code order by o.rev desc) = 1;
