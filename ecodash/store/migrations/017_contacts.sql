-- How an agency's office is reached, and which agency makes the papers of a body.
alter table agency add column contact varchar;
alter table body add column secretariat varchar;
