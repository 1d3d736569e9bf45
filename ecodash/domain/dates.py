"""Days, Thai months and fiscal years. The only place that knows the Buddhist Era.

A fiscal year and a certificate year are *names* (``2566``), kept and shown as Buddhist integers;
every day is a ``datetime.date`` and travels as ISO text.
"""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

BUDDHIST_OFFSET = 543

_THAI_MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
_THAI_MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
# As people write them: ฏ for ฎ, ษ and จิ for ศจิ, and the like.
_MISSPELT_MONTHS = {
    "กรกฏาคม": "กรกฎาคม",
    "กรกดาคม": "กรกฎาคม",
    "กรกฎคม": "กรกฎาคม",
    "กุมพาพันธ์": "กุมภาพันธ์",
    "กุมภาพันธุ์": "กุมภาพันธ์",
    "กุมภาพัน": "กุมภาพันธ์",
    "พฤษจิกายน": "พฤศจิกายน",
    "พฤศจิการยน": "พฤศจิกายน",
    "พฤษศจิกายน": "พฤศจิกายน",
    "พฤศภาคม": "พฤษภาคม",
    "พฤกษภาคม": "พฤษภาคม",
    "มิถุนายาน": "มิถุนายน",
    "มกรคม": "มกราคม",
    "ตุลาคน": "ตุลาคม",
    "ธันวามคม": "ธันวาคม",
    "กันยยายน": "กันยายน",
}
_THAI_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_ENGLISH_MONTHS = tuple(calendar.month_name[1:])
_ENGLISH_MONTHS_SHORT = tuple(calendar.month_abbr[1:])

# The programme is younger than this; an earlier day in it is a slip, often two digits of a Buddhist year.
FIRST_PLAUSIBLE = date(1997, 1, 1)
_YEARS_AHEAD = 20
THAI_OFFSET = timedelta(hours=7)
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)


def be_year(day: date) -> int:
    """2024-02-12 → 2567."""
    return day.year + BUDDHIST_OFFSET


def short_date(day: date, lang: str) -> str:
    """12 ก.พ. 2567 · 12 Feb 2024: an English reader would take a Buddhist year for a slip."""
    if lang == "th":
        return f"{day.day} {_THAI_MONTHS_SHORT[day.month - 1]} {be_year(day)}"
    return f"{day.day} {_ENGLISH_MONTHS_SHORT[day.month - 1]} {day.year}"


def day_shown(day: date, lang: str) -> str:
    """12 ก.พ. 2567 · 12 Feb 2024 (2567): the day that a screen shows, beside meetings and years that are Buddhist."""
    return short_date(day, lang) + ("" if lang == "th" else f" ({be_year(day)})")


def long_date(day: date, lang: str) -> str:
    """12 กุมภาพันธ์ 2567 · 12 February 2024 (2567)."""
    if lang == "th":
        return f"{day.day} {_THAI_MONTHS[day.month - 1]} {be_year(day)}"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year} ({be_year(day)})"


def full_date(day: date, lang: str) -> str:
    """วันจันทร์ที่ 12 กุมภาพันธ์ 2567 · Monday 12 February 2024 (2567): as letters and minutes say it."""
    if lang == "th":
        return f"วัน{_THAI_WEEKDAYS[day.weekday()]}ที่ {long_date(day, lang)}"
    return f"{calendar.day_name[day.weekday()]} {long_date(day, lang)}"


def short_month(day: date, lang: str) -> str:
    """ก.พ. 67 · Feb 24: for axes, where a full year would not fit."""
    if lang == "th":
        return f"{_THAI_MONTHS_SHORT[day.month - 1]} {be_year(day) % 100:02d}"
    return f"{_ENGLISH_MONTHS_SHORT[day.month - 1]} {day.year % 100:02d}"


def sortable_day(day: date, lang: str) -> str:
    """2567-02-12 · 2024-02-12: for tables that people sort, where texts and days sort alike."""
    return f"{be_year(day):04d}-{day:%m-%d}" if lang == "th" else day.isoformat()


def sortable_month(month: str, lang: str) -> str:
    """2024-02 → 2567-02 · 2024-02."""
    return sortable_day(date.fromisoformat(f"{month}-01"), lang)[:7]


def year_shown(year: object, lang: str) -> str:
    """2567 · 2567 (2024): a fiscal year or a year of a certificate, in English with the Gregorian one."""
    told = str(year)
    is_buddhist = told.isascii() and told.isdigit() and is_fiscal_year(int(told))
    return f"{told} ({int(told) - BUDDHIST_OFFSET})" if lang == "en" and is_buddhist else told


