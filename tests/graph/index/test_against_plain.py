"""Networkx, the plain search and the index, in all its forms, find just the same.

`benchmarks.exactness` asks about ten thousand such cases, and over Neo4j as well.
"""

import pytest

from graph.index.scratch import Scratch
from tests.graph.families import a_case
from tests.graph.index.agreement import agreed, room


@pytest.fixture(scope="module")
def scratch() -> Scratch:
    return room()


@pytest.mark.parametrize("number", range(90))
async def test_every_search_finds_the_same(number: int, scratch: Scratch) -> None:
    outcome = await agreed(a_case(number), scratch)
    assert not outcome.different
    assert not outcome.cut
