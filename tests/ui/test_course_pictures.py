"""Step lines as pictures: right places, years marked, nothing but numbers in the image."""

from datetime import date, timedelta
from urllib.parse import unquote

from ecodash.facts.courses import Step
from ecodash.ui.course_pictures import Axis, calendar_axis, elapsed_axis, picture

AXIS = Axis(date(2024, 1, 1), date(2024, 4, 10), ())


def test_a_line_steps_where_the_number_changes_and_goes_on_to_the_day() -> None:
    steps = [Step(date(2024, 1, 11), 1, 2), Step(date(2024, 2, 20), 2, 2)]
    drawn = picture(steps, AXIS, date(2024, 4, 10), top=4, width=100)
    assert drawn.met == "M0 100H10V75H50V50H100"
    assert drawn.assessed == "M0 100H10V50H100V100H0Z"


def test_what_is_planned_goes_on_from_the_day_in_steps() -> None:
    steps = [Step(date(2024, 1, 11), 1, 2)]
    planned = [Step(date(2024, 2, 20), 2, 0), Step(date(2024, 3, 31), 4, 0)]
    drawn = picture(steps, AXIS, date(2024, 1, 31), top=4, width=100, planned=planned)
    assert drawn.met == "M0 100H10V75H30"
    assert drawn.planned == "M30 75H50V50H90V0"


def test_one_step_on_the_first_day_and_none_at_all_are_lines_too() -> None:
    assert picture([Step(AXIS.start, 3, 3)], AXIS, AXIS.end, top=3, width=100).met == "M0 100V0H100"
    assert picture([], AXIS, AXIS.end, top=0, width=100).met == "M0 100H100"


def test_a_day_alone_is_an_axis_without_dividing_by_nothing() -> None:
    day = date(2024, 10, 1)
    axis = calendar_axis(day, day)
    assert (axis.start, axis.share(day)) == (day, 0)
    assert picture([Step(day, 1, 1)], axis, day, top=2).met == "M0 100V50H0"


def test_fiscal_years_are_marked_where_they_begin() -> None:
    axis = calendar_axis(date(2022, 3, 5), date(2023, 9, 30))
    assert axis.start == date(2021, 10, 1)
    assert [tick.label for tick in axis.ticks] == ["2565", "2566"]
    assert axis.ticks[0].left == 0
    assert axis.ticks[1].left == 50.1


def test_of_many_years_some_are_named_and_the_last_always() -> None:
    labels = [tick.label for tick in calendar_axis(date(2005, 1, 1), date(2024, 1, 1)).ticks]
    assert len(labels) == 20
    assert labels[-1] == "2567"
    assert sum(bool(label) for label in labels) == 5


def test_time_since_the_beginning_is_marked_in_whole_years() -> None:
    first = date(2022, 2, 28)
    axis = elapsed_axis(first, first + timedelta(days=800), "{count} y")
    assert [(tick.label, tick.left) for tick in axis.ticks] == [("0 y", 0), ("1 y", 45.7), ("2 y", 91.3)]


def test_two_hundred_steps_are_drawn_in_few_words() -> None:
    start = date(2010, 1, 31)
    steps = [Step(start + timedelta(days=25 * n), n % 13, n % 13) for n in range(200)]
    drawn = picture(steps, calendar_axis(start, steps[-1].day), steps[-1].day, top=12)
    assert len(drawn.data_uri) < 4000
    image = unquote(drawn.data_uri.removeprefix("data:image/svg+xml,"))
    assert image.startswith("<svg xmlns=")
    assert image.count("<path") == 5
