"""Servers that several suites share; each is started once, when a test first asks."""

import os
from collections.abc import Iterator

import pytest

from tests.servers.nats import nats_server
from tests.servers.neo4j import Unavailable, neo4j_server


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
