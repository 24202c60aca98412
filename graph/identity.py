"""Which identifiers are one person's, and by what id the world knows that person.

A person is a connected component of claims; the id is the smallest UUIDv5 (RFC 9562, 5.5)
among the identifiers', so that it depends on the component alone. Companies likewise.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import networkx as nx

from graph.entities import Identifier

NAMESPACE = uuid.UUID("6ba1c5e4-1b1d-5d0e-9a4a-1f2f6c1e7a10")


@lru_cache(maxsize=262_144)
def id_of(identifier: str) -> str:
    """The UUIDv5 of one identifier."""
    return str(uuid.uuid5(NAMESPACE, identifier))


def owner_of(component: Iterable[str]) -> str:
    """Id of the person or company whose identifiers these are."""
    return min(map(id_of, component))


def id_of_all(*parts: str) -> str:
    """One UUIDv5 of several texts together, which does not hold them."""
    return id_of(json.dumps(parts, ensure_ascii=False))


def described(informant: str, mention: str, company: str) -> str:
    """Identifier of an insider known by description only, from the names as they were given."""
    said = json.dumps([informant, mention, company], ensure_ascii=False)
    return f"described:{uuid.uuid5(NAMESPACE, said)}"


def components(identifiers: Mapping[str, Identifier]) -> Iterator[set[str]]:
    """Connected components of the claims among *identifiers*, which must hold whole components."""
    claims: nx.Graph[str] = nx.Graph()
    claims.add_nodes_from(identifiers)
    claims.add_edges_from(
        (text, other)
        for text, identifier in identifiers.items()
        for other in identifier.claims
        if other in identifiers
    )
    yield from nx.connected_components(claims)
