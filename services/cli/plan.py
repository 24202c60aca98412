"""`inroad plan`: the next few moves. `inroad today`: one after the other, then enough."""

from typing import Annotated, Any

import typer

from services.cli.day import A_DAY, count_one, left_today
from services.cli.left_out import leave_out, left_out
from services.cli.owner import owner_event
from services.cli.plan_view import move_view, show_plan
from services.cli.refs import company_named, me, person_named, person_ref
from services.cli.service import Service
from services.cli.terminal import AsJson, Terminal, terminal
from services.sheets.never_reveal import never_reveal as listed

MOST_MOVES, MOST_HOPS = 20, 4
ENOUGH = "Enough for today."
_KEYS = "d done · l later · n not this person · q quit"


def plan(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    asker: Annotated[str, typer.Option("--from", help="Whose plan; yours.")] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=MOST_MOVES, help="How many moves.")] = A_DAY,
    max_hops: Annotated[int, typer.Option(min=1, max=MOST_HOPS, help="Hops at most.")] = MOST_HOPS,
    never_ask: Annotated[list[str] | None, typer.Option(help="Not by this person.")] = None,
    never_reveal: Annotated[
        list[str] | None, typer.Option(help="A company that no word names.")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Not by anybody at your present company.")
    ] = False,
    now: Annotated[str, typer.Option(help="As at 2026-01-31T00:00:00Z.")] = "",
    as_json: AsJson = False,
) -> None:
    """The few moves that together open the most of your targets."""
    here = terminal(context)
    who = me(here, asker)
    with here.service() as service:
        answer = service.get(
            "people", who, "plan", k=k, max_hops=max_hops, now=now or None,
            **_standing(here, never_ask or [], never_reveal or [], quiet=quiet),
        )  # fmt: skip
    if as_json:
        here.json(answer)
    else:
        show_plan(here.out, answer)


def today(
    context: typer.Context,
    asker: Annotated[str, typer.Option("--from", help="Whose day; yours.")] = "",
    as_json: AsJson = False,
) -> None:
    """At most five moves for today: each done, later, or not this person."""
    here = terminal(context)
    who = me(here, asker)
    left = left_today(here)
    if not left and not as_json:
        here.out.print(ENOUGH, style="bold")
        return
    with here.service() as service:
        answer = service.get("people", who, "plan", k=max(1, left), **_standing(here, [], []))
        if as_json:
            here.json({**answer, "moves": answer["moves"][:left]})
        elif not here.interactive or not answer["moves"]:
            show_plan(here.out, answer)
        else:
            _one_by_one(here, service, answer["moves"])


def _one_by_one(here: Terminal, service: Service, moves: list[dict[str, Any]]) -> None:
    for number, move in enumerate(moves, start=1):
        here.out.print(move_view(move, number), soft_wrap=False)
        key = here.key(_KEYS, "dlnq")
        if key == "q":
            break
        if key == "d":
            event = owner_event(
                move["event"]["type"].removeprefix("inroad.").removesuffix(".v1"),
                move["event"]["data"],
            )
            service.publish(event)
            here.say(f"To take it back: inroad event retract {event['source']} {event['id']}")
        else:
            leave_out(here, move["whom"]["ref"], for_good=key == "n")
        count_one(here)
    here.out.print(ENOUGH, style="bold")


def _standing(
    here: Terminal, never_ask: list[str], never_reveal: list[str], *, quiet: bool = False
) -> dict[str, Any]:
    """What is asked, and what the settings and earlier days say of everybody."""
    settings = here.settings
    people = [person_named(here, one) for one in never_ask]
    people += [person_ref(one) for one in _each(settings.never_ask)]
    standing = sorted(listed(settings.never_reveal_list))
    companies = [*(company_named(here, one) for one in never_reveal), *standing]
    return {
        "never_ask": [*people, *left_out(here)] or None,
        "never_reveal": companies or None,
        "quiet": quiet or settings.quiet,
    }


def _each(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def add_to(app: typer.Typer) -> None:
    app.command("plan")(plan)
    app.command("today")(today)
