"""Keys and rows of entities as they rest in Neo4j."""

from typing import Any

from graph.codec import Row, to_row
from graph.entities import FED, NAMED, Company, Entity, Key, Person, Record
from graph.finding import name_of, words_of
from graph.stores.neo4j_labels import ENDS
from graph.stores.neo4j_words import tokens


def key_text(network: str, *parts: str) -> str:
    """*parts* in a network as one text, such that no two ever share one."""
    return "|".join([_escaped(part) for part in (network, *parts)])


def _escaped(part: str) -> str:
    if "|" not in part and "\\" not in part:
        return part
    return part.replace("\\", "\\\\").replace("|", "\\|")


def key_of(network: str, kind: type[Any], key: Key) -> str:
    """What an entity's `key` property holds; what events name by an id has that of its name."""
    if kind in NAMED:
        return key_text(network, f"{NAMED[kind]}:{key[0]}")
    return key_text(network, *key)


def row_of(network: str, entity: Entity, version: int) -> Row:
    """The properties of a node or a relationship."""
    key = key_of(network, type(entity), entity.key)
    row = {**to_row(entity), "key": key, "network": network, "version": version}
    match entity:
        case Person():
            return row | words_row(network, entity)
        case Company():
            line = {"line": entity.line} if entity.line else {}
            return row | words_row(network, entity) | line
        case _:
            return row


def words_row(network: str, whom: Person | Company) -> Row:
    """The properties by which somebody is found."""
    words = tokens(network, words_of(whom))
    return {"folded_name": key_text(network, name_of(whom)), "words": words}


def created_row(network: str, entity: Entity, version: int) -> Row:
    """What creating takes: the properties, and the keys of both ends or of what is named."""
    row = row_of(network, entity, version)
    if isinstance(entity, Record):
        return {"row": row, "names": [key_text(network, name) for name in sorted({*entity.names})]}
    ends = ENDS.get(type(entity))
    if ends is None:
        return row
    start, end = (
        key_of(network, kind, (part,)) for kind, part in zip(ends, entity.key, strict=True)
    )
    return {"from": start, "to": end, "row": row}


def deleted_key(network: str, kind: type[Any], key: Key) -> str:
    """The key of the mark that an entity leaves when it goes, to be sealed.

    Sealed, since the mark of an identifier must not keep what may be erased one day.
    """
    return key_text(network, kind.__name__, *key)


def deleted_row(network: str, kind: type[Any], key: Key, version: int) -> Row:
    """A mark without its key. Ids and no identifiers are told in it."""
    row: Row = {"kind": kind.__name__, "network": network, "version": version}
    return {**row, "parts": list(key)} if kind in FED else row
