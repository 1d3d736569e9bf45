"""Sending: one plain text to one address, over one connection for all of an act. Slow; not for the event loop."""

import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from ecodash.mail.settings import MailProblem, Security, Server, checked_address

SECONDS = 10
_LONGEST_SUBJECT = 150
# OpenSSL's numbers for why a certificate is not believed (x509_vfy.h); else nobody here vouches for its issuer.
_CERTIFICATES = {9: "certificate_day", 10: "certificate_day", 62: "certificate_name", 64: "certificate_name"}


@dataclass(frozen=True)
class Letter:
    """What is sent to one address."""

    to: str
    subject: str
    text: str


def send(server: Server, letters: Sequence[Letter]) -> dict[Letter, MailProblem | None]:
    """Send every letter; None for each that the server took, else why it did not go. Nothing is tried twice."""
    told: dict[Letter, MailProblem | None] = {}
    try:
        with _connected(server) as connection:
            for letter in letters:
                told[letter] = _sent(connection, server, letter)
    except MailProblem as problem:
        told |= dict.fromkeys((letter for letter in letters if letter not in told), problem)
    return told


def _sent(connection: smtplib.SMTP, server: Server, letter: Letter) -> MailProblem | None:
    """Why one address is not written to; whatever else is wrong is so for those after it too, and raised."""
    message = message_of(server, letter)
    try:
        with _told(letter.to):
            connection.send_message(message)
    except MailProblem as problem:
        if problem.code != "recipient":
            raise
        return problem
    return None


def message_of(server: Server, letter: Letter) -> EmailMessage:
    """The letter as it is sent. What people typed stands in one line of a header, whatever they typed."""
    message = EmailMessage(policy=SMTP)
    message["From"] = checked_address(server.sender)
    message["To"] = checked_address(letter.to)
    message["Subject"] = " ".join("".join(c if c.isprintable() else " " for c in letter.subject).split())[
        :_LONGEST_SUBJECT
    ]
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, charset="utf-8", cte="base64")
    return message


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    with _told(host=server.host):
        connection = _opened(server)
    try:
        with _told(host=server.host):
            if server.security is Security.STARTTLS:
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
        yield connection
    finally:
        # Whether the server says good-bye changes nothing of what it took.
        connection.close()


def _opened(server: Server) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


@contextmanager
def _told(to: str = "", host: str = "") -> Iterator[None]:
    """What a server or the way to it answers, as a sentence for people."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise MailProblem("sign_in") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise MailProblem("recipient", to=to) from error
    except smtplib.SMTPSenderRefused as error:
        raise MailProblem("sender") from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailProblem("not_supported") from error
    except ssl.SSLCertVerificationError as error:
        raise MailProblem(_CERTIFICATES.get(error.verify_code, "certificate_issuer"), host=host) from error
    except ssl.SSLError as error:
        raise MailProblem("tls") from error
    except TimeoutError as error:
        raise MailProblem("timeout", seconds=SECONDS) from error
    except socket.gaierror as error:
        raise MailProblem("no_such_host") from error
    except smtplib.SMTPResponseException as error:
        raise MailProblem("answer", answer=_plain(error.smtp_error)) from error
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        if isinstance(error.__context__, TimeoutError):
            raise MailProblem("timeout", seconds=SECONDS) from error
        raise MailProblem("no_connection", reason=_plain(str(error))) from error


def _plain(answer: bytes | str) -> str:
    """What a server said, on one line of which nobody needs more."""
    told = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join("".join(c if c.isprintable() else " " for c in told).split())[:200]
