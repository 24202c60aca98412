"""Routes whose path parameters may hold any character."""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import unquote

from fastapi.routing import APIRoute
from starlette.routing import Match

Scope = MutableMapping[str, Any]


class RawRoute(APIRoute):
    """A route matched on the path as it was sent, so that %2F stays within a parameter.

    ``uid:urn:x:a%2Fties`` is thus one ref, and a slash that is sent plain still works where
    nothing else can be meant.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        raw = scope.get("raw_path")
        sent = raw.decode("latin-1").partition("?")[0] if raw else scope["path"]
        match, found = super().matches({**scope, "path": sent})
        if match is not Match.NONE:
            sent_parameters = found.get("path_params", {})
            found["path_params"] = {
                name: unquote(value) if isinstance(value, str) else value
                for name, value in sent_parameters.items()
            }
        return match, found
