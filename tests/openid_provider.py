"""A small OpenID provider: discovery, the code flow with PKCE, signed tokens, signing out.

Written on joserfc and starlette, which are here anyway. ``oidc-provider-mock`` is kept well, but what it has for Python
3.11 is a year old and brings eleven packages along.
"""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from server import free_port

CLIENT, SECRET = "ecodash", "a-secret-of-the-tests"


class Provider:
    """Vouches for whoever ``claims`` says, without asking; remembers who was signed out."""

    def __init__(self, redirect_uri: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.claims: dict[str, Any] = {"sub": "1"}
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        # What the next token is signed with: another key is a forger's.
        self.signs_with = self.key
        self.signed_out: list[str] = []
        self._redirect_uri = redirect_uri
        self._codes: dict[str, dict[str, str]] = {}

    @property
    def metadata_url(self) -> str:
        return f"{self.address}/.well-known/openid-configuration"

    async def metadata(self, request: Request) -> Response:
        places = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/end",
        }
        supported = {
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
        return JSONResponse(places | supported)

    async def authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        is_known = (asked.get("client_id"), asked.get("redirect_uri")) == (CLIENT, self._redirect_uri)
        if not is_known or asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256":
            return JSONResponse({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe(8)
        self._codes[code] = asked
        return RedirectResponse(f"{self._redirect_uri}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(self, request: Request) -> Response:
        form = await request.form()
        told = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        asked = self._codes.pop(str(form["code"]), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(str(form["code_verifier"]).encode()).digest()).rstrip(b"=")
        is_right = asked is not None and proof.decode() == asked["code_challenge"]
        if unquote(told) != f"{CLIENT}:{SECRET}" or asked is None or not is_right:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        told_of = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": asked["nonce"]}
        id_token = jwt.encode({"alg": "RS256", "kid": "one"}, told_of | self.claims, self.signs_with)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": id_token})

    async def keys(self, request: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    async def end(self, request: Request) -> Response:
        self.signed_out.append(request.query_params["client_id"])
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


@contextmanager
def providing(redirect_uri: str) -> Iterator[Provider]:
    """A provider that is there until the end."""
    provider = Provider(redirect_uri)
    routes = [
        Route("/.well-known/openid-configuration", provider.metadata),
        Route("/authorize", provider.authorize),
        Route("/token", provider.token, methods=["POST"]),
        Route("/keys", provider.keys),
        Route("/end", provider.end),
    ]
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=routes), "127.0.0.1", provider.port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield provider
    server.should_exit = True
    thread.join(timeout=10)
