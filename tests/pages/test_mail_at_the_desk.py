"""E-mail at the desk: a server is set up on one screen, and an agency reminded on another, in the words for LINE."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from books import new_store
from ecodash import stores
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, Role
from ecodash.language.text import t
from ecodash.mail.sending import Letter
from ecodash.mail.settings import MailProblem, Security, Server, addresses, server, set_address, set_server
from ecodash.recording import Entry, record
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

SHELL = Path(__file__).parents[2] / "ecodash" / "shell.py"
OFFICER = Principal("สมหญิง", Role.SECRETARY)
OWNER = "ban-klang-municipality"
GIVEN = {"area": HOME_AREA, "framework": HOME_FRAMEWORK, "item": "6", "agency": OWNER, "task": "จัดทำแผน <b>*ก*",
         "assigned_on": date(2024, 2, 12), "due_on": date(2024, 6, 30)}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    store = new_store()
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))
    monkeypatch.setattr(stores, "_stores", {False: store, True: store})
    monkeypatch.setattr("ecodash.ui.signed_in.principal", lambda store: OFFICER)
    yield store
    store.close()


def shown(screen: str) -> AppTest:
    at = AppTest.from_file(str(SHELL), default_timeout=60)
    at.switch_page(f"../pages/{screen}.py")
    at.run()
    assert not at.exception
    return at


def press(at: AppTest, words: str) -> AppTest:
    next(button for button in at.button if button.label == t("th", words)).click().run()
    assert not at.exception
    return at


def test_a_secretary_sets_a_server_and_an_address_up(store: Store) -> None:
    at = shown("people")
    fields = {field.label: field for field in at.text_input}
    fields[t("th", "mail.host")].input("smtp.example.go.th")
    fields[t("th", "mail.sender")].input("eco@example.go.th")
    fields[t("th", "mail.user")].input("eco")
    fields[t("th", "mail.password")].input("ลับมาก")
    press(at, "mail.save")
    kept = server(stores.people())
    assert kept == Server("smtp.example.go.th", 587, Security.STARTTLS, "eco@example.go.th", "eco", "ลับมาก")
    assert "ลับมาก" not in " ".join([*(field.value for field in at.text_input), *(h.proto.body for h in at.get("html"))])
    next(field for field in at.text_input if field.label == t("th", "mail.address")).input("tesaban@example.go.th")
    at.selectbox(key="mail-agency").select(next(o for o in at.selectbox(key="mail-agency").options if "บ้านกลาง" in o))
    press(at, "mail.save_address")
    assert list(addresses(stores.people()).values()) == ["tesaban@example.go.th"]


def test_an_agency_is_sent_the_text_for_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record(store, OFFICER, [Entry("assignment", GIVEN)])
    assert t("th", "mail.send") not in [button.label for button in shown("desk").button]
    set_server(stores.people(), Server("smtp.example.go.th", 587, Security.STARTTLS, "eco@example.go.th"), "-")
    set_address(stores.people(), OWNER, "tesaban@example.go.th", "-")
    asked: list[Letter] = []
    silent = MailProblem("timeout", seconds=10)
    problem: MailProblem | None = silent

    def send(server: Server, letters: Sequence[Letter]) -> dict[Letter, MailProblem | None]:
        asked.extend(letters)
        return dict.fromkeys(letters, problem)

    monkeypatch.setattr("ecodash.ui.desk.mail.send", send)
    at = shown("desk")
    (box,) = at.multiselect
    box.select(box.options[0])
    press(at, "mail.send")
    assert [error.value for error in at.error] == [
        t("th", "mail.not_sent", to="tesaban@example.go.th", why=silent.sentence("th"))
    ]
    problem = None
    press(at, "mail.send")
    assert at.success[0].value == t("th", "mail.sent", to="tesaban@example.go.th")
    letter = asked[-1]
    assert (letter.to, letter.text) == ("tesaban@example.go.th", at.code[0].value)
    assert "จัดทำแผน <b>*ก*" in letter.text
    assert letter.subject == letter.text.split("\n")[0]
    assert [event.about for event in stores.people().events() if event.what == "mail_sent"] == [f"{OWNER} {letter.to}"]
