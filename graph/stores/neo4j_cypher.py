"""The Cypher of `graph.stores.neo4j` for all kinds of entities: constants with parameters.

Entities are answered in lists, `rows`: a record costs Neo4j and the driver more than what is
in it.
"""

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
