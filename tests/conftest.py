"""Servers that several suites share; each is started once, when a test first asks."""

import os
from collections.abc import Iterator
from typing import Any, Final

import pytest
from nats.aio.transport import TcpTransport
from xdist.scheduler import LoadScopeScheduling

from tests.servers.nats import nats_server
from tests.servers.neo4j import Unavailable, neo4j_server

NEO4J: Final = ("tests/contract/", "tests/law/", "tests/services/test_follow_law.py")


class Together(LoadScopeScheduling):
    """Where workers run tests beside each other, a file goes to one, and all with a Neo4j do.

    Marks of groups would say it, but xdist 3.8 misses them under pytest 9.2 (its issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        return "neo4j" if nodeid.startswith(NEO4J) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


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
