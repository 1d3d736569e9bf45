"""``python tests/browser/https.py``: the dashboard behind HTTPS with a certificate of our own, in a real Chromium.

The browser trusts this one certificate, by the hash of its key, and none beside it. Ends with 0 when everything held.
"""

import hashlib
import socket
import ssl
import sys
import tempfile
import time
from base64 import b64encode
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: E402
from cryptography.x509 import load_pem_x509_certificate  # noqa: E402
from playwright.sync_api import BrowserContext, sync_playwright  # noqa: E402

from certificates import certified  # noqa: E402
from chromium import launched, program, settle  # noqa: E402
from ecodash.access.accounts import People  # noqa: E402
from ecodash.domain.vocabulary import Role  # noqa: E402
from ecodash.language.text import t  # noqa: E402
from server import free_port, start  # noqa: E402

NAME, PASSWORD = "สมหญิง ใจดี", "หริภุญชัย-ลำพูน-2567"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, certificate = Path(folder) / "home", certified(Path(folder), "localhost")
        People(home).add(NAME, Role.SECRETARY, PASSWORD, by="-")
        port = free_port()
        options = ["--server.sslCertFile", str(certificate), "--server.sslKeyFile", str(certificate)]
        server = start(port, home, options=options)
        try:
            _wait(port)
            path = program()
            assert path is not None, "no Chromium found"
            browser = launched(playwright, path, f"--ignore-certificate-errors-spki-list={_key_hash(certificate)}")
            held = _looked(browser.new_context(), f"https://localhost:{port}")
            browser.close()
        finally:
            server.terminate()
            server.communicate(timeout=30)
    for what, is_so in held.items():
        print(f"{'held' if is_so else 'FAILED':7} {what}")
    return 0 if all(held.values()) else 1


def _looked(context: BrowserContext, address: str) -> dict[str, bool]:
    """What is promised of HTTPS, and whether it was so."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    sockets: list[str] = []
    page.on("websocket", lambda opened: sockets.append(opened.url))
    page.goto(f"{address}/auth/login?lang=en")
    sign_in = page.content()
    page.fill("[name=name]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/desk*")
    settle(page)
    with page.expect_response(lambda answer: answer.url.startswith(f"{address}/desk")) as told:
        page.reload()
    settle(page)
    sent = told.value.request.all_headers().get("cookie", "")
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    ours = [cookie for name, cookie in cookies.items() if name.startswith("__Host-ecodash")]
    return {
        "no warning of an unencrypted connection at the sign-in": t("en", "entry.insecure") not in sign_in,
        "signed in: the desk names the officer": NAME in page.inner_text("body"),
        "cookies are __Host-, Secure, HttpOnly, of this path": bool(ours)
        and all(cookie["secure"] and cookie["httpOnly"] and cookie["path"] == "/" for cookie in ours),
        "no cookie of ours without __Host-": not any(name.startswith("ecodash") for name in cookies),
        "the browser sends them back": all(cookie["name"] in sent for cookie in ours),
        "no script reads them": "__Host-" not in page.evaluate("document.cookie"),
        "the websocket is encrypted": bool(sockets) and all(url.startswith("wss://") for url in sockets),
        "a policy for content": "default-src" in told.value.headers.get("content-security-policy", ""),
        "no complaint of the browser": not complaints,
    }


def _key_hash(certificate: Path) -> str:
    """As Chromium wants to be told which key to trust."""
    public = load_pem_x509_certificate(certificate.read_bytes()).public_key()
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b64encode(hashlib.sha256(spki).digest()).decode()


def _wait(port: int, seconds: float = 120) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    end = time.monotonic() + seconds
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as plain, context.wrap_socket(plain):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
