"""Takes the pictures of this folder from `inroad demo`, which runs meanwhile.

    PYTHONPATH=. python docs/pictures/take.py [ADDRESS]

Each screen wide by day and narrow by night, as Bob of the demo has it before him; with `--all`
each in both widths and both themes, into the folder given by `--out`.
"""

import argparse
import asyncio
import io
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image

from tests.servers.browser import chromium

HERE = Path(__file__).parent
BOB = "email:bob2@example.org"
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
SCREENS = {
    "today": "/",
    "way-in": "/way-in?to=name%3Aglobex",
    "sheet": "/sheet",
    "hand-over": "/hand-over/email%3Aann%40example.org",
    "company": "/company/name%3Aglobex",
    "person": "/person/email%3Aann%40example.org",
    "introductions": "/introductions",
    "gathering": "/gathering",
    "explore": "/explore",
    "report": "/report",
    "data": "/data",
    "duplicates": "/duplicates",
}
SETTLED = 2_000  # milliseconds until answers have come and the drawing lies still
COLOURS = 128  # a screen has few, and the file is a third as large


async def main() -> None:
    asked = arguments()
    looks = [("wide", "light"), ("narrow", "dark")]
    if asked.all:
        looks = list(product(SIZES, ("light", "dark")))
    asked.out.mkdir(parents=True, exist_ok=True)
    async with chromium() as browser:
        for size, theme in looks:
            page = await opened(browser, size, theme, asked.who)
            for name in asked.screens or SCREENS:
                await page.goto(asked.address + SCREENS[name])
                await page.get_by_role("heading", level=1).wait_for()
                await page.wait_for_timeout(SETTLED)
                picture = asked.out / f"{name}-{size}-{theme}.png"
                picture.write_bytes(small(await page.screenshot()))


def arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8420")
    parser.add_argument("--screens", nargs="*", choices=SCREENS)
    parser.add_argument("--who", default=BOB)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--out", type=Path, default=HERE)
    return parser.parse_args()


async def opened(browser: Any, size: str, theme: str, who: str) -> Any:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
    )
    await context.add_init_script(f"localStorage.setItem('inroad.me', '{who}')")
    return await context.new_page()


def small(png: bytes) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    asyncio.run(main())
