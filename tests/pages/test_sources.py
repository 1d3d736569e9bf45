"""Where data come from, as people wrote it: a link if it is an address of the web, and never in a screen's way."""

from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.language.text import web_host
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.ui.render import render
from ecodash.ui.static_pages import page_of, snapshot
from forms import Open

SLIPS = ("http:www.diw.go.th", "https:/x", "http", "ftp://example.org/a", "javascript:alert(1)", "http://",
         "http://[", "https://;", "//example.org", " https://", "http://a b", "HTTP:", "https://\x00",
         "data:text/html,x")  # fmt: skip
ANYTHING = st.text() | st.sampled_from(SLIPS) | st.tuples(st.sampled_from(SLIPS), st.text(max_size=9)).map("".join)
DAY = date(2026, 1, 1)


class Links(HTMLParser):
    """Where a piece of HTML leads in another window."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("rel", "noreferrer") in attrs:
            self.hrefs += [value or "" for name, value in attrs if name == "href"]


def cite(store: Store, *sources: str) -> None:
    """Everything in the store comes from the first source; of the others there is an activity each."""
    source = sources[0]
    rows = [
        *(("activity", {"code": f"act-{n}", "title": "อบรม", "area": "a", "fiscal_year": 2569, "status": "planned",
                        "source": other}) for n, other in enumerate(sources[1:])),
        ("area", {"code": "a", "name_th": "พื้นที่", "province": "lamphun", "source": source}),
        ("framework", {"code": "diw-eit-basic12", "name_th": "เกณฑ์", "source": source}),
        ("attainment", {"area": "a", "framework": "diw-eit-basic12", "year": 2567, "aim": "attained",
                        "level": "1", "source": source}),
        ("activity", {"code": "act", "title": "อบรม", "area": "a", "fiscal_year": 2569, "status": "planned",
                      "source": source}),
    ]  # fmt: skip
    store.commit(Act("ecodash", Means.REFERENCE), rows)


@settings(max_examples=12)
@given(ANYTHING)
def test_any_source_is_shown_and_only_whole_addresses_of_the_web_are_links(empty_store: Store, source: str) -> None:
    cite(empty_store, source)
    page = page_of(empty_store, {"area": "a", "as_of": DAY.isoformat()}, "")
    about = render(
        page, "about.html", findings=[], checked=0, definitions=(), unknowns=(), area="", kinds=[], version="", api="",
        sources=facts.sources(empty_store, DAY),
    )  # fmt: skip
    for html in (about, snapshot(page, "http://localhost")):
        for href in Links(html).hrefs:
            assert urlsplit(href.strip()).scheme in ("http", "https")
            assert urlsplit(href.strip()).hostname


@given(ANYTHING)
def test_an_address_has_a_host_or_is_no_link(text: str) -> None:
    host = web_host(text)
    assert host is None or (host and text.lower().startswith(("http://", "https://")))


@pytest.mark.parametrize("address", ["https://www.diw.go.th/eit?a=1", "http://diw.go.th", "HTTPS://www.DIW.go.th:8443"])
def test_an_address_of_the_web_is_a_link_named_by_its_host(store: Store, opened: Open, address: str) -> None:
    cite(store, address)
    html = "".join(e.proto.body for e in opened("activities", fy="2569", area="a").get("html"))
    assert f'<a href="{address}"' in html
    assert f">{web_host(address)}</a>" in html


@pytest.mark.parametrize("screen", ["activities", "areas", "about"])
def test_a_slip_in_a_source_stops_no_screen(store: Store, opened: Open, screen: str) -> None:
    cite(store, *SLIPS)
    html = "".join(e.proto.body for e in opened(screen, fy="2569", area="a").get("html"))
    assert not [href for href in Links(html).hrefs if not web_host(href)]
    assert "diw.go.th" in html
