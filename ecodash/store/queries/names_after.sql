-- Which names in the rows of acts after number $after have commitments in the chain? Grain: one row per act and name.
select change_id, name, commitment, salt from name_apart where change_id > $after order by change_id, commitment;
