"""Who sits before the screen: asked from the browser's cookies on every run, never remembered."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ecodash import identity
from ecodash.access.officers import Officer
from ecodash.access.roles import READER, Principal
from ecodash.language.text import t
from ecodash.store.store import Store


def principal(store: Store) -> Principal:
    """An officer, an agency by its link, or a reader."""
    found = identity.principal(st.context.cookies, store)
    officer = _vouched_for() if found is READER else None
    return identity.of_officer(officer) if officer else found


def may_read() -> bool:
    """Whether this browser may read now: a passphrase is set, changed, or a link withdrawn while its page is open."""
    return identity.may_read(st.context.cookies) or _vouched_for() is not None


def ask_for_passphrase(lang: str, path: str, query: Mapping[str, str]) -> None:
    """Where to enter it, and from there back to this screen."""
    here = f"/{path}" + (f"?{urlencode(query)}" if query else "")
    target = f"/auth/enter?{urlencode({'next': here, 'lang': lang})}"
    st.warning(t(lang, "door.passphrase_changed"))
    st.html(f'<a class="button" href="{escape(target)}">{escape(t(lang, "door.passphrase_enter"))}</a>')


def has_provider() -> bool:
    """Whether an OpenID Connect provider is configured in ``.streamlit/secrets.toml``."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def _vouched_for() -> Officer | None:
    """The officer whom an identity provider vouches for."""
    return identity.vouched_for(st.user.to_dict())
