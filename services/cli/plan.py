"""`inroad plan`: the next few moves. `inroad today`: one after the other, then enough."""

from typing import Annotated, Any

import typer

from services.cli.day import A_DAY, count_one, left_today
from services.cli.left_out import leave_out
from services.cli.owner import owner_event
from services.cli.plan_view import move_view, show_plan
from services.cli.refs import me
from services.cli.service import Service
from services.cli.standing import NeverAsk, NeverReveal, Quiet, standing
from services.cli.terminal import AsJson, Now, Terminal, terminal

MOST_MOVES, MOST_HOPS = 20, 4
ENOUGH = "Enough for today."
_KEYS = "d done · l later · n not this person · q quit"


def plan(  # noqa: PLR0917 - a command is called by its options's names
    context: typer.Context,
    asker: Annotated[str, typer.Option("--from", help="Whose plan; yours.")] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=MOST_MOVES, help="How many moves.")] = A_DAY,
    max_hops: Annotated[int, typer.Option(min=1, max=MOST_HOPS, help="Hops at most.")] = MOST_HOPS,
    never_ask: NeverAsk = None,
    never_reveal: NeverReveal = None,
    quiet: Quiet = False,
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """The few moves that together open the most of your targets."""
    here = terminal(context)
    who = me(here, asker)
    with here.service() as service:
        answer = service.get(
            "people", who, "plan", k=k, max_hops=max_hops, now=now or None,
            **standing(here, never_ask or [], never_reveal or [], quiet=quiet),
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
        answer = moves_of_today(here, service, who)
        if as_json:
            here.json(answer)
        elif not here.interactive or not answer["moves"]:
            show_plan(here.out, answer)
        else:
            _one_by_one(here, service, answer["moves"])


def moves_of_today(here: Terminal, service: Service, who: str) -> dict[str, Any]:
    """The plan of *who*, as much of it as is left for today."""
    left = left_today(here)
    answer = service.get("people", who, "plan", k=max(1, left), **standing(here, [], []))
    return answer if left else {**answer, "sentence": ENOUGH, "moves": []}


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


def add_to(app: typer.Typer) -> None:
    app.command("plan")(plan)
    app.command("today")(today)
