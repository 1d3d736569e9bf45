-- Evidence that is withdrawn keeps its row as a mark; its content goes later, by somebody else.
alter table evidence add column withdrawn_on date;
alter table evidence add column withdrawn_by varchar;
alter table evidence add column removed_on date;
