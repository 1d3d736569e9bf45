"""The pace of the websocket: one visitor's flood stops nobody else, and nothing that was pressed is lost."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from ecodash.web.limits import Bucket, Listener, Visitors
from loops import run
from server import serving

# Put before the server's own start: counts every run of the script that is begun.
_COUNTING = """
import os
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
begin = ScriptRunner.start
def counted(self):
    with open(os.environ["RUNS_FILE"], "a") as file:
        file.write("x")
    begin(self)
ScriptRunner.start = counted
"""


def run_again(query: str = "", *, pressed: str = "", fragment: str = "", **values: str) -> bytes:
    """A page's wish to run the script anew, with what its widgets hold."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    for name, value in values.items():
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = name, value
    if pressed:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = pressed, True
    return message.SerializeToString()


def opened(address: str) -> ClientConnection:
    """A tab, which asks for no sign of life: how long a server may take is not what is tested."""
    return connect(address.replace("http", "ws") + "/_stcore/stream", ping_interval=None)


def until_shown(page: ClientConnection) -> None:
    """Wait until a run of the script has come to its end."""
    for data in page:
        message = ForwardMsg.FromString(data)  # type: ignore[arg-type]
        if message.WhichOneof("type") == "script_finished":
            return
    raise AssertionError("closed before the screen was there")


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a server, and the file to which each run of its script adds a letter."""
    folder = tmp_path_factory.mktemp("counted")
    runs = folder / "runs"
    runs.touch()
    (folder / "sitecustomize.py").write_text(_COUNTING, encoding="utf-8")
    with ExitStack() as server:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(folder))
            patch.setenv("RUNS_FILE", str(runs))
            address = server.enter_context(serving(folder / "home")).address
        yield address, runs


@pytest.mark.slow
def test_three_hundred_messages_of_one_visitor_start_few_runs_and_the_next_is_served(
    counted: tuple[str, Path],
) -> None:
    address, runs = counted
    before = len(runs.read_text())
    with opened(address) as flood, opened(address) as next_visitor:
        for n in range(300):
            flood.send(run_again(f"as_of=2024-02-{n % 28 + 1:02}&n={n}"))
        next_visitor.send(run_again("lang=en"))
        until_shown(next_visitor)
        assert 2 <= len(runs.read_text()) - before <= 40
        # The flood itself ends with the screen that was asked for last.
        until_shown(flood)


@pytest.mark.slow
def test_a_text_or_an_endless_flood_is_cut_off_with_a_code(counted: tuple[str, Path]) -> None:
    address, _ = counted
    with opened(address) as page:
        page.send("text")
        assert closed_with(page) == 1003
    with opened(address) as page:
        with suppress(ConnectionClosed):
            for n in range(100_000):
                page.send(run_again(pressed=f"button-{n}"))
        assert closed_with(page) == 1008


def closed_with(page: ClientConnection) -> int | None:
    """The code that a connection ends with."""
    with suppress(ConnectionClosed):
        for _ in page:
            continue
    return page.close_code


# What is heard of many messages


def heard(sent: list[bytes]) -> list[BackMsg]:
    """What Streamlit gets of messages that were all there before it asked."""

    async def listened() -> list[BackMsg]:
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        for data in sent:
            queue.put_nowait({"type": "websocket.receive", "bytes": data})
        queue.put_nowait({"type": "websocket.disconnect", "code": 1001})

        async def send(message: Any) -> None:
            raise AssertionError(message)

        listener = Listener(queue.get, send, [])
        got = []
        with listener.listening():
            while (message := await listener.receive())["type"] == "websocket.receive":
                got.append(BackMsg.FromString(message["bytes"]))
        return got

    return run(listened())


def test_of_many_wishes_the_newest_is_heard() -> None:
    got = heard([run_again(f"n={n}", search=f"คำ{n}") for n in range(12)])
    assert [each.rerun_script.query_string for each in got] == ["n=11"]


@pytest.mark.parametrize("kind", ["trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value"])
def test_whatever_was_pressed_is_heard_each_time(kind: str) -> None:
    press = BackMsg()
    state = press.rerun_script.widget_states.widgets.add()
    state.id = "save"
    if kind == "trigger_value":
        state.trigger_value = True
    elif kind == "json_trigger_value":
        state.json_trigger_value = "{}"
    else:
        getattr(state, kind).data = "ก"
    sent = [run_again(), press.SerializeToString(), run_again(), run_again(), press.SerializeToString(), run_again()]
    got = heard(sent)
    kinds = [[state.WhichOneof("value") for state in each.rerun_script.widget_states.widgets] for each in got]
    assert kinds == [[kind], [kind], []]


def test_a_form_sent_with_its_file_is_heard_with_both() -> None:
    form = BackMsg()
    button = form.rerun_script.widget_states.widgets.add()
    button.id, button.trigger_value = "send", True
    file = form.rerun_script.widget_states.widgets.add()
    file.id = "file"
    file.file_uploader_state_value.uploaded_file_info.add().file_id = "f-1"
    got = heard([run_again(note="ก"), form.SerializeToString(), run_again(note="ข"), run_again(note="ค")])
    assert form in got
    assert got[-1].rerun_script.widget_states.widgets[0].string_value == "ค"


def test_a_part_of_a_screen_takes_the_place_of_itself_alone() -> None:
    got = heard(
        [run_again("a"), run_again("b", fragment="f"), run_again("c", fragment="f"), run_again("d", fragment="g")]
    )
    assert [each.rerun_script.query_string for each in got] == ["a", "c", "d"]


def test_a_wish_that_says_less_takes_no_place() -> None:
    got = heard([run_again("a", search="ก", area="ข"), run_again("b", search="ก")])
    assert [each.rerun_script.query_string for each in got] == ["a", "b"]


def test_other_requests_keep_their_order() -> None:
    stop = BackMsg(stop_script=True)
    urls = BackMsg()
    urls.file_urls_request.request_id = "r"
    sent = [run_again("a"), stop.SerializeToString(), urls.SerializeToString(), run_again("b"), b"\xff\xff"]
    got = heard(sent[:-1])
    assert [each.WhichOneof("type") for each in got] == [
        "rerun_script", "stop_script", "file_urls_request", "rerun_script",
    ]  # fmt: skip


# How much at once


def clocked(at_once: int, per_second: float) -> tuple[Bucket, Callable[[float], None]]:
    now = [100.0]
    bucket = Bucket(at_once, per_second, lambda: now[0])
    return bucket, lambda seconds: now.__setitem__(0, now[0] + seconds)


def test_some_pass_at_once_and_the_rest_at_a_pace() -> None:
    bucket, later = clocked(20, 5)
    assert [round(bucket.take(), 6) for _ in range(23)] == [0.0] * 20 + [0.2, 0.4, 0.6]
    later(60)
    assert bucket.is_full
    assert [round(bucket.take(), 6) for _ in range(21)] == [0.0] * 20 + [0.2]


def test_an_office_behind_one_address_is_let_in_and_the_next_address_is_another() -> None:
    visitors = Visitors()
    with ExitStack() as open_tabs:
        tabs = [open_tabs.enter_context(visitors.connected("10.0.0.1")) for _ in range(150)]
        assert None not in tabs
        assert open_tabs.enter_context(visitors.connected("10.0.0.1")) is None
        assert open_tabs.enter_context(visitors.connected("10.0.0.2")) is not None
    with visitors.connected("10.0.0.1") as again:
        assert again is not None


def test_coming_back_at_once_gives_no_fresh_allowance() -> None:
    visitors = Visitors()
    with visitors.connected("10.0.0.1") as first:
        assert first is not None
        while not first.runs.take():
            pass
    with visitors.connected("10.0.0.1") as second:
        assert second is not None
        assert second.runs.take() > 0


def test_a_browser_that_is_cut_off_while_its_turn_comes_is_told_to_streamlit_as_gone() -> None:
    async def heard() -> list[str]:
        told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        may_close = asyncio.Event()

        async def to_browser(message: Any) -> None:
            await may_close.wait()

        listener = Listener(told.get, to_browser, [Bucket(1, 20.0)])
        with listener.listening():
            told.put_nowait({"type": "websocket.receive", "bytes": run_again(pressed="one")})
            first = await listener.receive()
            told.put_nowait({"type": "websocket.receive", "bytes": run_again(pressed="two")})
            second = asyncio.ensure_future(listener.receive())
            await asyncio.sleep(0)
            # Text is nothing that Streamlit's page ever sends: the browser is cut off before its second turn came.
            told.put_nowait({"type": "websocket.receive", "text": "?"})
            await asyncio.wait([second], timeout=0.2)
            may_close.set()
            return [first["type"], (await second)["type"]]

    assert run(heard()) == ["websocket.receive", "websocket.disconnect"]
