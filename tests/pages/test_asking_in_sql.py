"""An officer's own question in SQL, on the screen where tables are explored."""

import pytest

from ecodash.access.roles import READER
from ecodash.language.text import t
from forms import OTHER, Open, press

pytestmark = pytest.mark.slow


def test_an_officer_asks_within_the_selection_and_a_reader_is_not_offered_it(opened: Open) -> None:
    assert not opened("explore", READER).text_area
    at = opened("explore", OTHER, area="a")
    at.text_area[0].set_value("select area, area_name, count(*) as n from status group by all")
    at = press(at, t("th", "sql.ask"))
    assert not at.exception
    assert at.dataframe[-1].value.to_dict("records") == [{"area": "a", "area_name": "พื้นที่หนึ่ง", "n": 2}]
    at.text_area[0].set_value("drop table status")
    at = press(at, t("th", "sql.ask"))
    assert [error.value for error in at.error] == [t("th", "sql.only_select")]
