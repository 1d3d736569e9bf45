-- In the chain a commitment stands for the name of whoever recorded; name and salt stand beside it.
alter table change add column commitment varchar;
alter table change add column salt varchar;
