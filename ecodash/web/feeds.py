"""``/calendar.ics`` and ``/feed.atom``: what other programs subscribe to."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ecodash import facts
from ecodash.access.feed_keys import KEY
from ecodash.api.calendar_feed import calendar
from ecodash.api.change_feed import feed
from ecodash.api.query import Query, read_question
from ecodash.language.refusal import Refusal
from ecodash.store.store import Store
from ecodash.web.api import answered
from ecodash.web.documents import address_for

# Programs ask again by themselves; what is due does not change by the minute.
_KEPT = {"cache-control": "private, max-age=900"}


def _read(store: Store, query: Query) -> facts.Selection:
    """The selection; what is due and what was recorded lately is only told as it is known now."""
    for name in ("eve", "known_at"):
        if query.get(name):
            raise Refusal("api.unknown_parameter", parameter=name, value=query[name])
    return read_question(store, query)[0]


async def days(request: Request) -> Response:
    """Due days and meetings of an agency, a body or an area."""

    def send(store: Store, query: Query) -> Response:
        rest = _without_key(query)
        body = rest.pop("body", "").strip() or None
        selection = _read(store, rest)
        if body and body not in {row["code"] for row in facts.bodies(store, selection.as_of)}:
            raise Refusal("api.misread", parameter="body", value=body)
        written = calendar(store, selection, body, address_for(request))
        return Response(written, headers=_KEPT, media_type="text/calendar; charset=utf-8")

    return await answered(request, send, "body", KEY, is_passed_on=True)


async def changes(request: Request) -> Response:
    """What changed lately in an area, for an agency, or everywhere."""

    def send(store: Store, query: Query) -> Response:
        selection = _read(store, _without_key(query))
        return Response(
            feed(store, selection, address_for(request)),
            headers=_KEPT,
            media_type="application/atom+xml; charset=utf-8",
        )

    return await answered(request, send, KEY, is_passed_on=True)


def _without_key(query: Query) -> dict[str, str]:
    """What is asked for; whether it may be was looked at by the gate."""
    return {name: value for name, value in query.items() if name != KEY}


routes: list[BaseRoute] = [Route("/calendar.ics", days), Route("/feed.atom", changes)]
