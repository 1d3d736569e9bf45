"""A picture of every screen: two widths, both languages, over the demonstration.

    python tests/screens.py FOLDER [--screens overview,briefing]

The server is started for it over an empty home and stopped afterwards.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from playwright.sync_api import sync_playwright  # noqa: E402

from chromium import launched, program, settle  # noqa: E402
from ecodash.language.text import LANGUAGES  # noqa: E402
from ecodash.ui.screens import SCREENS, path_of  # noqa: E402
from server import serving  # noqa: E402

WIDTHS = {1440: 900, 390: 844}


def main() -> None:
    parser = argparse.ArgumentParser(description="A picture of every screen.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--screens", default=",".join(SCREENS))
    given = parser.parse_args()
    path = program() or sys.exit("no Chromium found: install it, or name one in CHROMIUM")
    given.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        serving(Path(home) / "home") as server,
        sync_playwright() as playwright,
        launched(playwright, path) as browser,
    ):
        for width, height in WIDTHS.items():
            with browser.new_context(viewport={"width": width, "height": height}) as context:
                page = context.new_page()
                for screen in given.screens.split(","):
                    for lang in LANGUAGES:
                        page.goto(f"{server.address}/{path_of(screen)}?demo=1&lang={lang}")
                        settle(page)
                        page.screenshot(path=given.folder / f"{screen}-{lang}-{width}.png")


if __name__ == "__main__":
    main()
