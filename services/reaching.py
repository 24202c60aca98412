"""Answers that search for ways into many companies: from memory where that can be."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from graph.index.reach import reached
from graph.index.state import State
from graph.plan.reach import Errand, PlainReacher, Reached, Reacher
from graph.search import ViewPort
from graph.store import View
from graph.strike import Seal
from schemas.events.base import moment_text
from schemas.questions import AtTime
from services.query import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IndexReacher:
    """A `graph.plan.reach.Reacher` over one state of the index."""

    state: State

    async def reach(self, errand: Errand) -> Reached:
        return await asyncio.to_thread(reached, self.state, errand)


async def reaching(desk: Desk, asked: AtTime, work: Callable[[View, Reacher], Awaitable[T]]) -> T:
    """*work* on the index, else by the plain search on the store."""

    async def quick(state: State, view: View) -> T:
        return await work(view, IndexReacher(state))

    async def plain(view: View, _: Seal) -> T:
        return await work(view, PlainReacher(ViewPort(view)))

    index = desk.index
    if index is not None and index.network == asked.network:
        await desk.wait(asked)
        answer = await index.at_one_position(moment_text(asked.now), quick)
        if answer is not None:
            return answer
    return await desk.read(asked, plain)
