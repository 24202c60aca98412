"""One network of a Neo4j as read within one transaction."""

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any, TypeVar, cast

from neo4j import AsyncManagedTransaction

from graph.codec import from_row
from graph.entities import FED, Company, Entity, Identifier, Key, Person, Record, Tie
from graph.epochs import Epoch
from graph.finding import as_name
from graph.fold import Changes
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j_finding import NAMES_OF, WORDS_OF
from graph.stores.neo4j_memory import At
from graph.stores.neo4j_rows import key_of, key_text
from graph.stores.neo4j_statements import STATEMENTS
from graph.stores.neo4j_words import search

E = TypeVar("E", bound=Entity)
W = TypeVar("W", bound=Person | Company)
CHUNK = 2_000  # rows a statement
MOST_RECORDS = 2**31 - 1  # LIMIT takes no null
_FED: dict[str, type[Any]] = {kind.__name__: kind for kind in FED}


class Neo4jView:
    """A network as read. Neo4j reads what is committed, each statement anew.

    What was loaded is remembered: it is not asked for again, and `Neo4jTransaction.save` knows
    what there is.
    """

    def __init__(self, tx: AsyncManagedTransaction, network: str) -> None:
        self._tx = tx
        self._network = network
        self.seen: dict[At, Entity | None] = {}

    async def position(self) -> int:
        rows = [row async for row in self._ask(cypher.POSITION, network=self._network)]
        return int(rows[0]) if rows else 0

    async def load(self, kind: type[E], keys: Collection[Key]) -> dict[Key, E]:
        """What was seen needs no asking."""
        unknown = [key for key in keys if (kind, key) not in self.seen]
        found = await self._loaded(kind, [key_of(self._network, kind, key) for key in unknown])
        self.seen.update(((kind, key), None) for key in unknown)
        self._learnt(found)
        known = {key: self.seen[kind, key] for key in keys}
        return {key: cast("E", entity) for key, entity in known.items() if entity is not None}

    async def touching(self, kind: type[E], ends: Collection[str]) -> list[E]:
        return await self._with_ends(kind, STATEMENTS[kind].touching, ends)

    async def open_ties(self, people: Collection[str]) -> list[Tie]:
        return await self._with_ends(Tie, cypher.OPEN_TIES, people)

    async def companies_in(self, line: str, limit: int) -> list[Company]:
        """A company without a line has none in Neo4j either."""
        asked = self._ask(cypher.COMPANIES_IN, network=self._network, line=line, limit=limit)
        return self._learnt([from_row(Company, row) async for rows in asked for row in rows])

    async def naming(
        self,
        groups: Collection[Collection[str]],
        *,
        types: Collection[str] = (),
        live: bool = True,
        after: Key = (),
        limit: int | None = None,
    ) -> list[Record]:
        source, id_ = after or ("", "")
        asked = self._ask(
            cypher.NAMING,
            keys=[[key_text(self._network, name) for name in group] for group in groups],
            groups=[list(group) for group in groups],
            types=list(types),
            live=live,
            source=source,
            id=id_,
            limit=MOST_RECORDS if limit is None else limit,
        )
        return self._learnt([from_row(Record, row) async for rows in asked for row in rows])

    async def beginning(self, kind: type[W], words: Sequence[str], limit: int) -> list[W]:
        if not words:
            return []
        name = key_text(self._network, as_name(words))
        found = await self._page(kind, NAMES_OF[kind], name=name, limit=limit)
        if len(found) < limit:
            query = search(self._network, words)
            asked = {"query": query, "network": self._network, "limit": limit}
            found += await self._page(kind, WORDS_OF[kind], **asked)
        return list({one.key: one for one in found}.values())[:limit]

    async def count(self, kind: type[Entity]) -> int:
        asked = self._ask(STATEMENTS[kind].count, prefix=self._prefix)
        return sum([int(row) async for row in asked])

    async def scan(self, kind: type[E]) -> AsyncIterator[E]:
        async for row in self._ask(STATEMENTS[kind].scan, prefix=self._prefix):
            yield from_row(kind, row)

    async def changes_since(self, position: int) -> Changes:
        at = {"network": self._network, "position": position}
        put = [
            from_row(kind, row)
            for kind in FED
            async for row in self._ask(STATEMENTS[kind].since, **at)
        ]
        gone = [
            (_FED[row["kind"]], tuple(row["parts"]))
            async for row in self._ask(cypher.GONE_SINCE, **at)
        ]
        return Changes(put=tuple(put), delete=tuple(gone))

    async def epochs(self) -> list[Epoch]:
        return [Epoch(*row) async for row in self._ask(cypher.EPOCHS, network=self._network)]

    @property
    def _prefix(self) -> str:
        return key_text(self._network, "")

    async def _with_ends(self, kind: type[E], statement: str, ends: Collection[str]) -> list[E]:
        texts = [key_text(self._network, end) for end in ends]
        found = self._learnt(await self._found(kind, statement, texts))
        distinct = {entity.key: entity for entity in found}
        return [distinct[key] for key in sorted(distinct)]

    async def _loaded(self, kind: type[Any], texts: Sequence[str]) -> list[Any]:
        """Entities by what their `key` holds; an identifier brings along whose it is."""
        if kind is not Identifier:
            return await self._found(kind, STATEMENTS[kind].load, texts)
        pairs = [pair async for pair in self._listed(cypher.WITH_OWNERS, texts)]
        people = [from_row(Person, pair["person"]) for pair in pairs if pair["person"]]
        companies = [from_row(Company, pair["company"]) for pair in pairs if pair["company"]]
        return [*(from_row(Identifier, pair["row"]) for pair in pairs), *people, *companies]

    async def _page(self, kind: type[E], statement: str, **parameters: object) -> list[E]:
        asked = self._ask(statement, **parameters)
        return [from_row(kind, row) async for rows in asked for row in rows]

    async def _found(self, kind: type[E], statement: str, texts: Sequence[str]) -> list[E]:
        return [from_row(kind, row) async for row in self._listed(statement, texts)]

    async def _listed(self, statement: str, texts: Sequence[str]) -> AsyncIterator[Any]:
        for chunk in chunks(texts):
            async for rows in self._ask(statement, rows=chunk):
                for row in rows:
                    yield row

    def _learnt(self, entities: list[E]) -> list[E]:
        self.seen.update(((type(entity), entity.key), entity) for entity in entities)
        return entities

    async def _ask(self, statement: str, **parameters: object) -> AsyncIterator[Any]:
        """The one value of every record of an answer, as it streams in."""
        result = await self._tx.run(statement, parameters)
        async for record in result:
            yield record[0]


def chunks(rows: Sequence[object]) -> list[Sequence[object]]:
    return [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
