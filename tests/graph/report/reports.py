"""A report on Bob, over whatever has been told."""

from collections.abc import Iterable
from typing import Any

from graph.lookup import person_of
from graph.report.answer import read, told, worked_out
from graph.store import DEFAULT_NETWORK, GraphStore, View, seal
from graph.strike import Arrival
from schemas.report import Report, ReportQuestion
from tests import builders
from tests.builders import BOB


async def report_in(store: GraphStore, whom: str = BOB, **asked: Any) -> Report:
    """The report on somebody until June 2026, when not asked for otherwise."""
    question = ReportQuestion.model_validate({"until": "2026-06-01", **asked})
    sealing = seal(store.secret, DEFAULT_NETWORK)

    async def work(view: View) -> Report:
        worked = worked_out(await read(view, await person_of(view, sealing, whom, "ref"), question))
        return await told(view, DEFAULT_NETWORK, worked)

    return await store.read(DEFAULT_NETWORK, work)


async def report_on(arrivals: Iterable[Arrival], whom: str = BOB, **asked: Any) -> Report:
    return await report_in(await builders.told(arrivals), whom, **asked)
