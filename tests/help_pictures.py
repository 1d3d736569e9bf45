"""The manual's pictures, made anew from the demonstration: ``python tests/help_pictures.py``.

A server is started over an empty home, an officer signs in by the one-time code, and each screen that a topic shows is
taken in Thai and English. Small files that look the same wherever they are made.
"""

import io
import re
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from chromium import launched, program, settle  # noqa: E402
from ecodash.language.text import LANGUAGES  # noqa: E402
from ecodash.manual import PICTURES  # noqa: E402
from server import free_port, start, wait_until_up  # noqa: E402

# Each picture with its address; they are named as the topics name them.
SCREENS = {
    "desk": "desk",
    "workbook": "workbook",
    "survey": "survey?area=lamphun-ban-klang",
    "minutes": "minutes?area=lamphun-ban-klang",
    "bulk": "bulk?area=lamphun-ban-klang",
    "reports": "reports",
    "log": "log",
    "meetings": "meetings?area=lamphun-ban-klang",
    "briefing": "briefing?area=lamphun-ban-klang",
    "explore": "explore?table=activities&by=status",
}
_VIEW = {"width": 1100, "height": 720}
_WIDTH = 900


def main() -> None:
    path = program() or sys.exit("no Chromium found: install it, or name one in CHROMIUM")
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        launched(playwright, path) as browser,
    ):
        port = free_port()
        process = start(port, Path(folder) / "home")
        try:
            wait_until_up(port, process)
            assert process.stdout is not None
            code = next(
                found[0]
                for line in process.stdout
                if (found := re.search(r"(?:[0-9a-f]{4}-){2}[0-9a-f]{4}", line.decode()))
            )
            page = browser.new_context(viewport=_VIEW, locale="en-GB").new_page()  # type: ignore[arg-type]
            address = f"http://127.0.0.1:{port}"
            _sign_in(page, address, code)
            for lang in LANGUAGES:
                for name, where in SCREENS.items():
                    _take(page, f"{address}/{where}{'&' if '?' in where else '?'}demo=1&lang={lang}", f"{name}-{lang}")
        finally:
            process.terminate()
            process.communicate(timeout=30)
    print(f"{sum(file.stat().st_size for file in PICTURES.glob('*.webp')) // 1024} kB in {PICTURES}")


def _sign_in(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/auth/first")
    for field, value in {"code": code, "name": "สมหญิง ใจดี", "password": "หริภุญชัย-ลำพูน-2567"}.items():
        page.fill(f"#{field}", value)
    page.fill("#again", "หริภุญชัย-ลำพูน-2567")
    page.get_by_role("button").click()
    settle(page)


def _take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    settle(page)
    page.wait_for_timeout(600)
    image = Image.open(io.BytesIO(page.screenshot()))
    image.thumbnail((_WIDTH, _WIDTH), Image.Resampling.LANCZOS)
    image.convert("RGB").save(PICTURES / f"{name}.webp", "WEBP", quality=72, method=6)


if __name__ == "__main__":
    main()
