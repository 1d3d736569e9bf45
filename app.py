"""The door: ``streamlit run app.py``. The screens are in pages/, the script around them in ecodash/shell.py."""

# ruff: noqa: E402
import gc
from pathlib import Path

# What is loaded here stays. Looking through it for garbage again and again took a sixth of a start.
gc.disable()

import streamlit as st
from starlette.middleware import Middleware

from ecodash.web import (
    api,
    documents,
    evidence,
    feeds,
    help_pages,
    plain_pages,
    privacy,
    sign_in,
    startup,
    static_files,
)
from ecodash.web.allowed_hosts import believe_no_proxy_unless_told
from ecodash.web.gate import Front

gc.freeze()
gc.enable()

believe_no_proxy_unless_told()

app = st.App(
    Path(startup.__file__).parents[1] / "shell.py",
    lifespan=startup.lifespan,
    routes=[
        *api.routes,
        *documents.routes,
        *feeds.routes,
        *sign_in.routes,
        *evidence.routes,
        *static_files.routes,
        *plain_pages.routes,
        *privacy.routes,
        *help_pages.routes,
    ],
    middleware=[Middleware(Front)],
    on_script_error=startup.on_script_error,
)

if __name__ == "__main__":
    app.run()
