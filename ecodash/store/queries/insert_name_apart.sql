-- Keep one name of a person in the rows of an act, and what stands for it in the chain. Grain: one row.
insert into name_apart (change_id, name, commitment, salt) values ($change_id, $name, $commitment, $salt);
