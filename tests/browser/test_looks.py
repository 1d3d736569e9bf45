"""What only a browser can tell: widths, fonts, what the browser is forbidden."""

from playwright.sync_api import Page, expect

from chromium import settle, sideways
from ecodash.language.text import t


def test_the_menu_of_a_phone_leads_to_every_screen(phone: Page, address: str) -> None:
    phone.goto(f"{address}/?demo=1")
    settle(phone)
    menu = phone.locator("details.narrow")
    menu.locator("summary").click()
    assert menu.locator("a").count() >= 10
    menu.locator('a[href^="/criteria"]').click()
    expect(phone.locator('details.narrow a[aria-current="page"]')).to_have_text(t("th", "nav.criteria"))
    assert sideways(phone) == []


def test_thai_is_set_in_the_font_that_comes_along(page: Page, address: str) -> None:
    page.goto(f"{address}/briefing?demo=1")
    settle(page)
    loaded = page.evaluate(
        "() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    )
    assert "Sarabun" in loaded
    for part in (".screen h1", ".screen p", ".head a", "[data-testid=stSelectbox] label"):
        family = page.locator(part).first.evaluate("part => getComputedStyle(part).fontFamily")
        assert family.replace('"', "").startswith("Sarabun"), part


def test_the_browser_is_told_to_stay_at_home(fresh: Page, address: str) -> None:
    answer = fresh.goto(f"{address}/?demo=1")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-eval'" not in policy
    fresh.add_init_script(
        "window.violations = [];"
        "addEventListener('securitypolicyviolation', event =>"
        # Streamlit tries WebAssembly to read its messages, and does without.
        " event.blockedURI === 'wasm-eval' || violations.push(event.effectiveDirective));"
    )
    fresh.reload()
    settle(fresh)
    assert fresh.evaluate("violations") == []
    # And it holds: what a screen might be tricked into asking is refused by the browser.
    refused = fresh.evaluate(
        "async () => { try { await fetch('http://192.0.2.1/'); return false } catch { return true } }"
    )
    assert refused
    fresh.wait_for_function("violations.includes('connect-src')")
    fresh.evaluate(
        "() => { const s = document.createElement('script'); s.text = 'window.ran = 1'; document.head.append(s) }"
    )
    assert fresh.evaluate("window.ran") is None
    assert fresh.evaluate("violations.some(v => v.startsWith('script-src'))")
