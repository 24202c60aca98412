"""Proposals of the network last asked about, as long as it stands where it was."""

import asyncio

from graph.duplicates.census import census_of
from graph.duplicates.companies import companies_proposed
from graph.duplicates.insiders import insiders_proposed
from graph.duplicates.page import Found
from graph.duplicates.people import alike, people_proposed
from graph.store import View
from graph.strike import Seal
from schemas.questions import Asked
from services.query import Desk


class Register:
    """Looks for them one question at a time: each reads everybody."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()
        self._network = ""
        self._found = Found((), cut=False, position=-1)

    async def of(self, desk: Desk, asked: Asked) -> Found:
        """Every proposal in the network that is asked about."""
        await desk.wait(asked)

        async def work(view: View, _: Seal) -> Found:
            position = await view.position()
            if (self._network, self._found.position) != (asked.network, position):
                self._found = await looked_for(view, position)
                self._network = asked.network
            return self._found

        async with self._one_at_a_time:
            return await desk.read(asked, work)


async def looked_for(view: View, position: int) -> Found:
    """The comparing is done in a thread: it takes seconds, where there are many."""
    census = await census_of(view)
    pairs, more_people = await asyncio.to_thread(alike, census)
    companies, more_companies = await asyncio.to_thread(companies_proposed, census)
    people = await people_proposed(view, census, pairs)
    insiders, more_insiders = await insiders_proposed(view, census)
    cut = census.cut or more_people or more_companies or more_insiders
    return Found((*people, *insiders, *companies), cut=cut, position=position)
