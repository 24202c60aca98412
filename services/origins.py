"""Requests that a page elsewhere makes in the browser of whoever runs this: they are refused.

There are no credentials, so a page need only know the port. Browsers say where a request comes
from: in `Sec-Fetch-Site` (W3C Fetch Metadata), and in `Origin`, which older ones send too. As in
OWASP's cheat sheet on cross-site request forgery and Go's `http.CrossOriginProtection`; stricter
in that reading is refused as well, but for links that are followed. What sends neither header is
no browser.
"""

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from services.problems import problem

OWN: Final = ("same-origin", "none")  # a page of ours; the address bar, a bookmark
READING: Final = ("GET", "HEAD")
REMEDY: Final = (
    "do it on Inroad's own page, or in a program that is not a browser; behind a proxy, let it "
    "pass on Host as the browser sent it"
)


class OwnOrigin:
    """Lets through to *app* what a page of ours asks for, or what is no browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _welcome(scope["method"], Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        detail = "a page of another site asks for this"
        refusal = problem(HTTPStatus.FORBIDDEN, detail, field="Origin", remedy=REMEDY)
        await refusal(scope, receive, send)


def _welcome(method: str, headers: Headers) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in OWN or (method in READING and _followed(headers))
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _followed(headers: Headers) -> bool:
    """Whether somebody follows a link, into a tab of its own."""
    return (
        headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )
