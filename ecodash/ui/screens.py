"""The screens in the order of the menu. A screen's path is its file's name; the first is at "/"."""

SCREENS = ("overview", "briefing", "phases", "areas", "criteria", "fiscal_years", "about")


def path_of(screen: str) -> str:
    """overview → "", criteria → "criteria"."""
    return "" if screen == SCREENS[0] else screen


PATHS = tuple(path_of(screen) for screen in SCREENS)
