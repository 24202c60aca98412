"""Serves the page: its files, and every screen's address, under a strict policy.

The browser fetches nothing from elsewhere, runs no inline script and shows the page in no
frame (Content Security Policy Level 3).
"""

from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graph.errors import InroadError

DIST: Final = Path(__file__).parent / "dist"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FOR_EVER: Final = "public, max-age=31536000, immutable"  # a built file's name changes with it


class NotBuilt(InroadError):
    """The page was not built, as in a checkout that nobody installed."""

    remedy = "install it by `pip install .`, or build it: services/web/README.md"

    def __init__(self) -> None:
        super().__init__("the page is not built")


class Page(StaticFiles):
    """The built files; an address that is none of them is a screen's, and gets index.html."""

    def __init__(self) -> None:
        super().__init__(directory=DIST, html=True, check_dir=False)
        self.config_checked = True  # a folder that is not there is told by NotBuilt

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != HTTPStatus.NOT_FOUND or not _screen(path):
                raise
            if not (DIST / "index.html").is_file():
                raise NotBuilt from missing
            response = await super().get_response("index.html", scope)
        response.headers.update(HEADERS)
        built = Path(path).parts[:1] == ("assets",)
        response.headers["Cache-Control"] = FOR_EVER if built else "no-cache"
        return response


def _screen(path: str) -> bool:
    """Whether a screen may have this address; people and companies have dots in theirs."""
    return Path(path).parts[:1] not in {("v1",), ("assets",)}
