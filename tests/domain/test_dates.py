from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import new_store
from ecodash.domain import dates
from ecodash.domain.dates import FIRST_DAY, LAST_DAY, thai_day

days = st.dates(FIRST_DAY, LAST_DAY)


@given(days)
def test_every_day_lies_within_the_bounds_of_its_fiscal_year(day: date) -> None:
    first, last = dates.fiscal_year_bounds(dates.fiscal_year_of(day))
    assert first <= day <= last


@given(st.integers(2444, 2741))
def test_a_fiscal_year_is_that_of_its_first_and_of_its_last_day_and_no_further(year: int) -> None:
    first, last = dates.fiscal_year_bounds(year)
    assert dates.fiscal_year_of(first) == dates.fiscal_year_of(last) == year
    assert dates.fiscal_year_of(first - timedelta(days=1)) == year - 1
    assert dates.fiscal_year_of(last + timedelta(days=1)) == year + 1
    assert (first.month, first.day, last.month, last.day) == (10, 1, 9, 30)


def test_the_fiscal_year_turns_on_1_october() -> None:
    assert dates.fiscal_year_of(date(2023, 9, 30)) == 2566
    assert dates.fiscal_year_of(date(2023, 10, 1)) == 2567
    assert dates.fiscal_year_bounds(2567) == (date(2023, 10, 1), date(2024, 9, 30))


@pytest.mark.parametrize("year", [0, 1, 66, 2024, 2443, 2742, 9999, -2567])
def test_a_christian_or_a_short_year_names_no_fiscal_year(year: int) -> None:
    assert not dates.is_fiscal_year(year)


@pytest.mark.parametrize(
    ("days", "touches"),
    [
        ([], True),
        ([date(2023, 10, 1)], True),
        ([date(2024, 9, 30)], True),
        ([date(2023, 9, 30)], False),
        ([date(2024, 10, 1)], False),
        ([date(2024, 12, 1), date(2023, 1, 1)], True),
        ([date(2023, 1, 1), date(2023, 9, 1)], False),
    ],
)
def test_what_lasts_over_a_fiscal_year_touches_it_too(days: list[date], touches: bool) -> None:
    assert dates.touches_fiscal_year(2567, days) is touches


@given(st.dates(date(1901, 1, 1), date(2198, 9, 30)))
def test_the_fiscal_year_of_any_day_can_be_asked_for(day: date) -> None:
    assert dates.is_fiscal_year(dates.fiscal_year_of(day))


@given(days, st.integers(0, 2000))
def test_month_ends_are_exactly_the_last_days_of_months_within_the_span(start: date, length: int) -> None:
    end = min(start + timedelta(days=length), LAST_DAY)
    span = (start + timedelta(days=n) for n in range((end - start).days + 1))
    last_days = [day for day in span if (day + timedelta(days=1)).day == 1]
    assert list(dates.month_ends(start, end)) == last_days


def test_a_span_that_ends_before_it_starts_has_no_month_ends() -> None:
    assert list(dates.month_ends(date(2024, 3, 31), date(2024, 3, 1))) == []


def test_february_ends_as_the_year_says() -> None:
    assert dates.month_end(date(2024, 2, 1)) == date(2024, 2, 29)
    assert dates.month_end(date(2023, 2, 28)) == date(2023, 2, 28)


def test_a_leap_day_was_the_28th_a_year_before() -> None:
    assert dates.a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert dates.a_year_before(date(2025, 2, 28)) == date(2024, 2, 28)
    assert dates.a_year_before(date(2024, 12, 31)) == date(2023, 12, 31)
    assert dates.a_year_before(date(2024, 1, 30)) == date(2023, 1, 30)


@pytest.mark.parametrize(
    ("day", "months", "day_of_month", "later"),
    [
        (date(2024, 1, 31), 1, 31, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, 31, date(2024, 3, 31)),
        (date(2024, 12, 15), 1, 15, date(2025, 1, 15)),
        (date(2024, 11, 30), 15, 30, date(2026, 2, 28)),
        (date(2024, 2, 12), 12, 1, date(2025, 2, 1)),
        (date(2024, 2, 12), 0, 12, None),
        (date(2199, 11, 30), 1, 31, LAST_DAY),
        (date(2199, 12, 1), 1, 1, None),
        (date(2199, 12, 1), 12, 1, None),
    ],
)
def test_months_later_is_that_day_of_the_month_or_its_last(
    day: date, months: int, day_of_month: int, later: date | None
) -> None:
    assert dates.months_later(day, months, day_of_month) == later


