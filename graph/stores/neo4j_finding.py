"""The Cypher that finds people and companies by their words (`graph.finding`)."""

from typing import Any

from graph.entities import Company, Person
from graph.stores.neo4j_labels import LABELS

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


def _of_each(statement: str) -> dict[type[Any], str]:
    """*statement* with the label, and the name of the index, of people and of companies."""
    return {
        kind: statement.replace("Kind", LABELS[kind]).replace("Word", LABELS[kind].lower())
        for kind in (Person, Company)
    }


NAMES_OF = _of_each(NAMES_BEGINNING)
WORDS_OF = _of_each(WORDS_BEGINNING)
PAGE_OF = _of_each(PAGE)
GIVE_WORDS_OF = _of_each(GIVE_WORDS)
