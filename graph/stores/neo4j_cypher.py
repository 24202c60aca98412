"""The Cypher of `graph.stores.neo4j`, all of it constants with parameters.

What a reader finds in Neo4j Browser:

    (:Event)-[:NAMES]->(:Name)              everything that an event names; besides being a
    (:Name:Identifier)                      name, it is what the events say under it; and so are
    (:Name:Introduction), (:Name:Ask), (:Name:Sheet), (:Name:Question), (:Name:Gathering)
    (:Reply), (:Goal), (:Target), (:Intel), (:Thanks)   matters that no event names by an id
    (:Ask)-[:CONCERNS]->(:Identifier), (:Reply)-[:CONCERNS]->(:Ask)   and so every matter
    (:Identifier)-[:CONTACT]->(:Identifier), (:Identifier)-[:POST]->(:Identifier)
    (:Person|Company)-[:KNOWN_AS]->(:Identifier)
    (:Person)-[:TIE]->(:Person), (:Person)-[:WORKS_AT]->(:Company)
    (:Retraction), (:Tombstone), (:Deleted), (:Network), (:Inroad)

A :Person and a :Company are found by their `folded_name`, which begins with the network, and
by `words`, each of which begins with a digest of it.

Every one but :Inroad and :Network has a `key` that begins with its network, and all that
changes a `version`: the network's position when it last did. A :Name stays for as long as
an event names it; the label :Identifier or :Ask goes with the entity.

Entities are answered in lists, `rows`: a record costs Neo4j and the driver more than what is
in it.

`Kind`, `A`, `B`, `REL` and `Word` below are put in once, when the module is loaded, from the
tables at its end; whatever comes from outside is a parameter.
"""

from dataclasses import dataclass, replace
from typing import Any

from graph.entities import (
    FED,
    MATTERS,
    NAMED,
    Ask,
    Company,
    Contact,
    Employment,
    Entity,
    Gathering,
    Goal,
    Identifier,
    Intel,
    Introduction,
    Person,
    Post,
    Question,
    Record,
    Reply,
    Retraction,
    Sheet,
    Target,
    Thanks,
    Tie,
    Tombstone,
)

AWAIT_INDEXES = "CALL db.awaitIndexes(120)"
CHECKPOINT = "CALL db.checkpoint()"
PING = "RETURN 1"

FIND_INROAD = "MATCH (n:Inroad {name: 'inroad'}) RETURN properties(n) AS row"
MAKE_INROAD = """
MERGE (n:Inroad {name: 'inroad'})
ON CREATE SET n.migration = $migration, n.weights = $weights, n.secret = $secret
RETURN properties(n) AS row
"""
MIGRATED = "MATCH (n:Inroad {name: 'inroad'}) SET n.migration = $migration"
ADOPT = "MATCH (n:Inroad {name: 'inroad'}) SET n.weights = $weights, n.secret = $secret"

NETWORKS = "MATCH (n:Network) RETURN n.name AS row ORDER BY row"
POSITION = "MATCH (n:Network {name: $network}) RETURN n.position AS row"
LOCK = """
MERGE (n:Network {name: $network})
ON CREATE SET n.position = 0
SET n.locked = true
WITH n
REMOVE n.locked
RETURN n.position AS position,
  EXISTS { MATCH (d:Deleted) WHERE d.network = $network AND d.version > 0 } AS marked
"""
MOVE_ON = "MATCH (n:Network {name: $network}) SET n.position = $position"

EPOCHS = """
MATCH (n:Network {name: $network})
UNWIND range(0, coalesce(size(n.epochs), 0) - 1) AS place
RETURN [n.epochs[place], n.epochs_since[place]] AS row
"""
PUT_EPOCHS = """
MATCH (n:Network {name: $network}) SET n.epochs = $ids, n.epochs_since = $since
"""