def test_the_programme_speaks_of_2540_to_twenty_years_ahead() -> None:
    today = date(2026, 11, 30)
    told = [date(1997, 1, 1), today, date(2046, 12, 31)]
    assert all(dates.is_plausible(day, today) for day in told)
    assert not any(dates.is_plausible(day, today) for day in [date(1996, 12, 31), date(2047, 1, 1)])


def test_a_year_of_the_buddhist_era_in_an_iso_day_is_understood_and_nothing_else_is() -> None:
    assert dates.as_gregorian("2567-02-12") == date(2024, 2, 12)
    for text in ("2567", "25a7-02-12", "02567-02-12", "๒๕๖๗-02-12", "2567/02/12", "2567-13-12", "2024-02-12"):
        assert dates.as_gregorian(text) is None


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("จันทร์", 0), ("จ.", 0), ("อังค", 1), ("อ", 1), ("พุธ", 2), ("พ.", 2), ("พฤ.", 3), ("พฤหัสฯ", 3), ("พฤหัสบดี", 3),
        ("ศุกร์", 4), ("ส.", 5), ("เสาร์", 5), ("อา.", 6), ("อาทิตย์", 6), ("", None), ("จั", None), ("วันหยุด", None),
    ],
)  # fmt: skip
def test_a_weekday_is_known_by_its_name_or_what_it_is_shortened_to(text: str, weekday: int | None) -> None:
    assert dates.weekday_named(text) == weekday


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("มกราคม", 1), ("กุมภาพันธ์", 2), ("ก.พ.", 2), ("กพ", 2), ("กุมภ", 2), ("เดือน กุมภาพันธ์", 2), ("กุมพาพันธ์", 2),
        ("กรกฏาคม", 7), ("ธันวาคม", 12), ("ธ.ค.", 12), ("January", 1), ("Feb", 2), ("Feb.", 2), ("SEPT", 9),
        ("december", 12), ("", None), ("กุม", None), ("Ja", None), ("ไตรมาส", None), ("Febuary", None),
    ],
)  # fmt: skip
def test_a_month_is_known_by_its_name_as_people_write_it(text: str, month: int | None) -> None:
    assert dates.month_named(text) == month


@given(days)
def test_an_iso_day_reads_back(day: date) -> None:
    assert dates.parse_iso(day.isoformat()) == day


@given(st.text())
def test_whatever_reads_as_a_day_is_written_in_iso(text: str) -> None:
    day = dates.parse_iso(text)
    assert day is None or day.isoformat() == text


@pytest.mark.parametrize(
    "text",
    [
        "", "2024", "2024-02", "2024-2-12", "2024-02-30", "12/02/2567", "20240212", "2024-W07-1",
        "2024-02-12T00:00", " 2024-02-12", "2024-02-12\n", "๒๐๒๔-๐๒-๑๒", "-2024-02-12", "1899-12-31",
        "2567-02-12", "2200-01-01", "9999-12-31", "12 ก.พ. 2567", "today",
    ],
)  # fmt: skip
def test_anything_but_an_iso_day_of_our_times_is_no_day(text: str) -> None:
    assert dates.parse_iso(text) is None


def test_days_are_written_as_people_write_them() -> None:
    day = date(2024, 2, 12)
    assert dates.short_date(day, "th") == "12 ก.พ. 2567"
    assert dates.long_date(day, "th") == "12 กุมภาพันธ์ 2567"
    assert dates.short_date(day, "en") == "12 Feb 2024"
    assert dates.day_shown(day, "en") == "12 Feb 2024 (2567)"
    assert dates.day_shown(day, "th") == dates.short_date(day, "th")
    assert dates.long_date(day, "en") == "12 February 2024 (2567)"
    assert dates.short_month(day, "th") == "ก.พ. 67"
    assert dates.short_month(date(2057, 1, 1), "th") == "ม.ค. 00"
    assert dates.short_month(day, "en") == "Feb 24"
    assert dates.full_date(day, "th") == "วันจันทร์ที่ 12 กุมภาพันธ์ 2567"
    assert dates.full_date(day, "en") == "Monday 12 February 2024 (2567)"
    assert (dates.sortable_day(day, "th"), dates.sortable_day(day, "en")) == ("2567-02-12", "2024-02-12")
    assert (dates.sortable_month("2024-02", "th"), dates.sortable_month("2024-02", "en")) == ("2567-02", "2024-02")


