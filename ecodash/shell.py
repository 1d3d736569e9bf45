"""The script that Streamlit runs for every screen: selection, head, screen, foot."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import streamlit as st

import ecodash
from ecodash import facts, places, stores
from ecodash.facts.freshness import freshness
from ecodash.facts.selection import language, wants_demo
from ecodash.language.text import t
from ecodash.store.problem import StoreProblem
from ecodash.ui import toolkit as ui
from ecodash.ui.address import likeliest_address
from ecodash.ui.desk.frame import Closed
from ecodash.ui.explore import explore_links
from ecodash.ui.screens import OWN_PARAMETERS, SCREENS, SEEN_AS_KNOWN
from ecodash.ui.signed_in import ask_for_passphrase, may_read, principal
from ecodash.web.garbage import page_runs

_ICON = Path(ecodash.__file__).parent / "web" / "assets" / "icon.png"


def main() -> None:
    page_runs()
    query = st.query_params.to_dict()
    own = {name: query.pop(name) for name in OWN_PARAMETERS if name in query}
    lang = language(query)
    st.set_page_config(
        page_icon=str(_ICON),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    screen = st.navigation(
        [
            st.Page(places.ROOT / "pages" / f"{name}.py", title=_title(lang, name), default=name == SCREENS[0])
            for name in SCREENS
        ],
        position="hidden",
    )
    try:
        store = stores.current(demo=wants_demo(query))
    except StoreProblem as problem:
        st.error(problem.sentence(lang))
        st.stop()
    if not may_read():
        ask_for_passphrase(lang, screen.url_path, st.query_params.to_dict())
        st.stop()
    selection, misread = facts.read_selection(store, query)
    if screen.url_path not in SEEN_AS_KNOWN:
        # Whoever records works on what stands now.
        selection = replace(selection, is_eve=False, known_at=None)
    store = facts.seen_by(store, selection)
    page = ui.Page(store, selection, tuple(misread), screen.url_path, principal(store), own, likeliest_address())
    ui.prepare(page)
    with st.container(key="head-demo" if store.is_demo else "head"):
        ui.draw(page, "head.html")
    if store.trouble:
        st.warning(store.trouble.sentence(lang))
    with suppress(Closed):
        screen.run()
    fresh = freshness(store, selection.as_of)
    ui.draw(page, "foot.html", fresh=fresh, address=page.address, explore=explore_links(page))


def _title(lang: str, screen: str) -> str:
    return f"{t(lang, f'nav.{screen}')} · {t(lang, 'app.programme')}"


main()
