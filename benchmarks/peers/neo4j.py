"""Neo4j over bolt: Cypher's shortest paths, on a graph that was imported offline.

The server runs on Java, as in the tests, with memory for all of the graph.
"""

import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString

from neo4j import Driver, GraphDatabase, Session

from benchmarks.peers import MAX_HOPS, Way
from benchmarks.powerlaw import Pairs, PowerLaw, Questions
from tests.servers.neo4j import Unavailable, java, served

SLOW = True
PART = 1_000_000  # lines written at a time
WARMING = 1000  # questions before the first that counts
PATIENCE = 10.0  # seconds of them
SETTINGS = (
    "server.memory.pagecache.size=2g",
    "dbms.cypher.forbid_shortestpath_common_nodes=false",  # the asker may be an insider
)
CONSTRAINTS: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.id IS UNIQUE",
    "CREATE CONSTRAINT FOR (c:Company) REQUIRE c.id IS UNIQUE",
    "CALL db.awaitIndexes(3600)",
)
QUESTIONS: dict[str, LiteralString] = {
    "path to company": """
        MATCH (asker:Person {id: $asker}), (company:Company {id: $company})
        MATCH path = shortestPath((asker)-[:TIE|WORKS_AT*..7]-(company))
        WHERE all(r IN relationships(path) WHERE type(r) = 'TIE' OR endNode(r) = company)
        RETURN length(path) - 1 AS hops""",
    "paths to insiders": """
        MATCH (asker:Person {id: $asker})
        MATCH (:Company {id: $company})<-[:WORKS_AT]-(insider)
        MATCH path = shortestPath((asker)-[:TIE*0..6]-(insider))
        RETURN length(path) AS hops ORDER BY hops LIMIT 1""",
}


@contextmanager
def loaded(graph: PowerLaw) -> Iterator[Mapping[str, Way]]:
    """Import, serve, and index.

    Raises:
        Unavailable: Java or the server is not to be had.
    """
    command = java("2g")
    with TemporaryDirectory(prefix="inroad-neo4j-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        _imported(home, command, graph)
        with (
            served(home, command, *SETTINGS) as url,
            GraphDatabase.driver(url, telemetry_disabled=True) as driver,
        ):
            _constrain(driver)
            with driver.session() as session:
                ways = {name: _way(session, cypher) for name, cypher in QUESTIONS.items()}
                for way in ways.values():
                    _warm(way, graph.questions(WARMING, seed=0))
                yield ways


def _way(session: Session, cypher: LiteralString) -> Way:
    def nearest(asker: int, company: int) -> int | None:
        row = session.run(cypher, asker=asker, company=company).single()
        return None if row is None or row["hops"] > MAX_HOPS else int(row["hops"])

    return Way(nearest)


def _warm(way: Way, questions: Questions) -> None:
    """Java compiles what it has run often."""
    end = time.monotonic() + PATIENCE
    for asker, company in questions:
        way.nearest(asker, company)
        if time.monotonic() > end:
            break


def _constrain(driver: Driver) -> None:
    for cypher in CONSTRAINTS:
        driver.execute_query(cypher)


def _imported(home: Path, command: list[str], graph: PowerLaw) -> None:
    """Nodes and relationships as CSV, then the store made of them."""
    people, companies, ties, works = (home / f"{name}.csv" for name in ("p", "c", "t", "w"))
    _write(people, "id:ID(Person){id-type:int}", map(str, range(graph.people)))
    _write(companies, "id:ID(Company){id-type:int}", map(str, range(graph.companies)))
    _write(ties, ":START_ID(Person),:END_ID(Person)", _lines(graph.pairs))
    _write(works, ":START_ID(Person),:END_ID(Company)", _lines(graph.employed))
    main = "org.neo4j.server.startup.Neo4jAdminCommand"
    files = (
        *(f"--nodes=Person={people}", f"--nodes=Company={companies}"),
        *(f"--relationships=TIE={ties}", f"--relationships=WORKS_AT={works}"),
    )
    (home / "conf").mkdir()
    done = subprocess.run(
        [*command, main, "database", "import", "full", "neo4j", *files],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        cwd=home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Unavailable(f"Neo4j does not import: {(done.stderr or done.stdout)[-500:]}")


def _write(path: Path, heading: str, lines: Iterable[str]) -> None:
    with path.open("w", encoding="ascii") as file:
        file.write(f"{heading}\n")
        file.writelines(f"{line}\n" for line in lines)


def _lines(pairs: Pairs) -> Iterator[str]:
    for at in range(0, len(pairs), PART):
        for one, other in pairs[at : at + PART].tolist():
            yield f"{one},{other}"
