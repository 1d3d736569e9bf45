"""The door: ``streamlit run app.py``. The screens are in pages/, the script around them in ecodash/shell.py."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ecodash.web import api, briefs, door, entry, evidence, files, short
from ecodash.web.front import Front
from ecodash.web.hosts import believe_no_proxy_unless_told

believe_no_proxy_unless_told()

app = st.App(
    Path(__file__).parent / "ecodash" / "shell.py",
    lifespan=door.lifespan,
    routes=[
        *api.routes,
        *briefs.routes,
        *entry.routes,
        *evidence.routes,
        *files.routes,
        *short.routes,
    ],
    middleware=[Middleware(Front)],
    on_script_error=door.on_script_error,
)

if __name__ == "__main__":
    app.run()
