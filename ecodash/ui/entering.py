"""Who sits before the screen: asked from the browser's cookies on every run, never remembered."""

import streamlit as st

from ecodash import identity
from ecodash.access import READER, Principal
from ecodash.store import current
from ecodash.store.people import EntryProblem
from ecodash.store.store import Store


def principal(store: Store) -> Principal:
    """An officer, an agency by its link, or a reader."""
    found = identity.principal(st.context.cookies, store)
    email = _email()
    if found is not READER or email is None:
        return found
    try:
        officer = current.people().officer_by_email(email)
    except EntryProblem:
        return READER
    return identity.of_officer(officer) if officer else READER


def has_provider() -> bool:
    """Whether an OpenID Connect provider is configured in ``.streamlit/secrets.toml``."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def _email() -> str | None:
    """The address an identity provider vouches for; None without one."""
    if not st.user.get("is_logged_in") or st.user.get("email_verified") is False:
        return None
    email = st.user.get("email")
    return email if isinstance(email, str) and email else None
