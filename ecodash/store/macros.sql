-- How answers are put together from the log. Made anew at every start, so that a home and this file say the same.

-- The revisions out of force, as known at a moment. What an undone change took away is back:
-- an undo leaves every answer as it was before, down to who recorded a row and when.
create or replace macro out_of_force(known) as table
    select v.rev
    from voided v
    where v.recorded_at <= known
        and v.change_id not in (
            select c.undoes from change c where c.undoes is not null and c.recorded_at <= known
        );

-- The rows of one kind in force on a day, as they were known at a moment: one row per key,
-- the revision with the latest effective_on up to the day, of equals the latest recorded.
create or replace macro in_force(kind_name, day, known) as table
    select r.*
    from query_table(kind_name) r
    where r.recorded_at <= known
        and (r.effective_on is null or r.effective_on <= day)
        and r.rev not in (select rev from out_of_force(known))
    qualify row_number() over (
        partition by r.key order by r.effective_on desc nulls last, r.rev desc
    ) = 1;

-- Observations are corrected and reviewed under one code, whatever day they are moved to:
-- one row per code, its latest revision known at the moment.
create or replace macro observation_known(known) as table
    with stands as (
        select max(o.rev) as rev
        from observation o
        where o.recorded_at <= known
            and o.rev not in (select rev from out_of_force(known))
        group by o.code
    )
    select o.*
    from observation o
    where o.rev in (select rev from stands);

-- The same of one area; an observation that was about another area once counts where it is now.
create or replace macro observation_known_in(known, in_area) as table
    with
        told as (select a.code from observation a where a.area = in_area),
        stands as (
            select max(o.rev) as rev
            from observation o
            where o.code in (select code from told) and o.recorded_at <= known
                and o.rev not in (select rev from out_of_force(known))
            group by o.code
        )
    select o.*
    from observation o
    where o.area = in_area and o.rev in (select rev from stands);

-- The state of every surveyed item on a day: one row per area, framework and item.
create or replace macro item_state(day, known) as table
    select o.*
    from observation_known(known) o
    where o.review = 'accepted' and o.effective_on <= day
    qualify row_number() over (
        partition by o.area, o.framework, o.item order by o.effective_on desc, o.rev desc
    ) = 1;

-- From which day until which an observation speaks for its item, as known at a moment: kept for now ('infinity' or the
-- last moment there is), worked out from the log for an earlier one.
create or replace macro spans(known) as table
    select
        area, framework, item, starts_on, ends_on, rev, recorded_at, who, code, result, score, value, evidence, note
    from span
    where known >= '9999-12-31'::timestamp
    union all
    select
        o.area, o.framework, o.item, o.effective_on,
        lead(o.effective_on) over (partition by o.area, o.framework, o.item order by o.effective_on, o.rev),
        o.rev, o.recorded_at, c.who, o.code, o.result, o.score, o.value, o.evidence, o.note
    from observation_known(known) o
    join change c on c.id = o.change_id
    where known < '9999-12-31'::timestamp and o.review = 'accepted' and o.effective_on is not null;

-- The same of one area: from the log, only what was ever said of it is looked through.
create or replace macro spans_in(known, in_area) as table
    select
        area, framework, item, starts_on, ends_on, rev, recorded_at, who, code, result, score, value, evidence, note
    from span
    where known >= '9999-12-31'::timestamp and area = in_area
    union all
    select
        o.area, o.framework, o.item, o.effective_on,
        lead(o.effective_on) over (partition by o.area, o.framework, o.item order by o.effective_on, o.rev),
        o.rev, o.recorded_at, c.who, o.code, o.result, o.score, o.value, o.evidence, o.note
    from observation_known_in(known, in_area) o
    join change c on c.id = o.change_id
    where known < '9999-12-31'::timestamp and o.review = 'accepted' and o.effective_on is not null;

-- The observations of a table that stand and were accepted, with the day from which each speaks: numbers alone, what
-- they say is fetched where it is needed. The table must have every revision of each of its codes.
create or replace macro accepted(observations) as table
    with stands as (
        select max(o.rev) as rev
        from query_table(observations) o
        where o.rev not in (select rev from out_of_force('infinity'::timestamp))
        group by o.code
    )
    select s.area, s.framework, s.item, s.effective_on as starts_on, s.rev
    from query_table(observations) s
    where s.rev in (select rev from stands) and s.review = 'accepted' and s.effective_on is not null;