@given(days)
def test_a_day_carries_its_year_whole(day: date) -> None:
    for text in (dates.short_date(day, "th"), dates.long_date(day, "th"), dates.long_date(day, "en")):
        assert str(day.year + 543) in text
        assert text.split()[0] == str(day.day)
    for text in (dates.short_date(day, "en"), dates.day_shown(day, "en")):
        assert str(day.year) in text


@pytest.mark.parametrize(
    ("year", "lang", "shown"),
    [(2567, "en", "2567 (2024)"), ("2567", "en", "2567 (2024)"), (2567, "th", "2567"), (2024, "en", "2024")],
)
def test_a_fiscal_year_in_english_has_the_gregorian_one_behind_it(year: object, lang: str, shown: str) -> None:
    assert dates.year_shown(year, lang) == shown


@given(st.sampled_from(["th", "en"]))
def test_no_two_months_share_a_name(lang: str) -> None:
    months = [date(2024, month, 1) for month in range(1, 13)]
    for written in (dates.short_date, dates.long_date, dates.short_month):
        assert len({written(day, lang) for day in months}) == 12


def test_the_first_and_the_last_day_that_we_know_are_days() -> None:
    assert dates.parse_iso("1900-01-01") == FIRST_DAY
    assert dates.parse_iso("2199-12-31") == LAST_DAY
    assert dates.parse_moment("1900-01-01T00:00:00") == datetime(1900, 1, 1)
    assert dates.parse_moment("2199-12-31T23:00:00") == datetime(2199, 12, 31, 23)
    assert dates.parse_moment("2200-01-01T00:00:00") is None


@given(days)
def test_a_day_as_a_moment_takes_in_all_that_was_recorded_on_it(day: date) -> None:
    moment = dates.parse_moment(day.isoformat())
    assert moment is not None
    assert dates.thai_day(moment) == day
    assert dates.thai_day(moment + timedelta(microseconds=1)) == day + timedelta(days=1)


def test_a_moment_with_a_zone_is_told_in_utc() -> None:
    assert dates.parse_moment("2024-02-12T09:30:00+07:00") == datetime(2024, 2, 12, 2, 30)
    assert dates.parse_moment("2024-02-12T00:30:00+07:00") == datetime(2024, 2, 11, 17, 30)
    assert dates.parse_moment("2024-02-12T09:30:00Z") == datetime(2024, 2, 12, 9, 30)
    assert dates.parse_moment("2024-02-12T09:30:00.123456") == datetime(2024, 2, 12, 9, 30, 0, 123456)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2024-13-01T00:00",
        "20240212",
        "2024-W07-1",
        "2567-02-12",
        "2567-02-12T09:00",
        "0001-01-01T00:00+07:00",
        "9" * 5000,
    ],
)
def test_what_is_no_moment_is_none_and_a_day_in_other_notations_is_not_taken_for_midnight(text: str) -> None:
    assert dates.parse_moment(text) is None


@given(st.text(max_size=40))
def test_reading_a_moment_never_raises_and_never_keeps_a_zone(text: str) -> None:
    moment = dates.parse_moment(text)
    assert moment is None or moment.tzinfo is None


@given(st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC)))
def test_a_recorded_moment_reads_back_to_the_microsecond(moment: datetime) -> None:
    assert dates.parse_moment(moment.isoformat()) == moment.replace(tzinfo=None)


def test_now_has_no_zone_and_is_utc() -> None:
    now = dates.utc_now()
    assert now.tzinfo is None
    assert abs(datetime.now(UTC).replace(tzinfo=None) - now) < timedelta(minutes=1)


def test_a_day_begins_at_midnight_in_thailand() -> None:
    assert thai_day(datetime(2026, 11, 25, 16, 59)) == date(2026, 11, 25)
    assert thai_day(datetime(2026, 11, 25, 17, 0)) == date(2026, 11, 26)


def test_today_is_thailands_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecodash.store.store.utc_now", lambda: datetime(2026, 11, 25, 18, 30))
    store = new_store(reference=False)
    assert store.today() == date(2026, 11, 26)
    store.close()
