"""The plain page that every form of signing in is drawn on, and where it leads."""

from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ecodash.facts.selection import language
from ecodash.language.text import t, translator
from ecodash.ui.signed_in import has_provider
from ecodash.web.html_document import asset_version
from ecodash.web.sign_in_fields import Field

_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
_HEADERS = {"cache-control": "no-store", "content-security-policy": _POLICY}


def entry_page(
    request: Request,
    page: str,
    fields: list[Field] | None = None,
    *,
    submit: bool = False,
    problem: str | None = None,
    problem_text: str = "",
    status_code: int = 200,
) -> Response:
    lang = language(request.query_params)
    return plain_page(
        "entry.html",
        lang,
        status_code,
        title=t(lang, f"entry.{page}_title"),
        lines=[t(lang, f"entry.{page}_line")],
        problem=t(lang, f"entry_problem.{problem}") if problem else problem_text,
        fields=fields or [],
        submit=t(lang, f"entry.{page}_submit") if fields or submit else "",
        action=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        more=_more(page, lang),
        insecure=bool(fields)
        and request.url.scheme == "http"
        and request.url.hostname not in ("localhost", "127.0.0.1"),
    )


def plain_page(template: str, lang: str, status_code: int = 200, **values: object) -> HTMLResponse:
    """A page of ours that needs neither a script nor the store."""
    home = "/" if lang == "th" else f"/?lang={lang}"
    told = {"lang": lang, "t": translator(lang), "version": asset_version(), "home": home}
    html = _environment().get_template(template).render(told | values)
    return HTMLResponse(html, status_code, _HEADERS)


def _more(page: str, lang: str) -> list[tuple[str, str]]:
    """Where else from a page: what each is called, and its address."""
    query = "" if lang == "th" else f"?lang={lang}"
    if page != "login":
        return []
    account = [(t(lang, "desk.sign_in_provider"), f"/auth/account{query}")] if has_provider() else []
    return [*account, (t(lang, "entry.forgot_title"), f"/auth/forgot{query}")]


def wanted_path(request: Request) -> str | None:
    """Where somebody was going; only ever a path of ours."""
    wanted = request.query_params.get("next", "")
    is_path = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if is_path else None


def on_to(path: str, request: Request, **more: str) -> RedirectResponse:
    """On to a path, in the language and the store of this request."""
    kept = {name: value for name in ("lang", "demo") if (value := request.query_params.get(name)) and "?" not in path}
    kept |= more
    return RedirectResponse(path + (f"?{urlencode(kept)}" if kept else ""), 303, {"cache-control": "no-store"})


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
