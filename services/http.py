"""The HTTP service: the door in for events, the answers out. Loopback only by default."""

import gc
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from importlib.metadata import version
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from nats.aio.client import Client
from nats.errors import Error as NatsError
from starlette.middleware.trustedhost import TrustedHostMiddleware

from graph.entities import Company, Introduction, Person, Record, Tie
from graph.errors import StoreError
from graph.shelf import Shelf
from graph.store import GraphStore, View
from services import agenda, calendar, contract, gateway, paths, plan, problems, query
from services.broker import CONSUMER, DEAD, EVENTS
from services.builder import open_when_ready, opened
from services.desk import IndexDesk, index_desk
from services.fate import heard, settled
from services.keeper import Keeper
from services.nats import ensure_free
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
    app.state.templates = templates_of(settings.own_words)
    routers = (
        paths.router, plan.router, calendar.router, gateway.router, agenda.router, sheets,
        query.router, contract.router,
    )  # fmt: skip
    for router in routers:
        app.include_router(router)
    app.add_api_route("/healthz", healthz, tags=["health"], summary="The process runs")
    app.add_api_route("/readyz", readyz, tags=["health"], summary="It can answer; how far it is")
    problems.install(app)
    app.mount("/", Page(), name="page")
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


async def healthz() -> dict[str, str]:
    return {"status": "ok"}


async def readyz(request: Request) -> JSONResponse:
    """Events that wait, events being applied, dead letters, and what the store holds."""
    state = request.app.state
    try:
        counts = await state.store.read(state.settings.network, _counts)
        streams = await _streams(state.broker)
    except (StoreError, NatsError, TimeoutError) as error:
        body = {"status": "not ready", "reason": str(error) or type(error).__name__}
        return JSONResponse({**body, "remedy": getattr(error, "remedy", "wait")}, 503)
    lag = streams["waiting"] + streams["in_hand"]
    return JSONResponse(
        {"status": "ready", "lag": lag, **streams, "store": counts, "index": _index(state.desk)}
    )


def _index(desk: IndexDesk | None) -> dict[str, float | None] | None:
    """Where the index is, and how far behind the latest that it has heard of."""
    if desk is None:
        return None
    lag = desk.lag
    return {
        "position": desk.replica.state.position,
        "positions_behind": lag.positions,
        "seconds_since_heard": round(lag.seconds, 1),
        "bytes": desk.replica.state.nbytes,
        "snapshot": desk.keeper.position if desk.keeper else None,
    }


async def _counts(view: View) -> dict[str, int]:
    kinds = {"events": Record, "people": Person, "companies": Company, "ties": Tie}
    counts = {name: await view.count(kind) for name, kind in kinds.items()}
    introductions = await view.count(Introduction)
    return {"position": await view.position(), **counts, "introductions": introductions}


async def _streams(broker: Any) -> dict[str, int]:
    js = broker.jetstream()
    consumer = await js.consumer_info(EVENTS, CONSUMER)
    dead = await js.stream_info(DEAD)
    return {
        "waiting": consumer.num_pending or 0,
        "in_hand": consumer.num_ack_pending or 0,
        "dead": dead.state.messages,
    }


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        PortTaken: when another program listens there.
    """
    ensure_free(settings.port, "INROAD_PORT")
    config = uvicorn.Config(
        create_app(settings), host=settings.host, port=settings.port, log_level="warning",
        access_log=False, timeout_graceful_shutdown=10,
    )  # fmt: skip
    server = uvicorn.Server(config)
    log.info("serving on %s", settings.service_url)
    await server.serve()
