"""One answer on its way out: security headers, Streamlit's document made ours, pages and files compressed."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field

import brotli

from ecodash.ui.screens import PATHS
from ecodash.web.html_document import content_security_policy, language_of, localised, not_found
from ecodash.web.limits import Message, Send

_SAFE_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
_FOR_EVER = b"public, max-age=31536000, immutable"
_COMPRESSIBLE = (b"text/", b"application/javascript", b"application/json", b"image/svg")
_DATA = (b"application/json", b"text/csv", b"text/plain")
_FILES = ("/static/", "/fonts/", "/assets/")
# Streamlit's bundle and our own files are some three hundred.
_MOST_COMPRESSED = 600


@dataclass
class Answer:
    """A whole answer, or one whose body is still to come."""

    status: int
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    def header(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key.lower() == name), b"")

    def put(self, name: bytes, value: bytes) -> None:
        self.headers = [(key, old) for key, old in self.headers if key.lower() != name] + [(name, value)]

    def drop(self, *names: bytes) -> None:
        self.headers = [(key, old) for key, old in self.headers if key.lower() not in names]

    def made_safe(self) -> "Answer":
        """With what a browser must be told about every answer."""
        for name, value in _SAFE_HEADERS:
            self.put(name, value)
        if self.header(b"content-type").startswith(_DATA) and not self.header(b"content-security-policy"):
            self.put(b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
        return self

    @property
    def is_html(self) -> bool:
        return self.header(b"content-type").startswith(b"text/html")


# By what a browser calls them; the better one first. Browsers name the first where the way is encrypted.
_ENCODINGS: dict[bytes, Callable[[bytes], bytes]] = {
    b"br": lambda body: brotli.compress(body, quality=5),
    b"gzip": lambda body: gzip.compress(body, 6),
}
# Shorter than this a packet takes it as it is.
_WORTH_IT = 1_000
# A page that says who somebody is stays as long as it is: lengths of compressed pages tell what is in them.
_AS_IT_IS = ("/auth/",)


def encoding_of(accepted: bytes) -> bytes | None:
    """How a browser that accepts these gets its pages and files; None: as they are."""
    named = {part.partition(b";")[0].strip() for part in accepted.split(b",")}
    return next((encoding for encoding in _ENCODINGS if encoding in named), None)


class Compressed:
    """Pages, and files whose name or version changes with their content; files are compressed once each."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bytes], tuple[bytes, bytes]] = {}

    def lighten(self, answer: Answer, path: str, encoding: bytes) -> None:
        """Send it compressed."""
        if answer.is_html:
            if len(answer.body) < _WORTH_IT or path.startswith(_AS_IT_IS):
                return
            answer.body = _ENCODINGS[encoding](answer.body)
        # Asked for its head alone, or by a browser that went away, a file has no body: that is not to be kept.
        elif answer.header(b"content-length") != str(len(answer.body)).encode():
            return
        else:
            answer.body = self._once(answer, (path, encoding))
        answer.put(b"content-encoding", encoding)
        answer.put(b"vary", b"accept-encoding")

    def _once(self, answer: Answer, place: tuple[str, bytes]) -> bytes:
        tag = answer.header(b"etag")
        kept = self._kept.get(place)
        if kept is None or kept[0] != tag:
            if len(self._kept) >= _MOST_COMPRESSED:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[place] = (tag, _ENCODINGS[place[1]](answer.body))
        return kept[1]


class Outgoing:
    """What our routes and Streamlit send one answer to. Pages and files are held until they are whole, to be changed;
    everything else goes on as it comes."""

    def __init__(self, send: Send, path: str, query_string: bytes, is_head: bool) -> None:
        self._send = send
        self._path = path
        self._query_string = query_string
        self._is_head = is_head
        self._parts: list[bytes] = []
        self._answer: Answer | None = None
        self._is_held = False

    @property
    def has_begun(self) -> bool:
        """Whether anything was sent that cannot be taken back."""
        return self._answer is not None and not self._is_held

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(Answer(message["status"], list(message["headers"])))
        elif not self._is_held:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._parts.append(message.get("body", b""))

    async def _begin(self, answer: Answer) -> None:
        self._answer = answer
        is_file = self._path.startswith(_FILES) and answer.status == 200
        if is_file and not answer.is_html:
            answer.put(b"cache-control", _FOR_EVER)
        if self._path.startswith("/media/"):
            # What somebody downloads is theirs: a workbook, a backup.
            answer.put(b"cache-control", b"no-store")
        self._is_held = answer.is_html or (is_file and answer.header(b"content-type").startswith(_COMPRESSIBLE))
        if not self._is_held:
            answer.made_safe()
            await self._send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})

    async def finish(self, compressed: Compressed, encoding: bytes | None) -> None:
        """Change and send what was held, compressed for a browser that takes it so."""
        answer = self._answer
        if answer is None or not self._is_held:
            return
        answer.body = b"".join(self._parts)
        if answer.is_html and b'id="root"' in answer.body:
            _make_ours(answer, self._path, self._query_string)
        if encoding is not None:
            compressed.lighten(answer, self._path, encoding)
        await send_whole(self._send, answer, self._is_head)


async def send_whole(send: Send, answer: Answer, is_head: bool = False) -> None:
    """One answer at once."""
    if not is_head or answer.body:
        answer.put(b"content-length", str(len(answer.body)).encode())
    answer.made_safe()
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": b"" if is_head else answer.body})


def _make_ours(answer: Answer, path: str, query_string: bytes) -> None:
    html = answer.body
    if path.strip("/") in PATHS:
        answer.body = localised(html, query_string)
    else:
        answer.status, answer.body = 404, not_found(language_of(query_string))
    answer.put(b"content-security-policy", content_security_policy(html).encode())
    answer.put(b"cache-control", b"no-cache")
    answer.drop(b"etag", b"last-modified")
