"""E-mail over a real server in this process: what arrives, what cannot be smuggled in, what is said when it fails."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Session

from certificates import certified
from ecodash.access.accounts import People
from ecodash.access.place import FILE_NAME
from ecodash.mail import sending
from ecodash.mail.sending import Letter, message_of, send
from ecodash.mail.settings import (
    MailProblem,
    Security,
    Server,
    addresses,
    forget_server,
    server,
    set_address,
    set_server,
)
from server import free_port

SENDER = "eco@example.go.th"
TEXT = "แจ้งงานที่ต้องดำเนินการ ทต.บ้านกลาง\n.\n• ข้อ 6: จัดทำแผน\n"


class Box:
    """What the server took; it knows no «nobody@…»."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []

    async def handle_RCPT(self, server: Any, session: Session, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Any) -> str:
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def there(box: Box) -> Iterator[Server]:
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield Server("127.0.0.1", controller.port, Security.NONE, SENDER)
    controller.stop()


def test_what_is_sent_arrives_as_it_was(there: Server, box: Box) -> None:
    letter = Letter("tesaban@example.go.th", "แจ้งงาน ทต.บ้านกลาง", TEXT)
    assert send(there, [letter]) == {letter: None}
    ((to, message),) = box.taken
    assert (to, message["From"], message["To"]) == ([letter.to], SENDER, letter.to)
    assert (message["Subject"], message.get_content().replace("\r\n", "\n")) == (letter.subject, TEXT)


def test_one_wrong_address_keeps_nobody_else_from_being_told(there: Server, box: Box) -> None:
    letters = [Letter(f"{who}@example.go.th", "แจ้งงาน", TEXT) for who in ("a", "nobody", "b")]
    told = send(there, letters)
    assert [problem.code if problem else None for problem in told.values()] == [None, "recipient", None]
    assert [to for to, _ in box.taken] == [["a@example.go.th"], ["b@example.go.th"]]


def test_no_header_is_smuggled_in() -> None:
    there = Server("x", 25, Security.NONE, SENDER)
    message = message_of(there, Letter("a@example.go.th", "งาน\r\nBcc: b@example.go.th\u2028X: y", TEXT))
    assert message["Bcc"] is None
    assert message["Subject"] == "งาน Bcc: b@example.go.th X: y"
    for to in ("a@example.go.th\nBcc: b@example.go.th", "a@example.go.th, b@example.go.th", "ก <a@example.go.th>", ""):
        with pytest.raises(MailProblem) as problem:
            message_of(there, Letter(to, "x", "x"))
        assert problem.value.sentence("th") != problem.value.sentence("en")


def test_a_server_that_asks_for_a_password_gets_it_and_says_when_it_is_wrong(box: Box) -> None:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"right", handled=False)

    controller = Controller(box, hostname="127.0.0.1", port=free_port(), authenticator=check, auth_require_tls=False)
    controller.start()
    port = controller.port
    letter = Letter("a@example.go.th", "แจ้งงาน", TEXT)
    try:
        codes = {}
        for password in ("wrong", "right"):
            problem = send(Server("127.0.0.1", port, Security.NONE, SENDER, "eco", password), [letter])[letter]
            codes[password] = problem and problem.code
    finally:
        controller.stop()
    assert (codes, len(box.taken)) == ({"wrong": "sign_in", "right": None}, 1)


@pytest.mark.parametrize(("security", "code"), [(Security.STARTTLS, "not_supported"), (Security.TLS, "tls")])
def test_a_server_without_the_encryption_gets_nothing(there: Server, box: Box, security: Security, code: str) -> None:
    letter = Letter("a@example.go.th", "แจ้งงาน", TEXT)
    problem = send(Server(there.host, there.port, security, SENDER, "eco", "secret"), [letter])[letter]
    assert problem is not None
    assert (problem.code, box.taken) == (code, [])


LETTER = Letter("a@example.go.th", "แจ้งงาน", TEXT)