# Of the groups, the one whose names the fewest events name is walked from.
NAMING = """
UNWIND range(0, size($keys) - 1) AS place
UNWIND $keys[place] AS key
MATCH (n:Name {key: key})
WITH place, collect(n) AS found, sum(COUNT { (n)<-[:NAMES]-() }) AS events
ORDER BY events LIMIT 1
UNWIND found AS n
MATCH (n)<-[:NAMES]-(e:Event)
WITH DISTINCT e, place
WHERE all(other IN range(0, size($groups) - 1)
          WHERE other = place OR any(name IN e.names WHERE name IN $groups[other]))
  AND ($types = [] OR e.type IN $types)
  AND (NOT $live OR e.status = 'applied')
  AND (e.source > $source OR (e.source = $source AND e.id > $id))
WITH e ORDER BY e.source, e.id LIMIT $limit
WITH collect(e) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN [e IN found[place..place + 500] | properties(e)] AS rows
"""

WITH_OWNERS = """
UNWIND $rows AS row
MATCH (n:Identifier {key: row})
OPTIONAL MATCH (n)<-[:KNOWN_AS]-(p:Person)
OPTIONAL MATCH (n)<-[:KNOWN_AS]-(c:Company)
WITH collect({row: properties(n), person: properties(p), company: properties(c)}) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN found[place..place + 500] AS rows
"""
OPEN_TIES = """
UNWIND $rows AS row
MATCH (:Person {key: row})-[r:TIE]-()
WHERE r.open
WITH DISTINCT r
WITH collect(r) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN [r IN found[place..place + 500] | properties(r)] AS rows
"""

COMPANIES_IN = """
MATCH (c:Company {network: $network, line: $line})
WITH c ORDER BY c.key LIMIT $limit
WITH collect(properties(c)) AS found
UNWIND range(0, size(found) - 1, 500) AS place
RETURN found[place..place + 500] AS rows
"""
UNLINED = """
MATCH (c:Company) WHERE c.line IS NULL AND c.field IS NOT NULL
RETURN [c.key, c.field] AS row
"""
LINE_UP = "UNWIND $rows AS row MATCH (c:Company {key: row.key}) SET c.line = row.line"
NAMES_BEGINNING = """
MATCH (n:Kind) WHERE n.folded_name STARTS WITH $name
WITH n ORDER BY n.folded_name, n.id LIMIT $limit
RETURN collect(properties(n)) AS rows
"""
WORDS_BEGINNING = """
CALL db.index.fulltext.queryNodes('Word_words', $query, {limit: $limit}) YIELD node AS n
WHERE n.network = $network
RETURN collect(properties(n)) AS rows
"""
PAGE = """
MATCH (n:Kind) WHERE $after < n.key < $end
WITH n ORDER BY n.key LIMIT 1000
RETURN collect(properties(n)) AS rows
"""
GIVE_WORDS = """
UNWIND $rows AS row
MATCH (n:Kind {key: row.key})
SET n.folded_name = row.folded_name, n.words = row.words
"""

