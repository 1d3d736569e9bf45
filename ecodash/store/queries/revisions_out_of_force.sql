-- Which revisions are out of force by now? Grain: one row per revision.
select distinct rev from out_of_force('infinity'::timestamp) order by rev;
