"""The smallest step that would help now."""

from collections.abc import Callable
from typing import NamedTuple

from graph.entities import Person
from graph.report.counts import Counts
from graph.report.happened import Life
from graph.report.rungs import Rungs, on_rung
from graph.words import first_name, ref_of
from schemas.events import SheetShared
from schemas.report import Next, Tally


class Step(NamedTuple):
    """What to do, and with whom: contacts by id, the latest on their rung first."""

    tell: Callable[[list[Person]], Next]
    contacts: tuple[str, ...] = ()

    def told(self, contacts: list[Person]) -> Next:
        """The step with *contacts*, as many as are known still."""
        return self.tell(contacts) if contacts or not self.contacts else _go_on([])


def step_of(life: Life, rungs: Rungs, counts: Counts, recent: Tally, wanted: int) -> Step:
    """Say what you want; take up a name; thank; show the sheet; ask a question; go on."""
    introducers = {
        life.owner(one.introducer.value) for one in counts.introductions if one.introducer
    }
    shown = {
        life.owner(one.event.data.to)
        for one in life.happenings
        if isinstance(one.event, SheetShared) and life.is_me(one.event.data.actor)
    }
    named = on_rung(rungs, "name") - introducers
    unthanked = on_rung(rungs, "introduction") - on_rung(rungs, "thanks")
    unshown = on_rung(rungs, "warm") - shown
    if not wanted:
        return Step(_want)
    if named:
        return Step(_take_up, _latest(named, "name", rungs))
    if unthanked:
        return Step(_thank, _latest(unthanked, "introduction", rungs))
    if unshown:
        return Step(_show, _latest(unshown, "warm", rungs))
    return Step(_go_on if recent.asks.made else _ask)


def _latest(contacts: set[str], rung: str, rungs: Rungs) -> tuple[str, ...]:
    return tuple(sorted(contacts, key=lambda one: (rungs[rung, one], one), reverse=True))


def _want(_: list[Person]) -> Next:
    return Next(
        text="Say what you want: one company is enough to begin with.",
        command="inroad want company NAME",
    )


def _take_up(contacts: list[Person]) -> Next:
    name = _first(contacts)
    text = f"{name} has told you of somebody inside: ask {name}, humbly, for an introduction."
    return Next(text=text, command="inroad plan")


def _thank(contacts: list[Person]) -> Next:
    return Next(text=f"Thank {_first(contacts)} for the introduction.", command="inroad due")


def _show(contacts: list[Person]) -> Next:
    if len(contacts) == 1:
        text = f"Show your sheet to {_first(contacts)}, who answered you warmly."
    else:
        text = f"Show your sheet to the {len(contacts)} who answered you warmly, one by one."
    return Next(text=text, command=f"inroad sheet for {ref_of(contacts[0])}")


def _ask(_: list[Person]) -> Next:
    return Next(text="Ask one question this week.", command="inroad plan")


def _go_on(_: list[Person]) -> Next:
    return Next(text="Go on as you do.", command="inroad today")


def _first(contacts: list[Person]) -> str:
    return first_name(contacts[0], contacts[1:])
