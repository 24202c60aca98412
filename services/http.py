"""The HTTP service: the door in for events, the answers out. Loopback only by default."""

import gc
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from importlib.metadata import version
from socket import socket

import uvicorn
from fastapi import FastAPI
from nats.aio.client import Client
from starlette.middleware.trustedhost import TrustedHostMiddleware

from graph.shelf import Shelf
from graph.store import GraphStore
from services import (
    agenda,
    applied,
    calendar,
    coffees,
    contract,
    explore,
    gateway,
    health,
    jottings,
    names,
    news,
    paths,
    plan,
    problems,
    query,
)
from services.builder import open_when_ready, opened
from services.desk import IndexDesk, index_desk
from services.duplicates.register import Register
from services.duplicates.routes import router as duplicates
from services.exports.routes import router as exports
from services.exports.sending import AT_ONCE
from services.fate import heard, settled
from services.gatherings.routes import router as gatherings
from services.imports.desk import ImportDesk
from services.imports.routes import router as imports
from services.keeper import Keeper
from services.live import Streams
from services.nats import ensure_free
from services.origins import OwnOrigin
from services.report.routes import router as report
from services.settings import Settings
from services.sheets.routes import router as sheets
from services.templates import templates_of
from services.web.serving import Page

log = logging.getLogger("inroad.http")


def create_app(settings: Settings) -> FastAPI:
    """The application; its store and broker are open while it runs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_when_ready(settings) as (store, broker), AsyncExitStack() as stack:
            app.state.store, app.state.broker = store, broker
            app.state.wait_for = partial(settled, store, broker)
            app.state.desk = desk = await _desk(settings, store, broker, stack)
            if desk is not None:
                app.state.wait_for = partial(_visible, desk, store, broker)
            await stack.enter_async_context(app.state.imports.open())
            stack.enter_context(_at_rest())
            yield

    app = FastAPI(
        title="Inroad",
        summary="The shortest introduction path from you to a company",
        version=version("inroad"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings, app.state.shelf = settings, Shelf()
    app.state.streams, app.state.exports = Streams(), Streams(AT_ONCE)
    app.state.duplicates = Register()
    app.state.imports = ImportDesk(settings)
    app.state.templates = templates_of(settings.own_words)
    routers = (
        paths.router, plan.router, coffees.router, calendar.router, gateway.router, agenda.router,
        sheets, gatherings, report, exports, imports, duplicates, news.router, applied.router,
        explore.router, query.router, contract.router, names.router, jottings.router,
        health.router,
    )  # fmt: skip
    for router in routers:
        app.include_router(router)
    problems.install(app)
    app.mount("/", Page(), name="page")
    app.add_middleware(OwnOrigin)
    # A page elsewhere must not reach a loopback service through a name of its own.
    if not settings.trust_network:
        hosts = ["127.0.0.1", "localhost", "[::1]", settings.host]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts)
    return app


@contextmanager
def _at_rest() -> Iterator[None]:
    """What is loaded by now stays: no collection of garbage walks it, which took 0.15 s."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


async def _desk(
    settings: Settings, store: GraphStore, broker: Client, stack: AsyncExitStack
) -> IndexDesk | None:
    """The index of the service's own network, unless it is to do without."""
    if not settings.index:
        return None
    network, snapshot = settings.network, settings.snapshot
    keeper = Keeper(snapshot, network, settings.snapshot_every) if snapshot else None
    return await opened(lambda: index_desk(store, broker, network, keeper), stack)


async def _visible(
    desk: IndexDesk, store: GraphStore, broker: Client, network: str, receipt: str
) -> None:
    """Wait for an event where it will be looked for: in the index, or in the store."""
    if desk.follower is not None and network == desk.network:
        await heard(desk.follower, store, broker, network, receipt)
    else:
        await settled(store, broker, network, receipt)


class Server(uvicorn.Server):
    """Has the streams of events end when it is to end itself: it waits for all requests."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        config = uvicorn.Config(
            app, host=settings.host, port=settings.port, log_level="warning", access_log=False,
            timeout_graceful_shutdown=10,
        )  # fmt: skip
        super().__init__(config)
        self._streams: Streams = app.state.streams

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._streams.end()
        await super().shutdown(sockets)


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        PortTaken: when another program listens there.
    """
    ensure_free(settings.port, "INROAD_PORT")
    log.info("serving on %s", settings.service_url)
    await Server(create_app(settings), settings).serve()
