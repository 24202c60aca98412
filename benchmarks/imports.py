"""How much of what other apps' files say is read, and that an import can be repeated and undone.

    python -m benchmarks.imports --lines 10000 --through 2000 --large 1000000

A file a format, with a known number of entries that say something, that are broken, and that
are to be left out (`benchmarks.apps`). Reading: of what is said how much is understood; of the
lines told as broken or left out, which are not. Through: `inroad import` of files of *through*
lines into a running service over a broker and SQLite; once more, which must change nothing;
taken back, which must leave the graph as before; and again. Memory: the most that a dry run of a
thousand lines takes, and of *large* ones; 0 leaves that out.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from rich.table import Table

from benchmarks import wire
from benchmarks.apps import APPS
from benchmarks.foreign import BOB, WRITTEN, App, Made, Says, written
from benchmarks.programs import House, house
from benchmarks.terminal import CONSOLE, ends_tidily, refuse, report, steps, waiting
from benchmarks.timing import machine
from graph.entities import GRAPH, Company, Employment, Person, Tie
from graph.store import DEFAULT_NETWORK
from services.imports.detection import FORMATS, format_of
from services.imports.formats import Reading
from services.imports.ignoring import Ignored
from services.imports.statements import Found, Passed, Statement, Unclear, Whole
from services.imports.understood import understood
from services.stores import open_store
from tests.law.graphs import Graph, differences, graph_in

SMALL = 1_000
SHOWN = (Person, Company, Tie, Employment)  # what is said again has new ids beneath these
KNOWN = 50  # people whom the graph has before an import; most files name them too


def read(app: App, made: Made) -> dict[str, Any]:
    """What is understood of a file, beside what it says."""
    says: set[Says] = set()
    told: dict[type[Found], set[int]] = {Unclear: set(), Passed: set()}
    began = time.perf_counter()
    format_ = next(one for one in FORMATS if one.name == app.format)
    with made.path.open("rb") as file:
        told_apart = format_of(app.file, file) is format_
        reading = Reading(me=BOB, day=WRITTEN, now=WRITTEN)
        for one in understood(format_, file, reading, Ignored(())):
            match one:
                case Statement() | Whole():
                    says.update(_said(one))
                case Passed() | Unclear():
                    told[type(one)].add(one.line)
    took = time.perf_counter() - began
    return {
        "format": app.format, "told_apart": told_apart,
        "entries": made.entries, "seconds": round(took, 2),
        "says": [len(made.says & says), len(made.says)],
        "broken": [len(made.broken & told[Unclear]), len(made.broken)],
        "left_out": [len(made.left_out & told[Passed]), len(made.left_out)],
        "wrongly_told": len(told[Unclear] - made.broken) + len(told[Passed] - made.left_out),
    }  # fmt: skip


def _said(one: Statement | Whole) -> Iterator[Says]:
    if isinstance(one, Whole):
        yield str(one.event["source"]), str(one.event["id"])
    elif one.kind == "person.observed":
        yield from ((id_, one.data.get("name", "")) for id_ in one.data["identifiers"])
    elif one.kind == "interaction.recorded" and one.time:
        yield (one.time.isoformat(), *sorted(one.data["participants"]))


@dataclass(frozen=True, slots=True)
class Terminal:
    """`inroad` in a process of its own, against a house."""

    house: House
    home: Path

    def run(self, *arguments: str) -> dict[str, Any]:
        """What a command prints as JSON; it may end with 6, since some lines are broken."""
        done = subprocess.run(
            [sys.executable, "-m", "services.cli", *arguments, "--json"],
            env={**os.environ, "INROAD_HOME": str(self.home), "INROAD_URL": self.house.service},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode not in {0, 6}:
            raise SystemExit(
                f"inroad {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}"
            )
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def graph(self) -> Graph:
        """The graph once everything is settled."""
        return asyncio.run(self._settled())

    async def _settled(self) -> Graph:
        async with wire.connected(self.house.broker) as client:
            while True:
                stream, consumer = await wire.info(client)
                if not (stream.state.messages or consumer.num_pending or consumer.num_ack_pending):
                    break
                await asyncio.sleep(0.1)
        async with open_store(self.house.store) as store:
            return await graph_in(store, DEFAULT_NETWORK)


def through(app: App, made: Made) -> dict[str, Any]:
    """Imported, imported again, taken back, and imported anew: what differs each time."""
    with TemporaryDirectory(prefix="inroad-imports-") as folder:
        home = Path(folder)
        with house(f"sqlite:///{home / 'graph.sqlite3'}", INROAD_INDEX="false") as around:
            around.start()
            terminal = Terminal(around, home / "terminal")
            _begin(around)
            before = terminal.graph()
            began = time.perf_counter()
            (first,) = terminal.run("import", str(made.path), "--from", BOB)["imports"]
            sent = time.perf_counter() - began
            once = terminal.graph()
            settled = time.perf_counter() - began
            (twice,) = terminal.run("import", str(made.path), "--from", BOB, "--again")["imports"]
            changed = len(differences(terminal.graph(), once, GRAPH))
            terminal.run("undo", first["import"])
            left = len(differences(terminal.graph(), before, GRAPH))
            terminal.run("import", str(made.path), "--from", BOB)
            again = len(differences(terminal.graph(), once, SHOWN))
    return {
        "format": app.format, "entries": made.entries, "events": first["new"],
        "new_the_second_time": twice["new"], "changed_by_twice": changed, "left_by_undo": left,
        "other_than_before": again, "seconds": [round(sent, 1), round(settled, 1)],
    }  # fmt: skip


def _begin(around: House) -> None:
    """Some of whom the file will name are known before, by another app."""
    events = [
        {
            "specversion": "1.0", "id": f"known-{n}", "source": "urn:example:before",
            "time": "2026-03-01T09:00:00Z", "type": "inroad.interaction.recorded.v1",
            "data": {"participants": [BOB, who], "how": "coffee"},
        }
        for n in range(KNOWN)
        for who in (f"email:p{n}@example.org",)
    ]  # fmt: skip
    httpx.post(f"{around.service}/v1/events", json=events, timeout=60).raise_for_status()


def memory(app: App, folder: Path, lines: int) -> dict[str, Any]:
    """The most bytes that a dry run has at once, of a thousand lines and of *lines*."""
    small, large = (_most(app, folder, number) for number in (SMALL, lines))
    return {
        "format": app.format, "lines": [SMALL, lines], "megabytes": [small[0], large[0]],
        "ratio": round(large[0] / small[0], 2), "seconds": large[1],
    }  # fmt: skip


def _most(app: App, folder: Path, lines: int) -> tuple[int, float]:
    made = written(app, folder, lines, seed=1)
    began = time.perf_counter()
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(
            [sys.executable, "-m", "services.cli", "import", str(made.path), "--from", BOB,
             "--dry-run"],
            env={**os.environ, "INROAD_HOME": str(folder / "dry")}, stdout=nowhere, stderr=nowhere,
        )  # fmt: skip
        most = 0
        while process.poll() is None:
            most = max(most, _peak(process.pid))
            time.sleep(0.05)
    made.path.unlink()
    if process.returncode not in {0, 6}:
        raise SystemExit(f"the dry run of {app.format} ended with {process.returncode}")
    return most // 1024, round(time.perf_counter() - began, 1)


def _peak(process: int) -> int:
    """The most kilobytes it has had so far; of a process that has ended, none."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next((int(line.split()[1]) for line in told.splitlines() if "VmHWM" in line), 0)