def fiscal_year_of(day: date) -> int:
    """The Buddhist year in which the fiscal year of that day ends: 2023-10-01 → 2567."""
    return be_year(day) + (day.month >= 10)


def fiscal_year_bounds(fiscal_year: int) -> tuple[date, date]:
    """2567 → (2023-10-01, 2024-09-30), both included."""
    year = fiscal_year - BUDDHIST_OFFSET
    return date(year - 1, 10, 1), date(year, 9, 30)


def touches_fiscal_year(fiscal_year: int, days: list[date]) -> bool:
    """Whether any of the days, or the time between the first and the last, lies in the fiscal year."""
    first, last = fiscal_year_bounds(fiscal_year)
    return not days or (min(days) <= last and max(days) >= first)


def is_fiscal_year(value: int) -> bool:
    """Whether the number can name a fiscal year at all; 2024 is a Christian year, not one of ours."""
    return FIRST_DAY.year + BUDDHIST_OFFSET < value < LAST_DAY.year + BUDDHIST_OFFSET


def is_plausible(day: date, today: date) -> bool:
    """Whether the programme can speak of a day: from 2540 to twenty years ahead."""
    return day >= FIRST_PLAUSIBLE and day.year <= today.year + _YEARS_AHEAD


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: date, months: int, day_of_month: int) -> date | None:
    """So many calendar months later, on that day of the month or its last; None beyond the years that we know."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(min(day.year + years, LAST_DAY.year), month + 1, 1)
    found = first.replace(day=min(day_of_month, month_end(first).day))
    return found if day < found <= LAST_DAY else None


def month_ends(start: date, end: date) -> Iterator[date]:
    """Every month's last day within ``start``…``end``, both included, in order."""
    last = month_end(start)
    while last <= end:
        yield last
        last = month_end(last + timedelta(days=1))


def parse_iso(text: str) -> date | None:
    """``2024-02-12`` → a day within FIRST_DAY…LAST_DAY; anything else → None."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY and text == day.isoformat() else None


def as_gregorian(text: str) -> date | None:
    """``2567-02-12``, a day whose year was written in the Buddhist Era, → 2024-02-12; anything else → None."""
    year, dash, rest = text.partition("-")
    if not (len(year) == 4 and year.isascii() and year.isdecimal()):
        return None
    return parse_iso(f"{int(year) - BUDDHIST_OFFSET:04}{dash}{rest}")


def parse_moment(text: str) -> datetime | None:
    """A moment of recording, UTC without zone: a full timestamp, or a day (its last instant in Thailand)."""
    day = parse_iso(text)
    if day is not None:
        return end_of_day(day)
    if len(text) <= len("2024-02-12"):
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    return moment if FIRST_DAY <= moment.date() <= LAST_DAY else None


def in_thailand(moment: datetime) -> datetime:
    """A moment of recording (UTC without zone) on the clock of Thailand, without zone; it has no summer time."""
    return moment + THAI_OFFSET


def end_of_day(day: date) -> datetime:
    """The last instant of a day in Thailand, UTC without zone."""
    return datetime.combine(day, datetime.max.time()) - THAI_OFFSET


def thai_day(moment: datetime) -> date:
    """The day in Thailand of a moment of recording (UTC without zone)."""
    return in_thailand(moment).date()


def utc_now() -> datetime:
    """Now, UTC, without zone, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def weekday_named(text: str) -> int | None:
    """พุธ, พ., พฤ. → 2, 2, 3, Monday being 0; anything else → None."""
    wanted = text.replace("พฤหัสฯ", "พฤหัส").rstrip(".")
    short = ("จ", "อ", "พ", "พฤ", "ศ", "ส", "อา")
    named = (number for number, name in enumerate(_THAI_WEEKDAYS) if len(wanted) > 2 and name.startswith(wanted))
    return short.index(wanted) if wanted in short else next(named, None)


def month_named(text: str) -> int | None:
    """กุมภาพันธ์, ก.พ., กพ, กุมภา, เดือนกุมภาพันธ์, กุมพาพันธ์, February, Feb → 2; anything else → None."""
    wanted = text.replace(".", "").replace(" ", "").casefold().removeprefix("เดือน")
    wanted = _MISSPELT_MONTHS.get(wanted, wanted)
    for months, least in ((_THAI_MONTHS, 4), (_ENGLISH_MONTHS, 3)):
        for number, month in enumerate(months, start=1):
            if len(wanted) >= least and month.casefold().startswith(wanted):
                return number
    short = [month.replace(".", "") for month in _THAI_MONTHS_SHORT]
    return short.index(wanted) + 1 if wanted in short else None
