"""Servers that several suites share; each is started once, when a test first asks."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from nats.aio.transport import TcpTransport

from tests.servers.nats import nats_server
from tests.servers.neo4j import Unavailable, neo4j_server

HERE: Final = Path(__file__).parent
TOGETHER: Final = {  # what would be heavy twice at once
    "neo4j": (HERE / "contract", HERE / "law", HERE / "services" / "test_follow_law.py"),
    "browser": (HERE / "services" / "page",),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where workers run tests beside each other, a file goes to one, and so do those together."""
    for item in items:
        groups = (
            name
            for name, places in TOGETHER.items()
            if any(item.path.is_relative_to(place) for place in places)
        )
        item.add_marker(pytest.mark.xdist_group(next(groups, str(item.path))))


@pytest.fixture(scope="session", autouse=True)
def _each_socket_is_closed() -> Iterator[None]:
    """nats-py 2.16 connects anew over a socket on which the server did not speak, and leaves that
    one open: a warning then, in whichever test runs when it is collected.
    """
    connect = TcpTransport.connect

    async def closing(self: TcpTransport, *where: Any, **options: Any) -> None:
        self.close()  # type: ignore[no-untyped-call]
        await connect(self, *where, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TcpTransport, "connect", closing)
        yield


@pytest.fixture(scope="session")
def neo4j_url() -> Iterator[str]:
    try:
        with neo4j_server() as url:
            yield url
    except Unavailable as reason:
        if os.environ.get("CI"):
            pytest.fail(str(reason), pytrace=False)
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def nats_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nats_server(tmp_path_factory.mktemp("nats")) as url:
        yield url
