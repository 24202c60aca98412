"""All of Inroad in one process tree: NATS, builder, HTTP service, watch; state in one folder."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from graph.errors import InroadError
from services.nats import ensure_free, nats_server
from services.settings import Settings
from services.stores import open_store

STARTING = 900.0  # seconds that all of it has to become ready: kernels compile the first time
STOPPING = 15.0  # seconds that a part has to end


class PartEnded(InroadError):
    """A part of Inroad ended that should go on."""

    remedy = "see its log in the folder that `inroad up` names"


@dataclass(frozen=True, slots=True)
class Running:
    """What runs, and where."""

    service: str
    broker: str
    parts: tuple[asyncio.subprocess.Process, ...]

    async def ended(self) -> None:
        """Return when the first part ends."""
        waits = [asyncio.ensure_future(part.wait()) for part in self.parts]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Running]:
    """Start everything, yield once it is ready, and stop it all in the end.

    Raises:
        PortTaken, NoNatsServer, PartEnded, StoreError: on entering.
    """
    ensure_free(settings.port, "INROAD_PORT")
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    async with AsyncExitStack() as stack:
        port = urlsplit(settings.broker).port or 4222
        broker = await stack.enter_async_context(nats_server(settings.home / "nats", port))
        await _check_store(settings)
        start = stack.enter_async_context
        parts = await start(_part(settings, "builder")), await start(_part(settings, "serve"))
        await _ready(settings, parts)
        watch = await start(_part(settings, "watch"))  # now: what it needs is compiled by then
        yield Running(settings.service_url, broker, (*parts, watch))


async def _check_store(settings: Settings) -> None:
    """See here, where a person reads it, what is wrong with a store."""
    async with open_store(settings.store_url):
        pass


@asynccontextmanager
async def _part(settings: Settings, name: str) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        **os.environ,
        "INROAD_HOME": str(settings.home),
        "INROAD_STORE": settings.store_url,
        "INROAD_BROKER": settings.broker,
        "INROAD_HOST": settings.host,
        "INROAD_PORT": str(settings.port),
        "INROAD_NETWORK": settings.network,
    }
    with (settings.home / f"{name}.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "services.cli", name,
            stdout=log, stderr=log, env=environment, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOPPING)
    except TimeoutError:
        process.kill()
        await process.wait()


async def _ready(settings: Settings, parts: tuple[asyncio.subprocess.Process, ...]) -> None:
    async with httpx.AsyncClient(base_url=settings.service_url, timeout=2) as http:
        for _ in range(int(STARTING / 0.1)):
            if any(part.returncode is not None for part in parts):
                raise PartEnded(f"a part ended at once; its log is in {settings.home}")
            try:
                if (await http.get("/readyz")).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.1)
    raise PartEnded(f"the service is not ready after {STARTING:.0f} s; see {settings.home}")
