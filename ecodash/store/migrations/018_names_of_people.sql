-- In the chain commitments stand for the names of people in the rows of a change; names and salts stand beside it.
create table name_apart (change_id bigint not null, name varchar not null, commitment varchar not null, salt varchar);
