"""Asking an application of this process, without a port."""

from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx
from fastapi import FastAPI


def asking(app: FastAPI) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    """A client; what the application fails at is answered by it, as in a server."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://test")


async def got(http: httpx.AsyncClient, address: str, **params: Any) -> Any:
    """What a GET answers, which succeeds."""
    answer = await http.get(address, params=params or None)
    assert answer.status_code == 200, answer.text
    return answer.json()
