"""The HTML document that Streamlit serves, made ours: language, title, stylesheet, links in place."""

import base64
import hashlib
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from ecodash.language import status_look
from ecodash.language.status_look import ACCENT
from ecodash.language.text import LANGUAGES, t
from ecodash.ui.screens import PATHS
from ecodash.web.streamlit_bundle import needed_scripts, script_of

ASSETS = Path(__file__).parent / "assets"
# In this order: what stands later wins.
_STYLES = (
    "base", "head", "verdict", "states", "panels", "areas", "criteria_grid", "tables", "lists", "area_map",
    "item_values", "fiscal_years", "months", "matrix", "courses", "action_plan", "live", "narrow", "print", "desk",
    "wall",
)  # fmt: skip
_AWAY = ("title", "text", "close")
_SCRIPTS = ("links.js", "copy.js", "making.js", "pictures.js", "drafts.js", "wall.js", "live.js", "away.js")

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
# Streamlit's own Latin font, which no screen of ours uses.
_FONT_PRELOAD = re.compile(r'<link\s+rel="preload"[^>]*SourceSans[^>]*/>', re.DOTALL)


@cache
def stylesheet() -> bytes:
    """Our one stylesheet with the colours of the states in front."""
    return status_look.stylesheet(ASSETS / "styles", _STYLES).encode()


@cache
def script() -> bytes:
    """Our one script: links, copying, documents in the making, pictures, drafts, the wall, what just changed."""
    written = b"".join((ASSETS / name).read_bytes() for name in _SCRIPTS)
    for name, told in (
        (b"__SCREENS__", PATHS),
        (b"__CHART_SCRIPT__", script_of("PlotlyChart")),
        (b"__TABLE_SCRIPT__", script_of("DataFrame")),
        (b"__AWAY__", {lang: {name: t(lang, f"away.{name}") for name in _AWAY} for lang in LANGUAGES}),
    ):
        written = written.replace(name, json.dumps(told).encode())
    return written


@cache
def asset_version() -> str:
    """Changes when stylesheet or script do, so that browsers may keep them for ever."""
    return hashlib.sha256(stylesheet() + script()).hexdigest()[:12]


def language_of(query_string: bytes) -> str:
    """The language a query string asks for; Thai unless it says English."""
    values = parse_qs(query_string.decode("latin-1")).get("lang", [])
    return values[-1] if values and values[-1] in LANGUAGES else LANGUAGES[0]


def localised(html: bytes, query_string: bytes) -> bytes:
    """Streamlit's document with our language, title and assets."""
    return _localised(html, language_of(query_string))


@cache
def _localised(html: bytes, lang: str) -> bytes:
    text = html.decode()
    text = text.replace('<html lang="en">', f'<html lang="{lang}" translate="no">', 1)
    # Links in place need Streamlit's page around them; the page for a wrong address goes without.
    links = f'<script src="/assets/ecodash.js?v={asset_version()}" defer></script>'
    text = text.replace("<title>Streamlit</title>", _head(lang) + links, 1)
    text = _FONT_PRELOAD.sub("", text)
    preloads = "".join(
        f'<link rel="modulepreload" crossorigin href="/static/js/{name}">'
        for name in needed_scripts()
        if name not in text
    )
    text = text.replace("</head>", preloads + "</head>", 1)
    text = re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript>{escape(t(lang, 'app.noscript'))}</noscript>",
        text,
        flags=re.DOTALL,
    )
    return text.encode()


def _head(lang: str) -> str:
    version = asset_version()
    fonts = "".join(
        f'<link rel="preload" href="/fonts/Sarabun-{weight}.woff2" as="font" type="font/woff2" crossorigin>'
        for weight in ("Regular", "SemiBold", "Bold")
    )
    return (
        f"<title>{escape(t(lang, 'app.programme'))}</title>"
        f'<meta name="description" content="{escape(t(lang, "app.description"))}">'
        f'<meta name="google" content="notranslate"><meta name="theme-color" content="{ACCENT}">'
        f'<link rel="stylesheet" href="/assets/ecodash.css?v={version}">{fonts}'
    )


@cache
def not_found(lang: str) -> bytes:
    """The page for an address that is no screen."""
    return message(lang, t(lang, "app.not_found"))


def message(lang: str, sentence: str) -> bytes:
    """A page that says one sentence and leads to the overview."""
    home = "/" if lang == LANGUAGES[0] else f"/?lang={lang}"
    return (
        f'<!DOCTYPE html><html lang="{lang}" translate="no"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{_head(lang)}</head>'
        f'<body class="stHtml lone"><h1>{escape(sentence)}</h1>'
        f'<p><a href="{home}">{escape(t(lang, "app.to_overview"))}</a></p></body></html>'
    ).encode()


@cache
def content_security_policy(html: bytes) -> str:
    """Nothing from another host, and no script but Streamlit's files, ours and its one inline line."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(html)
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "connect-src 'self' data: blob:",
            "object-src 'none'",
            "frame-ancestors 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )
