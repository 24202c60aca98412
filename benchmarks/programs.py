"""Processes that can be killed and started again just as they were."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks.terminal import waiting
from services.nats import CONFIG, binary
from tests.servers.ports import answers, free_port, wait_until

STOPPING = 20.0  # seconds until a process that was asked to end is killed


@dataclass(slots=True)
class Program:
    """A command with its log; *ready* says whether it does its work."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] = lambda: True
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                self.command, stdout=out, stderr=out, start_new_session=True,
                env={**os.environ, **self.environment},
            )  # fmt: skip

    def wait(self, seconds: float = 120) -> None:
        """Until it is ready; an end before that is told with the end of its log."""
        wait_until(lambda: self._ended() or self.ready(), seconds=seconds, what=self.name)
        if self._ended():
            told = self.log.read_text(errors="replace")[-2000:]
            raise SystemExit(f"{self.name} ended at once:\n{told}")

    def kill(self) -> None:
        """As a power cut would: kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    @property
    def cpu_seconds(self) -> float:
        """What it has taken of the processors so far, its threads included."""
        if self._process is None:
            return 0.0
        told = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        user, system = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _end(self, by: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(by)
        try:
            self._process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


@dataclass(frozen=True, slots=True)
class House:
    """Inroad's processes around one store; *nats* is None when the broker was there before."""

    home: Path
    store: str
    broker: str
    service: str
    nats: Program | None
    builder: Program
    serve: Program

    def start(self) -> None:
        """Start the builder, which declares the streams, and the service."""
        self.builder.start()
        self.serve.start()
        self.serve.wait()


@contextmanager
def house(store: str, broker: str | None = None, **settings: str) -> Iterator[House]:
    """A broker of its own, or *broker*, and the builder and service as yet to be started.

    *settings* are more of their environment, as `INROAD_INDEX="false"`.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="inroad-run-"))
        home = Path(folder)
        nats = None if broker else _nats(home)
        if nats:
            stack.callback(nats.stop)
            nats.start()
            nats.wait()
        url = broker or f"nats://127.0.0.1:{nats_port(home)}"
        port = free_port()
        environment = {
            "INROAD_HOME": str(home), "INROAD_STORE": store, "INROAD_BROKER": url,
            "INROAD_PORT": str(port), **settings,
        }  # fmt: skip
        service = f"http://127.0.0.1:{port}"
        builder = _part("builder", home, environment, lambda: True)
        serve = _part("serve", home, environment, lambda: _ready(service))
        stack.callback(builder.stop)
        stack.callback(serve.stop)
        yield House(home, store, url, service, nats, builder, serve)
        with waiting("Ending the processes"):
            stack.close()


def another_service(home: House, number: int) -> tuple[Program, str]:
    """One more beside the house's, and its URL; it is the caller's to stop."""
    port = free_port()
    service = f"http://127.0.0.1:{port}"
    environment = {**home.serve.environment, "INROAD_PORT": str(port)}
    return _part("serve", home.home, environment, lambda: _ready(service), number), service


def watch_of(home: House) -> Program:
    """A watch beside the house's processes, ready once it watches; it is the caller's to stop."""
    log = home.home / "watch.log"

    def began() -> bool:
        return log.exists() and "watching from" in log.read_text(errors="replace")

    return Program(
        "inroad watch", (sys.executable, "-m", "services.cli", "watch"), log,
        home.serve.environment, began,
    )  # fmt: skip


def nats_port(home: Path) -> int:
    """The port in the configuration that `_nats` wrote."""
    return int((home / "nats.port").read_text())


def _nats(home: Path) -> Program:
    port = free_port()
    (home / "nats.port").write_text(str(port))
    configuration = home / "nats.conf"
    configuration.write_text(CONFIG.format(port=port, folder=home / "jetstream"))
    command = (binary(), "-c", str(configuration))
    return Program("nats-server", command, home / "nats.log", ready=lambda: answers(port))


def _part(
    name: str,
    home: Path,
    environment: Mapping[str, str],
    ready: Callable[[], bool],
    number: int | None = None,
) -> Program:
    command = (sys.executable, "-m", "services.cli", name)
    log = home / f"{name}{number or ''}.log"
    return Program(f"inroad {name}", command, log, environment, ready)


def _ready(service: str) -> bool:
    try:
        return httpx.get(f"{service}/readyz", timeout=5).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
