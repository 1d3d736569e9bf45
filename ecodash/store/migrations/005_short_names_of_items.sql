-- What an item is called in a list, a picture or a sentence, where its text would be too long.
alter table item add column short_th varchar;
alter table item add column short_en varchar;
