"""A NATS server with JetStream that keeps what it acknowledged."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.nats import binary
from tests.servers.ports import answers, free_port, wait_until

CONFIGURATION = """\
listen: "127.0.0.1:{port}"
jetstream {{
  store_dir: "{store}"
  sync_interval: always
}}
"""


@contextmanager
def nats_server(home: Path, port: int | None = None) -> Iterator[str]:
    """URL of a server that keeps its streams in *home*."""
    port = port or free_port()
    configuration = home / "nats.conf"
    configuration.write_text(CONFIGURATION.format(port=port, store=home / "jetstream"))
    with (
        (home / "nats.log").open("ab") as log,
        subprocess.Popen([binary(), "-c", configuration], stdout=log, stderr=log) as server,
    ):
        try:
            wait_until(lambda: answers(port) or server.poll() is not None, seconds=20, what="NATS")
            assert server.poll() is None, (home / "nats.log").read_text()[-500:]
            yield f"nats://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)
