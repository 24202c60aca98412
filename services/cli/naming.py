"""Who is meant by a plain name: the only one, the one who is called just so, or whom you choose."""

from collections.abc import Sequence
from typing import Any

from graph.finding import folded
from schemas.names import Found
from services.cli.exits import Exit, Stop
from services.cli.service import Service
from services.cli.terminal import Terminal

SHOWN = 8  # candidates


class Several(Stop):
    """A name may mean any of *ones*, and nobody sits there to choose."""

    def __init__(self, name: str, ones: Sequence[dict[str, Any]], *, more: bool) -> None:
        self.ones = ones
        rest = ", and more" if more else ""
        super().__init__(
            f"{name} may be any of these{rest}", "name one by its identifier", Exit.USAGE
        )


def found(service: Service, name: str, kind: Found) -> list[dict[str, Any]]:
    """Who or what *name* may mean, the likeliest first; one more than is shown, if there are."""
    if not folded(name):
        return []
    page = service.get("names", q=name[:200], kind=kind, limit=SHOWN + 1)
    ones: list[dict[str, Any]] = page["found"]
    return ones


def called(name: str, ones: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of *ones* whose whole name is *name*."""
    return [one for one in ones if folded(one["name"]) == folded(name)]


def meant(here: Terminal, name: str, ones: list[dict[str, Any]]) -> str:
    """The identifier of the one of *ones* that *name* means, chosen when it can't be told."""
    alone = ones if len(ones) == 1 else called(name, ones)
    if len(alone) != 1:
        return choice(here, name, ones)
    ref: str = alone[0]["ref"]
    here.say(f"{name} is {alone[0]['name']}, {ref}.")
    return ref


def choice(here: Terminal, name: str, ones: list[dict[str, Any]]) -> str:
    """The identifier of the one that is chosen; where nobody can choose, the first are shown.

    Raises:
        Several: when nobody sits there.
        Stop: when none of them is chosen.
    """
    shown = ones[:SHOWN]
    for number, one in enumerate(shown, start=1):
        what = "  ".join(one[key] for key in ("name", "line", "ref") if one.get(key))
        here.err.print(f"  {number}. {what}", markup=False)
    if not here.interactive:
        raise Several(name, shown, more=len(ones) > len(shown))
    said = here.ask(f"Which {name}? (1-{len(shown)})")
    if not said.isdecimal() or not 1 <= int(said) <= len(shown):
        raise Stop(f"{said!r} is none of them", f"answer 1 to {len(shown)}", Exit.USAGE)
    ref: str = shown[int(said) - 1]["ref"]
    return ref
