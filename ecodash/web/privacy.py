"""``/privacy``: which personal data are held, why, how long, who sees them. Open to all, also behind a passphrase."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ecodash import stores
from ecodash.access.events import ADDRESS_DAYS, EVENT_DAYS
from ecodash.access.privacy import contact
from ecodash.access.problem import EntryProblem
from ecodash.facts.selection import language
from ecodash.maintenance.backup import DAILY, MONTHLY
from ecodash.web.entry_page import plain_page

# In the order in which a reader asks: about me, about those who record, about those who are named.
HELD = ("visit", "passphrase", "who", "named", "evidence", "workbooks", "officers", "tries", "agencies", "backups")
ASKED = ("what", "why", "until", "seen")


async def privacy(request: Request) -> Response:
    """The page; that nobody can say whom to ask keeps nobody from reading the rest."""

    def asked() -> str | None:
        try:
            return contact(stores.people())
        except EntryProblem:
            return None

    told = {"addresses": ADDRESS_DAYS, "events": EVENT_DAYS, "days": DAILY, "months": MONTHLY}
    lang = language(request.query_params)
    return plain_page("privacy.html", lang, held=HELD, asked=ASKED, told=told, contact=await run_in_threadpool(asked))


routes: list[BaseRoute] = [Route("/privacy", privacy)]
