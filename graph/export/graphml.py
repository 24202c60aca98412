"""The graph as GraphML (http://graphml.graphdrawing.org), for Gephi, yEd, networkx, igraph.

People and companies are nodes under their ids, ties and employments undirected edges; `kind`
tells which. What is not known of one is left out.
"""

import re
from collections.abc import AsyncIterator, Mapping
from typing import Final
from xml.sax.saxutils import escape

from graph.entities import Company, Employment, Person, Tie
from graph.store import View
from graph.strength import chance
from graph.telling import rounded
from graph.words import label

Value = str | bool | float | int
NODE: Final = {
    "kind": "string", "name": "string", "identifiers": "string", "headline": "string",
    "field": "string", "place": "string", "description": "string", "described": "boolean",
}  # fmt: skip
EDGE: Final = {
    "kind": "string", "evidence": "string", "open": "boolean", "sure": "double",
    "relations": "string", "first": "string", "last": "string", "direct": "int", "hard": "int",
    "soft": "int", "title": "string", "function": "string", "place": "string", "since": "string",
    "until": "string", "current": "boolean",
}  # fmt: skip
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


async def graphml(view: View, now: str) -> AsyncIterator[str]:
    """The document; *now* is the time as of which ties are sure."""
    yield _HEAD + _keys("node", NODE) + _keys("edge", EDGE) + '<graph edgedefault="undirected">\n'
    async for person in view.scan(Person):
        yield _node(person.id, of_person(person))
    async for company in view.scan(Company):
        yield _node(company.id, of_company(company))
    async for tie in view.scan(Tie):
        yield _edge(tie.key, of_tie(tie, now))
    async for employment in view.scan(Employment):
        yield _edge(employment.key, of_employment(employment, now))
    yield "</graph>\n</graphml>\n"


def of_person(person: Person) -> dict[str, Value]:
    """Attributes of a person's node."""
    return {
        "kind": "person", "name": label(person), "identifiers": " ".join(person.identifiers),
        "headline": person.headline, "field": person.field, "place": person.place,
        "description": person.description, "described": person.described,
    }  # fmt: skip


def of_company(company: Company) -> dict[str, Value]:
    """Attributes of a company's node."""
    return {
        "kind": "company", "name": label(company), "identifiers": " ".join(company.identifiers),
        "field": company.field, "place": company.place,
    }  # fmt: skip


def of_tie(tie: Tie, now: str) -> dict[str, Value]:
    """Attributes of a tie's edge; `evidence` is the strongest class of it."""
    return {
        "kind": "tie", "evidence": tie.kind, "open": tie.open, "sure": rounded(chance(tie, now)),
        "relations": " ".join(tie.relations), "first": tie.first, "last": tie.last,
        "direct": tie.direct, "hard": tie.hard, "soft": tie.soft,
    }  # fmt: skip


def of_employment(employment: Employment, now: str) -> dict[str, Value]:
    """Attributes of the edge from a person to a company."""
    return {
        "kind": "employment", "title": employment.title, "function": employment.function,
        "place": employment.place, "since": employment.since, "until": employment.until,
        "current": employment.current(now),
    }  # fmt: skip


def _keys(of: str, types: Mapping[str, str]) -> str:
    return "".join(
        f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{type_}"/>\n'
        for name, type_ in types.items()
    )


def _node(id_: str, told: Mapping[str, Value]) -> str:
    return f'<node id="{id_}">{_data("node", told)}</node>\n'


def _edge(ends: tuple[str, ...], told: Mapping[str, Value]) -> str:
    one, other = ends
    return f'<edge source="{one}" target="{other}">{_data("edge", told)}</edge>\n'


def _data(of: str, told: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{of}-{name}">{_text(value)}</data>'
        for name, value in told.items()
        if value != ""
    )


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return escape(_NO_XML.sub("\ufffd", value)) if isinstance(value, str) else str(value)
