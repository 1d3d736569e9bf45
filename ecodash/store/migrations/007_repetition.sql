-- How often an assignment comes again once it is done, and which one it follows: the day on which that was assigned to
-- the same agency for the same item.
alter table assignment add column repeats varchar;
alter table assignment add column follows date;
