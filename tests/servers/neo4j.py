"""A Neo4j for the tests: one that runs (NEO4J_URI), one in Docker, or one on bare Java.

INROAD_TEST_NEO4J=uri|docker|java allows that way only.
"""

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from platformdirs import user_cache_path

from tests.servers.ports import free_port, wait_until

IMAGE = "neo4j:5.26-community"
VERSION = "5.26.31"  # as in the pom
POM = Path(__file__).with_name("neo4j.pom.xml")
OLDEST_JAVA = 17
PATIENCE = 300  # seconds for a server to start on a busy machine
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
"""
PAGES = "server.memory.pagecache.size=256m"

if TYPE_CHECKING:
    from testcontainers.community.neo4j import Neo4jContainer


class Unavailable(Exception):
    """A server cannot be had in this way."""


@contextmanager
def neo4j_server() -> Iterator[str]:
    """URL of a Neo4j, had in the first way that works.

    Raises:
        Unavailable: when none does.
    """
    allowed = os.environ.get("INROAD_TEST_NEO4J")
    reasons = []
    with ExitStack() as stack:
        for name, way in WAYS.items():
            if allowed not in (None, "", name):
                continue
            try:
                url = stack.enter_context(way())
            except Unavailable as reason:
                reasons.append(str(reason))
            else:
                yield url
                return
    raise Unavailable(f"no Neo4j for the tests: {'; '.join(reasons) or allowed}")


@contextmanager
def given() -> Iterator[str]:
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        raise Unavailable("NEO4J_URI is not set")
    user, password = os.environ.get("NEO4J_USER"), os.environ.get("NEO4J_PASSWORD", "")
    scheme, _, rest = uri.partition("://")
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    yield f"{scheme}://{login}{rest}"


@contextmanager
def in_docker() -> Iterator[str]:
    try:
        from testcontainers.community.neo4j import Neo4jContainer
        from testcontainers.core.docker_client import DockerClient

        DockerClient().client.ping()
    except Exception as error:
        raise Unavailable("no Docker engine answers") from error
    password = secrets.token_urlsafe(12)
    container = Neo4jContainer(IMAGE, username="neo4j", password=password)
    container.with_env("NEO4J_server_memory_heap_max__size", "1G")
    container.with_env("NEO4J_server_memory_pagecache_size", "256M")
    try:
        _start(container)
        at = container.get_connection_url().removeprefix("bolt://")
        yield f"bolt://neo4j:{password}@{at}"
    finally:
        container.stop()


@contextmanager
def on_java() -> Iterator[str]:
    command = java("1g")
    with (
        TemporaryDirectory(prefix="inroad-neo4j-") as folder,
        served(Path(folder), command, PAGES) as url,
    ):
        yield url


def java(heap: str) -> list[str]:
    """A command of Java with the server's classes, but for the main class.

    Raises:
        Unavailable: there is no Java, or no Maven to fetch the classes.
    """
    return [
        _java(),
        f"-Xmx{heap}",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
        *("-cp", f"{_jars()}/*"),
    ]


@contextmanager
def served(home: Path, command: Sequence[str], *settings: str) -> Iterator[str]:
    """URL of a server started by a command of `java`, its data in *home*.

    Raises:
        Unavailable: it does not start.
    """
    port = free_port()
    configuration = home / "conf"
    configuration.mkdir(exist_ok=True)
    lines = "".join(f"{setting}\n" for setting in settings)
    (configuration / "neo4j.conf").write_text(CONFIGURATION.format(port=port) + lines)
    log = home / "console.log"
    main = "org.neo4j.server.CommunityEntryPoint"
    places = (f"--home-dir={home}", f"--config-dir={configuration}", "--console-mode")
    with (
        log.open("wb") as out,
        subprocess.Popen([*command, main, *places], stdout=out, stderr=out) as server,
    ):
        try:
            wait_until(
                lambda: b"Started." in log.read_bytes() or server.poll() is not None,
                seconds=PATIENCE,
                what="Neo4j on Java",
            )
            if server.poll() is not None:
                raise Unavailable(f"Neo4j on Java ended: {log.read_text()[-500:]}")
            yield f"bolt://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _start(container: "Neo4jContainer") -> None:
    from testcontainers.core.config import testcontainers_config

    testcontainers_config.max_tries = PATIENCE
    try:
        container.start()
    except Exception as error:
        reason = str(error).partition("\n")[0][:200]
        raise Unavailable(f"Docker does not start {IMAGE} ({reason})") from error


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise Unavailable("java is not on PATH")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise Unavailable(f"java is older than {OLDEST_JAVA}")
    return java


def _jars() -> Path:
    """The server's jars, fetched once a machine."""
    jars = user_cache_path("inroad") / "neo4j" / VERSION
    if jars.exists():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("mvn is not on PATH")
    jars.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=jars.parent, ignore_cleanup_errors=True) as fetched:
        target = Path(fetched, "lib")
        goal = ("dependency:copy-dependencies", "-DincludeScope=runtime")
        command: list[str] = [
            maven,
            "-q",
            "-B",
            "-f",
            str(POM),
            *goal,
            f"-DoutputDirectory={target}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unavailable(f"Maven could not fetch Neo4j: {done.stdout[-300:].strip()}")
        if not jars.exists():
            target.rename(jars)
    return jars


WAYS: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "uri": given,
    "docker": in_docker,
    "java": on_java,
}