MAKE_NAMES = """
UNWIND $rows AS row
MERGE (n:Name {key: row.key})
ON CREATE SET n.network = row.network
"""
DROP_NAMES = """
UNWIND $rows AS row
MATCH (n:Name {key: row})
WHERE size(labels(n)) = 1 AND NOT EXISTS { (n)<-[:NAMES]-() }
DETACH DELETE n
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
MARK_DELETED = """
UNWIND $rows AS row
MERGE (d:Deleted {key: row.key})
SET d = row
"""
GONE_SINCE = """
MATCH (d:Deleted) WHERE d.network = $network AND d.version > $position AND d.parts IS NOT NULL
RETURN properties(d) AS row
"""
UNMARK_DELETED = "UNWIND $rows AS row MATCH (d:Deleted {key: row}) DELETE d"


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

# Whoever asks next must find what was written: the index is brought up with each transaction.
FULL_TEXT = """
CREATE FULLTEXT INDEX Word_words IF NOT EXISTS FOR Kind ON EACH [x.words]
OPTIONS {indexConfig: {
    `fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false
}}
"""

LABELS: dict[type[Any], str] = {  # in the order of making: names before the events that name them
    Retraction: "Retraction",
    Tombstone: "Tombstone",
    Identifier: "Identifier",
    Introduction: "Introduction",
    Ask: "Ask",
    Sheet: "Sheet",
    Question: "Question",
    Gathering: "Gathering",
    Record: "Event",
    Reply: "Reply",
    Goal: "Goal",
    Target: "Target",
    Intel: "Intel",
    Thanks: "Thanks",
    Person: "Person",
    Company: "Company",
    Contact: "CONTACT",
    Post: "POST",
    Tie: "TIE",
    Employment: "WORKS_AT",
}
ENDS: dict[type[Any], tuple[type[Entity], type[Entity]]] = {
    Contact: (Identifier, Identifier),
    Post: (Identifier, Identifier),
    Tie: (Person, Person),
    Employment: (Person, Company),
}
LINKED: dict[type[Any], str] = {  # how those that name others do
    Record: "NAMES",
    Person: "KNOWN_AS",
    Company: "KNOWN_AS",
    **dict.fromkeys(MATTERS, "CONCERNS"),
}


def _statements(kind: type[Any]) -> Statements:
    if kind in ENDS:
        a, b = (LABELS[end] for end in ENDS[kind])
        return PAIR.of(REL=LABELS[kind]).of(**{":A ": f":{a} ", ":B ": f":{b} "})
    if kind is Record:
        return replace(NODE.of(Kind=LABELS[kind]), create=MAKE_RECORDS)
    node = NAME if kind is Identifier or kind in NAMED else NODE
    touching = MATTERS_TOUCHING if kind in MATTERS else ""
    return replace(node, touching=touching).of(Kind=LABELS[kind])


def _schema(statement: str, kind: type[Any]) -> str:
    """A constraint or an index of one kind, called after its label."""
    label = LABELS[kind]
    pattern = f"()-[x:{label}]-()" if kind in ENDS else f"(x:{label})"
    return statement.replace("Word", label.lower()).replace("Kind", pattern)


STATEMENTS: dict[type[Any], Statements] = {kind: _statements(kind) for kind in LABELS}
LINK, UNLINK = (
    {
        kind: statement.replace("Kind", LABELS[kind]).replace("REL", link)
        for kind, link in LINKED.items()
    }
    for statement in (LINK_NAME, UNLINK_NAME)
)
NAMES_OF: dict[type[Any], str]
WORDS_OF: dict[type[Any], str]
PAGE_OF: dict[type[Any], str]
GIVE_WORDS_OF: dict[type[Any], str]
NAMES_OF, WORDS_OF, PAGE_OF, GIVE_WORDS_OF = (
    {
        kind: statement.replace("Kind", LABELS[kind]).replace("Word", LABELS[kind].lower())
        for kind in (Person, Company)
    }
    for statement in (NAMES_BEGINNING, WORDS_BEGINNING, PAGE, GIVE_WORDS)
)
CONSTRAINTS = (
    "CREATE CONSTRAINT inroad_key IF NOT EXISTS FOR (n:Inroad) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT network_key IF NOT EXISTS FOR (n:Network) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT name_key IF NOT EXISTS FOR (n:Name) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT deleted_key IF NOT EXISTS FOR (n:Deleted) REQUIRE n.key IS UNIQUE",
    *(
        _schema("CREATE CONSTRAINT Word_key IF NOT EXISTS FOR Kind REQUIRE x.key IS UNIQUE", kind)
        for kind in LABELS
    ),
)
INDEXES = (
    "CREATE INDEX company_line IF NOT EXISTS FOR (c:Company) ON (c.network, c.line)",
    "CREATE INDEX deleted_version IF NOT EXISTS FOR (n:Deleted) ON (n.network, n.version)",
    *(
        _schema("CREATE INDEX Word_version IF NOT EXISTS FOR Kind ON (x.network, x.version)", kind)
        for kind in FED
    ),
    *(
        _schema("CREATE INDEX Word_name IF NOT EXISTS FOR Kind ON (x.folded_name)", kind)
        for kind in (Person, Company)
    ),
    *(_schema(FULL_TEXT, kind) for kind in (Person, Company)),
)
