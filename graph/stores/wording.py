"""Giving a store that was made before `graph.finding` the words of whom it holds."""

import logging
from collections.abc import Awaitable, Callable, Iterable

from graph.entities import Company, Person

log = logging.getLogger("inroad.store")
WORDED: tuple[type[Person | Company], ...] = (Person, Company)  # who is found by words
WritePage = Callable[[str, type[Person | Company], str], Awaitable[list[str]]]


async def give_words(networks: Iterable[str], write_page: WritePage) -> None:
    """Write the words of everybody in *networks*; to do it again is no harm.

    *write_page* does it for the page of a network's people or companies that follows an id,
    in one transaction, and returns their ids.
    """
    done = 0
    for network in networks:
        for kind in WORDED:
            page = [""]
            while page := await write_page(network, kind, page[-1]):
                done += len(page)
                log.info("%d people and companies of an older store can be found by name", done)
