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
UNDER_MORE = ("auditors", "share", "about")
BESIDE = ("find",)
SCREENS = (*IN_MENU, *UNDER_MORE, *BESIDE)


def path_of(screen: str) -> str:
    """overview → "", criteria → "criteria"."""
    return "" if screen == SCREENS[0] else screen


PATHS = tuple(path_of(screen) for screen in SCREENS)
