"""Today as the program counts it, and the days that tests on the demonstration data ask about."""

import csv
import tomllib
from datetime import date, timedelta
from pathlib import Path

from ecodash.domain.dates import thai_day, utc_now
from ecodash.domain.vocabulary import HOME_FRAMEWORK

# For seven hours of each day it is another one in Thailand than where the clock says UTC.
TODAY = thai_day(utc_now())
FRAMEWORKS = [HOME_FRAMEWORK, "demo-indicators"]


def demo_days(folder: Path) -> list[date]:
    """Every meeting's day, the eve of it, the ends of the fiscal years and the set's own today, in order."""
    today: date = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))["today"]
    with (folder / "meetings.csv").open(encoding="utf-8-sig", newline="") as file:
        held = {date.fromisoformat(row["held_on"]) for row in csv.DictReader(file)}
    years = {date(2021, 9, 30), date(2022, 9, 30), date(2023, 9, 30)}
    eves = {day - timedelta(days=1) for day in sorted(held)[-2:]}
    return sorted(held | eves | years | {today})
