"""`inroad explore`: who is around somebody, and what their ties lead to."""

from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.console import Console

from services.cli import explore_view as view
from services.cli.refs import company_named, me, person_named
from services.cli.terminal import AsJson, Now, Terminal, terminal

Who = Annotated[str, typer.Argument(help="Around whom; you, when left out.")]
Mine = Annotated[str, typer.Option("--from", help="Whose ties; yours, when left out.")]
Depth = Annotated[int, typer.Option(min=1, max=3, help="Ties from the middle at most.")]
Grouped = Annotated[int, typer.Option(min=1, max=1_000, help="People at most, the surest.")]
Kinds = Annotated[
    list[str] | None, typer.Option("--kind", help="Only hard, direct, asserted or soft ties.")
]
OpenOnly = Annotated[bool, typer.Option("--open-only", help="Only ties that paths walk.")]
Least = Annotated[float, typer.Option(min=0, max=1, help="The least chance of every tie.")]
Since = Annotated[str, typer.Option(help="Contact since 2026-01-31T00:00:00Z.")]
explore = typer.Typer(no_args_is_help=True, help="Look around: people, groups, companies.")


@explore.command("around")
def around(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    who: Who = "",
    depth: Depth = 2,
    most: Annotated[int, typer.Option(min=1, max=5_000, help="People at most, the surest.")] = 150,
    kind: Kinds = None,
    open_only: OpenOnly = False,
    min_strength: Least = 0.0,
    since: Since = "",
    company: Annotated[str, typer.Option(help="Only who works there, and who leads to them.")] = "",
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """The surest people around somebody, and how far they are."""
    here = terminal(context)
    asked = {
        **_ties(kind or [], min_strength, since, now, open_only=open_only),
        "depth": depth, "most": most, "company": company_named(here, company) if company else None,
    }  # fmt: skip
    _show(here, me(here, who), "neighbourhood", asked, view.show_around, as_json=as_json)


@explore.command("common")
def common(  # noqa: PLR0917
    context: typer.Context,
    other: Annotated[str, typer.Argument(help="The other person.")],
    person: Mine = "",
    k: Annotated[int, typer.Option("-k", min=1, max=500, help="Contacts at most.")] = 50,
    kind: Kinds = None,
    open_only: OpenOnly = False,
    min_strength: Least = 0.0,
    since: Since = "",
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """Whom you and somebody both know, the surest first."""
    here = terminal(context)
    asked = {
        **_ties(kind or [], min_strength, since, now, open_only=open_only),
        "with": person_named(here, other), "k": k,
    }  # fmt: skip
    _show(here, me(here, person), "common", asked, view.show_common, as_json=as_json)


@explore.command("companies")
def companies(  # noqa: PLR0917
    context: typer.Context,
    person: Mine = "",
    max_hops: Annotated[int, typer.Option(min=1, max=4, help="Hops at most.")] = 4,
    k: Annotated[int, typer.Option("-k", min=1, max=500, help="Companies at most.")] = 50,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """The companies that your open ties lead into, the nearest first."""
    here = terminal(context)
    asked = {"max_hops": max_hops, "k": k, "now": now or None}
    _show(here, me(here, person), "companies", asked, view.show_companies, as_json=as_json)


@explore.command("fading")
def fading(  # noqa: PLR0917
    context: typer.Context,
    person: Mine = "",
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="Ties at most.")] = 20,
    least: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out whose chance fell by less.")
    ] = 0.05,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """The open ties that have cooled since the last contact."""
    here = terminal(context)
    asked = {"k": k, "least": least, "now": now or None}
    _show(here, me(here, person), "fading", asked, view.show_fading, as_json=as_json)


@explore.command("communities")
def communities(  # noqa: PLR0917
    context: typer.Context,
    who: Who = "",
    depth: Depth = 2,
    most: Grouped = 300,
    kind: Kinds = None,
    min_strength: Least = 0.0,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """The groups around somebody, the largest first."""
    here = terminal(context)
    asked = {**_ties(kind or [], min_strength, "", now), "depth": depth, "most": most}
    _show(here, me(here, who), "communities", asked, view.show_communities, as_json=as_json)


@explore.command("brokers")
def brokers(  # noqa: PLR0917
    context: typer.Context,
    who: Who = "",
    depth: Depth = 2,
    most: Grouped = 300,
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="Brokers at most.")] = 10,
    kind: Kinds = None,
    min_strength: Least = 0.0,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """Who stands between others around somebody."""
    here = terminal(context)
    asked = {**_ties(kind or [], min_strength, "", now), "depth": depth, "most": most, "k": k}
    _show(here, me(here, who), "brokers", asked, view.show_brokers, as_json=as_json)


@explore.command("probable")
def probable(  # noqa: PLR0917
    context: typer.Context,
    who: Who = "",
    most_staff: Annotated[
        int, typer.Option(min=2, max=500, help="Companies of up to so many on record.")
    ] = 50,
    k: Annotated[int, typer.Option("-k", min=1, max=500, help="Ties at most.")] = 50,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """Whom somebody probably knows from a company, though nothing more is on record."""
    here = terminal(context)
    asked = {"most_staff": most_staff, "k": k, "now": now or None}
    _show(here, me(here, who), "probable", asked, view.show_probable, as_json=as_json)


@explore.command("who-knows")
def who_knows(  # noqa: PLR0917
    context: typer.Context,
    companies: Annotated[list[str], typer.Argument(help="Globex initech.com …, up to 100.")],
    person: Mine = "",
    max_hops: Annotated[int, typer.Option(min=1, max=4, help="Hops at most.")] = 2,
    k: Annotated[int, typer.Option("-k", min=1, max=20, help="Contacts of each at most.")] = 3,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """Who of your contacts knows somebody at each of these companies."""
    here = terminal(context)
    at = [company_named(here, one) for one in companies]
    asked = {"at": at, "max_hops": max_hops, "k": k, "now": now or None}
    _show(here, me(here, person), "who-knows", asked, view.show_who_knows, as_json=as_json)


def _ties(
    kind: list[str], min_strength: float, since: str, now: str, *, open_only: bool = False
) -> dict[str, Any]:
    """What every question about ties of some sort says."""
    return {
        "kind": kind or None, "open_only": open_only, "min_strength": min_strength,
        "since": since or None, "now": now or None,
    }  # fmt: skip


def _show(
    here: Terminal,
    who: str,
    what: str,
    asked: dict[str, Any],
    show: Callable[[Console, dict[str, Any]], None],
    *,
    as_json: bool,
) -> None:
    """Ask /v1/people/*who*/*what*, and print the answer as asked for."""
    with here.service() as service:
        answer = service.get("people", who, what, **asked)
    if as_json:
        here.json(answer)
    else:
        view.show(here.out, answer, show)


def add_to(app: typer.Typer) -> None:
    app.add_typer(explore, name="explore")