@contextmanager
def encrypting(box: Box, security: Security, certificate: Path) -> Iterator[Server]:
    """A server that asks for a password, and for it only behind the encryption."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"right", handled=False)

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    kept: dict[str, Any] = {"authenticator": check, "hostname": "127.0.0.1", "port": free_port()}
    if security is Security.TLS:
        # To the server the whole way is encrypted; it knows of no step to it.
        controller = Controller(box, ssl_context=context, auth_require_tls=False, **kept)
    else:
        controller = Controller(box, tls_context=context, require_starttls=True, auth_required=True, **kept)
    controller.start()
    yield Server("localhost", controller.port, security, SENDER, "eco", "right")
    controller.stop()


ENCRYPTED = pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])


@ENCRYPTED
def test_an_encrypted_way_carries_password_and_letter(
    box: Box, security: Security, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certified(tmp_path, "localhost")
    # As an issuer is made known to a machine.
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with encrypting(box, security, certificate) as there:
        assert send(there, [LETTER]) == {LETTER: None}
        wrong = send(replace(there, password="wrong"), [LETTER])[LETTER]
    assert (wrong and wrong.code, [to for to, _ in box.taken]) == ("sign_in", [[LETTER.to]])


@ENCRYPTED
@pytest.mark.parametrize(
    ("host", "days", "known", "code"),
    [
        ("localhost", 1, False, "certificate_issuer"),
        ("mail.example.go.th", 1, True, "certificate_name"),
        ("localhost", -1, True, "certificate_day"),
    ],
)
def test_a_certificate_that_is_not_believed_ends_it_before_the_password(
    box: Box, security: Security, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    host: str, days: int, known: bool, code: str,
) -> None:  # fmt: skip
    certificate = certified(tmp_path, host, days)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with encrypting(box, security, certificate) as there:
        problem = send(there, [LETTER])[LETTER]
    assert problem is not None
    assert (problem.code, box.taken) == (code, [])
    assert "localhost" in problem.sentence("th")
    assert "localhost" in problem.sentence("en")


def test_nobody_there_and_nobody_answering_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    letter = Letter("a@example.go.th", "แจ้งงาน", TEXT)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        slow = send(Server("127.0.0.1", port, Security.NONE, SENDER), [letter])[letter]
    gone = send(Server("127.0.0.1", port, Security.NONE, SENDER), [letter])[letter]
    assert slow is not None
    assert gone is not None
    assert (slow.code, gone.code) == ("timeout", "no_connection")


def test_the_password_is_kept_beside_the_accounts_and_shown_to_nobody(tmp_path: Path) -> None:
    people = People(tmp_path)
    assert server(people) is None
    told = Server("smtp.example.go.th", 587, Security.STARTTLS, SENDER, "eco", "ลับมาก")
    set_server(people, told, "สมหญิง")
    assert server(People(tmp_path)) == told
    assert "ลับมาก" not in repr(told)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0
    # Left empty it stays, but is not sent to another server.
    set_server(people, Server(told.host, 465, Security.TLS, SENDER, "eco"), "สมหญิง")
    assert server(people) == Server(told.host, 465, Security.TLS, SENDER, "eco", "ลับมาก")
    set_server(people, Server("other.example.go.th", 465, Security.TLS, SENDER, "eco"), "สมหญิง")
    assert server(people) == Server("other.example.go.th", 465, Security.TLS, SENDER, "eco")
    assert "ลับมาก" not in "".join(event.about for event in people.events())
    forget_server(people, "สมหญิง")
    assert server(people) is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"host": "smtp example"}, "host"), ({"host": "a\r\nb"}, "host"), ({"port": 0}, "port"), ({"port": 70000}, "port"),
     ({"sender": "eco"}, "address"), ({"security": Security.NONE, "password": "x"}, "password_in_clear")],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_and_nothing_changes(tmp_path: Path, changed: dict[str, Any], code: str) -> None:
    people = People(tmp_path)
    good = {"host": "smtp.example.go.th", "port": 587, "security": Security.STARTTLS, "sender": SENDER}
    with pytest.raises(MailProblem) as problem:
        set_server(people, Server(**{**good, **changed}), "สมหญิง")
    assert (problem.value.code, server(people)) == (code, None)


def test_agencies_have_one_address_each_or_none(tmp_path: Path) -> None:
    people = People(tmp_path)
    set_address(people, "tesaban", " a@example.go.th ", "สมหญิง")
    set_address(people, "tesaban", "b@example.go.th", "สมหญิง")
    with pytest.raises(MailProblem):
        set_address(people, "diw", "b@example.go.th; c@example.go.th", "สมหญิง")
    assert addresses(people) == {"tesaban": "b@example.go.th"}
    set_address(people, "tesaban", "", "สมหญิง")
    assert addresses(people) == {}
