"""The constraints and indexes that Neo4j keeps for Inroad."""

from typing import Any

from graph.entities import FED, Company, Person
from graph.stores.neo4j_labels import ENDS, LABELS

# Whoever asks next must find what was written: the index is brought up with each transaction.
FULL_TEXT = """
CREATE FULLTEXT INDEX Word_words IF NOT EXISTS FOR Kind ON EACH [x.words]
OPTIONS {indexConfig: {
    `fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false
}}
"""


def _schema(statement: str, kind: type[Any]) -> str:
    """A constraint or an index of one kind, called after its label."""
    label = LABELS[kind]
    pattern = f"()-[x:{label}]-()" if kind in ENDS else f"(x:{label})"
    return statement.replace("Word", label.lower()).replace("Kind", pattern)


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
