-- How are the answers put together? Grain: one row per macro of the schema.
select function_name as name, parameters::varchar as parameters, macro_definition as text
from duckdb_functions()
where not internal
order by name;
