"""The port to what is kept beside the store and follows it: an index in memory, say."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from graph.entities import Entity, Key


class Replica(Protocol):
    """Entities of the kinds `FED`, as of a position of one network.

    The newest is right: what comes again changes nothing. Between two calls a tie or an
    employment may have an end that is not there yet; the call that follows brings it.
    `tests/services/replicas.py` has the plainest one.
    """

    async def load(self, position: int, scan: AsyncIterator[Entity]) -> None:
        """Begin anew with *scan*, which is as of *position* or later, here and there.

        It is called again when a reading fails midway.
        """
        ...

    async def apply(
        self, position: int, put: Sequence[Entity], delete: Sequence[tuple[type[Entity], Key]]
    ) -> None:
        """Go on to *position*: put, then delete. A key that is not there is no error."""
        ...
