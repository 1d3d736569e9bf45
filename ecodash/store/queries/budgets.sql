-- Which lines of the budget documents are known, as known at $known? Grain: one row per line.
select code, fiscal_year, ministry, agency, plan, project, category, item_th, amount_baht, labelled_eit,
    note, source, mark
from in_force('budget', $day, $known)
order by fiscal_year desc, code;
