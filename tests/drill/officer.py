"""An officer who signs in by HTTP and saves survey results by the record form, as her browser does."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

_SAVED, _SAVE, _MET = "บันทึกแล้ว", "บันทึก", "ผ่าน"
_FORM = "kind=observation&area=lamphun-ban-klang&framework=diw-eit-basic12&item="


@dataclass
class Form:
    """The record form as the server drew it: the identities of its fields and of its button."""

    fields: dict[str, str] = field(default_factory=dict)
    button: str = ""
    option: str = ""
    said: str = ""

    def hear(self, data: bytes | str) -> bool:
        """Take in a message; whether the screen is done, also with what it shows once it recorded."""
        message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._element(message)
        return bool(kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def _element(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "selectbox" if element.selectbox.id.endswith("-result"):
                self.fields["result"] = element.selectbox.id
                self.option = next(each for each in element.selectbox.options if each.endswith(_MET))
            case "text_area" if element.text_area.id.endswith("-note"):
                self.fields["note"] = element.text_area.id
            case "button" if element.button.label == _SAVE:
                self.button = element.button.id
            case "exception":
                raise AssertionError(element.exception.message)
            case _:
                self.said += str(message.delta) if _SAVED in element.html.body + element.alert.body else ""


def _wish(query: str, form: Form, note: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = "record"
    if not note:
        return bytes(message.SerializeToString())
    for name, value in (("result", form.option), ("note", note)):
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = form.fields[name], value
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.trigger_value = form.button, True
    return bytes(message.SerializeToString())


class Officer:
    """Somebody at the dashboard of an address, for instance ``http://127.0.0.1:8501``."""

    def __init__(self, address: str) -> None:
        self.address, self.cookie = address, ""

    def sign_in(self, name: str, password: str) -> None:
        """Stays signed in over every restart of the server."""
        data = urllib.parse.urlencode({"name": name, "password": password}).encode()
        asked = urllib.request.Request(f"{self.address}/auth/login", data, {"Origin": self.address})
        stays = _Stays()
        with suppress(urllib.error.HTTPError):
            urllib.request.build_opener(stays).open(asked)
        self.cookie = "; ".join(each.partition(";")[0] for each in stays.cookies)
        assert self.cookie, "signed in by nothing"

    def save(self, item: int, note: str, heard: Callable[[ClientConnection], bytes | str]) -> None:
        """Record a result of an item; ``heard`` takes the next message. AssertionError unless the screen says so."""
        stream = self.address.replace("http", "ws") + "/_stcore/stream"
        headers, form = {"Cookie": self.cookie}, Form()
        with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None, additional_headers=headers) as tab:
            for asked in ("", note):
                tab.send(_wish(f"{_FORM}{item}", form, asked))
                while not form.hear(heard(tab)):
                    pass
                assert form.button, "the form has no button"
        assert form.said, "the screen does not say that it was recorded"


class _Stays(urllib.request.HTTPRedirectHandler):
    """Goes nowhere after signing in, and keeps the cookies."""

    def __init__(self) -> None:
        self.cookies: list[str] = []

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        self.cookies = headers.get_all("Set-Cookie", [])
