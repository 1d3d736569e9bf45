"""Signing in with an organisation's account, at a real OpenID provider, through Streamlit's own st.login."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import settle
from ecodash.access.accounts import People
from ecodash.domain.vocabulary import Role
from ecodash.language.text import t
from openid_provider import CLIENT, SECRET, Provider, providing
from server import free_port, start, wait_until_up

NAME, EMAIL, PASSWORD = "สมหญิง", "somying@diw.example", "ลำพูน-หริภุญชัย-2567"


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[tuple[str, Provider, People]]:
    """A dashboard that knows a provider, and its officers."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    people = People(tmp_path / "home")
    people.add(NAME, Role.SECRETARY, PASSWORD, by="-", email=EMAIL)
    people.set_passphrase("ประชาชนลำพูนทุกคน", by="-")
    with providing(f"{address}/oauth2callback") as provider:
        secrets = tmp_path / "secrets.toml"
        secrets.write_text(
            f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "of-the-tests-and-nobody-else-32"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\nserver_metadata_url = "{provider.metadata_url}"\n'
        )
        process = start(port, tmp_path / "home", options=("--secrets.files", str(secrets)))
        try:
            wait_until_up(port, process)
            yield address, provider, people
        finally:
            process.terminate()
            process.communicate(timeout=30)


def sign_in(page: Page, address: str) -> None:
    """From the sign-in page, by the button of the organisation, to the desk."""
    page.goto(f"{address}/auth/login")
    page.get_by_role("link", name=t("th", "desk.sign_in_provider")).click()
    page.wait_for_url(f"{address}/**")
    page.wait_for_load_state()


def test_an_officer_signs_in_and_out_with_the_organisations_account(
    page: Page, office: tuple[str, Provider, People]
) -> None:
    address, provider, people = office
    request = page.context.request
    # A stranger whom the provider knows, and somebody whose address it never saw proven, stay outside the passphrase.
    for claims in ({"email": "else@diw.example"}, {"email": EMAIL, "email_verified": False}, {}):
        provider.claims = {"sub": "1"} | claims
        sign_in(page, address)
        assert request.get(f"{address}/auth/here").status == 401
        assert "/auth/enter" in request.get(f"{address}/s").url
        page.context.clear_cookies()
    # Nor does a token count that somebody else signed.
    provider.claims, right = {"sub": "1", "email": EMAIL, "email_verified": True}, provider.key
    provider.signs_with = type(right).generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
    sign_in(page, address)
    assert request.get(f"{address}/auth/here").status == 401
    provider.signs_with = right

    sign_in(page, address)
    assert request.get(f"{address}/auth/here").status == 204
    page.goto(f"{address}/desk")
    settle(page)
    expect(page.get_by_text(NAME).first).to_be_visible()
    assert "/auth/enter" not in request.get(f"{address}/s").url
    # Signed out everywhere by somebody else: the provider's word of before no longer holds.
    people.sign_out_everywhere(NAME, by="-")
    assert request.get(f"{address}/auth/here").status == 401
    page.wait_for_timeout(1100)
    sign_in(page, address)
    assert request.get(f"{address}/auth/here").status == 204
    page.goto(f"{address}/auth/logout")
    page.get_by_role("button").click()
    # Past the provider's own page, and outside the passphrase again.
    page.wait_for_url("**/auth/enter?*")
    assert provider.signed_out == [CLIENT]
    assert request.get(f"{address}/auth/here").status == 401