def _show(found: list[dict[str, Any]], *columns: str) -> None:
    table = Table("format", *(column.replace("_", " ") for column in columns))
    for one in found:
        cells = (one[column] for column in columns)
        table.add_row(
            one["format"],
            *(" of ".join(f"{n:,}" for n in cell) if isinstance(cell, list) else str(cell)
              for cell in cells),
        )  # fmt: skip
    CONSOLE.print(table)


def is_right(one: dict[str, Any]) -> bool:
    """All that a file says is understood, and of its lines just the right ones are told."""
    return (
        one["told_apart"]
        and not one["wrongly_told"]
        and all(one[name][0] == one[name][1] for name in ("says", "broken", "left_out"))
    )


def main() -> None:
    """Print three tables; exit code 1 when anything is read wrongly or not undone."""
    ends_tidily()
    options = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    options.add_argument("--lines", type=int, default=10_000, help="of each file that is read")
    options.add_argument("--through", type=int, default=2_000, help="of each that is imported; 0")
    options.add_argument("--large", type=int, default=0, help="of each file of a dry run")
    options.add_argument("--formats", default="", help="only these, with commas between")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--json", type=Path, help="write the last line to this file too")
    asked = options.parse_args()
    wanted = asked.formats.split(",") if asked.formats else [app.format for app in APPS]
    if strange := set(wanted) - {app.format for app in APPS}:
        refuse(f"{', '.join(strange)} is no format here", f"one of {[app.format for app in APPS]}")
    apps = [app for app in APPS if app.format in wanted]
    found: dict[str, list[dict[str, Any]]] = {"read": [], "through": [], "memory": []}
    with TemporaryDirectory(prefix="inroad-files-") as place:
        folder = Path(place)
        for app in steps("Reading", apps):
            found["read"].append(read(app, written(app, folder, asked.lines, asked.seed)))
        _show(found["read"], "entries", "says", "broken", "left_out", "wrongly_told", "seconds")
        for app in apps if asked.through else []:
            with waiting(f"Importing {app.format}"):
                made = written(app, folder, asked.through, asked.seed)
                found["through"].append(through(app, made))
        if asked.through:
            _show(
                found["through"], "entries", "events", "new_the_second_time", "changed_by_twice",
                "left_by_undo", "other_than_before",
            )  # fmt: skip
        for app in apps if asked.large else []:
            with waiting(f"A dry run of {asked.large:,} lines of {app.format}"):
                found["memory"].append(memory(app, folder, asked.large))
        if asked.large:
            _show(found["memory"], "megabytes", "ratio", "seconds")
    report({**found, "seed": asked.seed, "machine": machine()}, asked.json)
    wrong = [one for one in found["read"] if not is_right(one)]
    wrong += [
        one for one in found["through"]
        if one["new_the_second_time"] or one["changed_by_twice"] or one["left_by_undo"]
        or one["other_than_before"]
    ]  # fmt: skip
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
