"""The screens in the order of the menu. A screen's path is its file's name; the first is at "/"."""

IN_MENU = (
    "overview",
    "briefing",
    "phases",
    "areas",
    "criteria",
    "activities",
    "fiscal_years",
    "agencies",
    "meetings",
)
UNDER_MORE = ("action_plan", "auditors", "explore", "share", "about")
BESIDE = ("find",)
# For officers: the desk, and what it leads to.
DESK = ("desk", "workbook", "survey", "record", "bulk", "minutes", "templates", "reports", "log", "people")
# For an agency that came by its link.
BY_LINK = ("report",)
SCREENS = (*IN_MENU, *UNDER_MORE, *BESIDE, *DESK, *BY_LINK)
SEARCH = "q"
# What the address may say beside the selection: words to find, which row to record, whose changes of which day,
# which activities, what to share, how to look at a screen, which table to explore and how to count it, which chart.
OWN_PARAMETERS = (
    *(SEARCH, "kind", "key", "who", "on", "status", "screen", "sort", "axis", "order", "shade", "live", "areas"),
    *("table", "by", "across", "sum"),
    *("chart", "image"),
)


def path_of(screen: str) -> str:
    """overview → "", criteria → "criteria"."""
    return "" if screen == SCREENS[0] else screen


# Screens for readers, which show what was known at a moment where the address says so.
SEEN_AS_KNOWN = tuple(path_of(screen) for screen in (*IN_MENU, *UNDER_MORE, *BESIDE))

PATHS = tuple(path_of(screen) for screen in SCREENS)
