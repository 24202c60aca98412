"""The HTTP service on a port, and a reader of its server-sent events, for tests of streams."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from graph.strike import Arrival
from services.broker import connected
from services.dead import DeadLetters
from services.http import Server, create_app
from services.settings import Settings
from services.stores import open_store
from tests.servers.nats import nats_server
from tests.servers.ports import free_port
from tests.services.conftest import Inroad
from tests.services.replicas import until


@dataclass(frozen=True, slots=True)
class Served:
    """A service in this process."""

    app: FastAPI
    server: Server
    http: httpx.AsyncClient
    serving: asyncio.Task[None]


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[Served]:
    """The service by *settings*, on a port of its own."""
    settings = settings.model_copy(update={"port": free_port()})
    app = create_app(settings)
    server = Server(app, settings)
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started or serving.done())
    try:
        async with httpx.AsyncClient(base_url=settings.service_url, timeout=60) as http:
            yield Served(app, server, http, serving)
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def telling(home: Path, story: Sequence[Any]) -> AsyncIterator[Served]:
    """A service with its broker and a builder, and *story*, of CloudEvents, folded."""
    (home / "nats").mkdir()
    with nats_server(home / "nats") as broker_url:
        settings = Settings(home=home, broker=broker_url)
        async with open_store(settings.store_url) as store, connected(settings) as broker:
            inroad = Inroad(settings, store, broker, DeadLetters(broker))
            async with inroad.building(), served(settings) as service:
                if story:
                    told = await service.http.post("/v1/events", json=list(story))
                    assert told.status_code == 202, told.text
                    await inroad.settled()
                yield service


def sent(arrivals: Iterable[Arrival]) -> list[Any]:
    """*arrivals* as an app sends them."""
    return [json.loads(one.body) for one in arrivals]


@dataclass(frozen=True, slots=True)
class Event:
    """As a browser gets it."""

    id: str
    event: str
    data: str


async def events(
    http: httpx.AsyncClient, address: str, last: str = ""
) -> AsyncGenerator[Event, None]:
    """The events of a stream, until it ends; an empty one for each sign of life."""
    headers = {"Last-Event-ID": last} if last else {}
    async with http.stream("GET", address, headers=headers) as answer:
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            if line:
                fields[name] = value
            else:
                yield Event(*(fields.get(name, "") for name in ("id", "event", "data")))
                fields = {}


async def heard(http: httpx.AsyncClient, address: str, most: int, last: str = "") -> list[Event]:
    """The next *most* events of a stream, which is left then."""
    found: list[Event] = []
    async with asyncio.timeout(60), aclosing(events(http, address, last)) as coming:
        async for one in coming:
            found += [one] if one.event else []
            if len(found) == most:
                return found
    raise AssertionError(f"the stream ended after {len(found)} events")
