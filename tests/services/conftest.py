"""A builder and the HTTP service over a real NATS and a store in a file, for one test each."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from nats.aio.client import Client

from graph.store import GraphStore
from services.broker import CONSUMER, EVENTS, connected
from services.builder import Builder, application
from services.dead import DeadLetters
from services.feed import Feed
from services.http import create_app
from services.settings import Settings
from services.stores import open_store
from tests.servers.browser import NoBrowser, chromium
from tests.servers.nats import nats_server
from tests.services.replicas import until


@dataclass(frozen=True, slots=True)
class Inroad:
    """What a test works with."""

    settings: Settings
    store: GraphStore
    broker: Client
    dead: DeadLetters

    async def settled(self) -> None:
        """Wait until no event waits or is in hand.

        The stream is asked too: a consumer hears of what was published a moment later.
        """
        js = self.broker.jetstream()
        for _ in range(600):
            info = await js.consumer_info(EVENTS, CONSUMER)
            waiting = (await js.stream_info(EVENTS)).state.messages
            if not (waiting or info.num_pending or info.num_ack_pending):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("events are not settled after 30 s")

    @asynccontextmanager
    async def building(
        self, store: GraphStore | None = None, attempts: int = 2, feed: Feed | None = None
    ) -> AsyncIterator[None]:
        store = store or self.store
        builder = Builder(store, self.dead, feed or Feed(self.broker, store), attempts)
        await builder.heal()
        app = application(self.settings, builder)
        begun = asyncio.Event()

        @app.after_startup
        async def begin() -> None:
            begun.set()

        task = asyncio.create_task(app.run(run_extra_options={}))
        await until(lambda: begun.is_set() or task.done())  # it can't be told to end before
        try:
            yield
        finally:
            app.exit()
            await task


@pytest.fixture
def own_nats(tmp_path: Path) -> Iterator[str]:
    """A NATS of one test alone: it looks at whole streams, and repeats are remembered."""
    home = tmp_path / "nats"
    home.mkdir()
    with nats_server(home) as url:
        yield url


@pytest.fixture
async def inroad(own_nats: str, tmp_path: Path) -> AsyncIterator[Inroad]:
    settings = Settings(home=tmp_path, broker=own_nats, batch_size=100)
    async with open_store(settings.store_url) as store, connected(settings) as broker:
        yield Inroad(settings, store, broker, DeadLetters(broker))


@pytest.fixture
async def http(inroad: Inroad) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the HTTP service, with a builder beside it."""
    app = create_app(inroad.settings)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
        inroad.building(),
    ):
        yield client


@pytest.fixture
async def broker(nats_url: str, tmp_path: Path) -> AsyncIterator[Client]:
    async with connected(Settings(home=tmp_path, broker=nats_url)) as client:
        yield client


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Any]:
    """A headless Chromium, for the tests of a file."""
    try:
        async with chromium() as found:
            yield found
    except NoBrowser as reason:
        pytest.skip(str(reason))


@pytest.fixture
def network() -> str:
    """Fresh for each test: the broker is shared by all."""
    return f"test-{uuid.uuid4().hex[:12]}"
