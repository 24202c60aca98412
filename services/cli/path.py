"""`inroad path`: the way into a company. `inroad me`: who you are."""

from typing import Annotated, Any, Literal

import typer

from services.cli.exits import Exit
from services.cli.path_view import show_answer
from services.cli.refs import company_named, me, person_named, remember, remembered
from services.cli.terminal import AsJson, Now, Terminal, terminal

MOST_PATHS, MOST_HOPS = 20, 6


def path(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    company: Annotated[str, typer.Argument(help="Globex, globex.com, or name: and domain:.")],
    asker: Annotated[str, typer.Option("--from", help="Who asks; you, when left out.")] = "",
    by: Annotated[
        Literal["shortest", "strongest"], typer.Option(help="Fewest hops, or the best chance.")
    ] = "shortest",
    k: Annotated[int, typer.Option("-k", min=1, max=MOST_PATHS, help="How many paths.")] = 1,
    max_hops: Annotated[int, typer.Option(min=1, max=MOST_HOPS, help="Hops at most.")] = 4,
    include_former: Annotated[
        bool, typer.Option("--include-former", help="Those who used to work there too.")
    ] = False,
    hard_only: Annotated[
        bool, typer.Option("--hard-only", help="Every hop with an agenda behind it.")
    ] = False,
    min_strength: Annotated[
        float, typer.Option(min=0, max=1, help="The least chance of every hop.")
    ] = 0.0,
    avoid: Annotated[list[str] | None, typer.Option(help="Not through this person.")] = None,
    via: Annotated[str, typer.Option(help="Through this first contact.")] = "",
    now: Now = "",
    as_of: Annotated[
        str, typer.Option(help="Over the graph as it stood: 2025-03-01T00:00:00Z.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Find the way from you into COMPANY, and what to do next."""
    here = terminal(context)
    who = me(here, asker)
    with here.service() as service:
        answer = service.get(
            "paths", to=company_named(here, company), by=by, k=k, max_hops=max_hops,
            include_former=include_former, hard_only=hard_only, min_strength=min_strength,
            avoid=[person_named(here, one) for one in avoid] if avoid else None,
            via=person_named(here, via) if via else None, now=now or None,
            as_of=as_of or None, **{"from": who},
        )  # fmt: skip
    show_path(here, answer, as_json=as_json)
    if not remembered(here):
        remember(here, who)
        if not as_json:
            here.say(f"You are {who} from now on; `inroad me` changes it.")
    if not answer["paths"]:
        raise typer.Exit(Exit.NO_PATH)


def show_path(here: Terminal, answer: dict[str, Any], *, as_json: bool = False) -> None:
    """Print a path answer as asked for."""
    if as_json:
        here.json(answer)
    else:
        show_answer(here.out, answer)


def who_am_i(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(help="Your e-mail address, or other identifier.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say who you are, once; or see whom Inroad takes you for."""
    here = terminal(context)
    if ref:
        remember(here, person_named(here, ref))
    who = me(here)
    if as_json:
        here.json({"me": who})
    else:
        here.out.print(f"You are {who}.", markup=False)


def add_to(app: typer.Typer) -> None:
    app.command("path")(path)
    app.command("me")(who_am_i)
