"""The Cypher that each kind of entity has of its own.

`Kind`, `A`, `B` and `REL` are put in once, when the module is loaded, from the tables of
`graph.stores.neo4j_labels`; whatever comes from outside is a parameter.
"""

from dataclasses import dataclass, replace
from typing import Any

from graph.entities import MATTERS, NAMED, Identifier, Record
from graph.stores.neo4j_labels import ENDS, LABELS, LINKED


@dataclass(frozen=True, slots=True)
class Statements:
    """What is done with one kind of entity: $rows are rows, or keys to load or delete."""

    load: str
    create: str
    update: str
    delete: str
    scan: str
    count: str
    since: str
    touching: str = ""

    def of(self, **words: str) -> "Statements":
        """These statements with each of *words* put in."""
        texts = [getattr(self, name) for name in self.__slots__]
        for word, label in words.items():
            texts = [text.replace(word, label) for text in texts]
        return Statements(*texts)


NODE = Statements(
    load="""
UNWIND $rows AS row
MATCH (n:Kind {key: row})
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN [n IN found[place..place + 500] | properties(n)] AS rows
""",
    create="UNWIND $rows AS row CREATE (n:Kind) SET n = row",
    update="UNWIND $rows AS row MATCH (n:Kind {key: row.key}) SET n = row",
    delete="UNWIND $rows AS row MATCH (n:Kind {key: row}) DETACH DELETE n",
    scan="MATCH (n:Kind) WHERE n.key STARTS WITH $prefix RETURN properties(n) AS row",
    count="MATCH (n:Kind) WHERE n.key STARTS WITH $prefix RETURN count(n) AS row",
    since="""
MATCH (n:Kind) WHERE n.network = $network AND n.version > $position
RETURN properties(n) AS row
""",
)
NAME = Statements(
    load=NODE.load,
    create="UNWIND $rows AS row MERGE (n:Name {key: row.key}) SET n = row SET n:Kind",
    update=NODE.update,
    delete="""
UNWIND $rows AS row
MATCH (n:Kind {key: row})
SET n = {key: row, network: n.network}
REMOVE n:Kind
""",
    scan=NODE.scan,
    count=NODE.count,
    since=NODE.since,
)
PAIR = Statements(
    load="""
UNWIND $rows AS row
MATCH ()-[r:REL {key: row}]->()
WITH collect(r) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN [r IN found[place..place + 500] | properties(r)] AS rows
""",
    create="""
UNWIND $rows AS row
MATCH (a:A {key: row.from})
MATCH (b:B {key: row.to})
CREATE (a)-[r:REL]->(b)
SET r = row.row
""",
    update="UNWIND $rows AS row MATCH ()-[r:REL {key: row.key}]->() SET r = row",
    delete="UNWIND $rows AS row MATCH ()-[r:REL {key: row}]->() DELETE r",
    scan="MATCH ()-[r:REL]->() WHERE r.key STARTS WITH $prefix RETURN properties(r) AS row",
    count="MATCH ()-[r:REL]->() WHERE r.key STARTS WITH $prefix RETURN count(r) AS row",
    since="""
MATCH ()-[r:REL]->() WHERE r.network = $network AND r.version > $position
RETURN properties(r) AS row
""",
    touching="""
UNWIND $rows AS row
CALL (row) {
    MATCH (:A {key: row})-[r:REL]->()
    RETURN r
    UNION
    MATCH (:B {key: row})<-[r:REL]-()
    RETURN r
}
WITH DISTINCT r
WITH collect(r) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN [r IN found[place..place + 500] | properties(r)] AS rows
""",
)

MATTERS_TOUCHING = """
UNWIND $rows AS row
MATCH (:Name {key: row})<-[:CONCERNS]-(n:Kind)
WITH DISTINCT n
WITH collect(n) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN [n IN found[place..place + 500] | properties(n)] AS rows
"""
MAKE_RECORDS = """
UNWIND $rows AS row
CREATE (e:Event)
SET e = row.row
WITH e, row
UNWIND row.names AS name
MATCH (n:Name {key: name})
CREATE (e)-[:NAMES]->(n)
"""
LINK_NAME = """
UNWIND $rows AS row
MATCH (e:Kind {key: row.key})
MATCH (n:Name {key: row.to})
CREATE (e)-[:REL]->(n)
"""
UNLINK_NAME = """
UNWIND $rows AS row
MATCH (:Kind {key: row.key})-[r:REL]->(n:Name)
WHERE n.key = row.to
DELETE r
"""


def _statements(kind: type[Any]) -> Statements:
    if kind in ENDS:
        a, b = (LABELS[end] for end in ENDS[kind])
        return PAIR.of(REL=LABELS[kind]).of(**{":A ": f":{a} ", ":B ": f":{b} "})
    if kind is Record:
        return replace(NODE.of(Kind=LABELS[kind]), create=MAKE_RECORDS)
    node = NAME if kind is Identifier or kind in NAMED else NODE
    touching = MATTERS_TOUCHING if kind in MATTERS else ""
    return replace(node, touching=touching).of(Kind=LABELS[kind])


STATEMENTS: dict[type[Any], Statements] = {kind: _statements(kind) for kind in LABELS}
LINK, UNLINK = (
    {
        kind: statement.replace("Kind", LABELS[kind]).replace("REL", link)
        for kind, link in LINKED.items()
    }
    for statement in (LINK_NAME, UNLINK_NAME)
)
