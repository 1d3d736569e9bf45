"""Stylesheet and script are written in sections for people and served as one, without what only people need."""

import json
import re
import tomllib
from pathlib import Path

from ecodash.language.status_look import compact_css
from ecodash.ui.screens import PATHS
from ecodash.web.html_document import ASSETS, script, stylesheet

RULES = """
/* what it's for */
.a, .b > i {
  margin: 0 auto !important; /* stays */
  content: attr(x) ": ; }  /* no comment */";
}

@media (max-width: 700px) {
  .a :is(ul, ol) { color: var(--ink) }
}
"""


def test_only_what_a_browser_does_not_need_is_left_out() -> None:
    assert compact_css(RULES) == (
        '.a,.b > i{margin:0 auto !important;content:attr(x) ": ; }  /* no comment */"}'
        "@media (max-width:700px){.a :is(ul,ol){color:var(--ink)}}"
    )


def test_every_section_is_served() -> None:
    served = stylesheet().decode()
    sections = sorted((ASSETS / "styles").glob("*.css"))
    assert len(sections) > 10
    for section in sections:
        assert compact_css(section.read_text(encoding="utf-8")) in served, section.name


def test_the_box_for_files_says_how_large_one_may_be() -> None:
    config = Path(__file__).parents[2] / ".streamlit" / "config.toml"
    most = tomllib.loads(config.read_text(encoding="utf-8"))["server"]["maxUploadSize"]
    assert stylesheet().decode().count(f"{most} MB") == 2


def test_links_are_followed_in_place_to_screens_alone() -> None:
    """Whatever else has an address is a document of its own, new ones too."""
    (named,) = re.findall(rb"const screens = (\[.*?\]);", script())
    assert json.loads(named) == list(PATHS)
