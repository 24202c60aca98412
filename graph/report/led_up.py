"""What led up to a name that was volunteered: the question, and the coffees after it."""

from graph.report.conversations import size_of
from graph.report.happened import Happening, Life
from graph.report.wording import day, nth
from schemas.events import AskMade, Event, InsiderMentioned, InteractionRecorded


def led_up_to(life: Life, event: Event, time: str) -> str:
    """A sentence on how long the informant of *event* had been asked; nothing if never."""
    if not isinstance(event, InsiderMentioned) or not life.is_me(event.data.to):
        return ""
    informant = life.owner(event.data.informant)
    before = [one for one in life.happenings if one.time <= time]
    asked = next((one for one in before if _asked(one, life, informant)), None)
    if asked is None:
        return ""
    coffees = sum(one.time > asked.time and _had_coffee(one, life, informant) for one in before)
    after = f"after your question of {day(asked.time)}"
    return f"That was at the {nth(coffees)} coffee {after}." if coffees else f"It came {after}."


def _asked(one: Happening, life: Life, contact: str) -> bool:
    event = one.event
    return (
        isinstance(event, AskMade)
        and life.is_me(event.data.actor)
        and life.owner(event.data.to) == contact
    )


def _had_coffee(one: Happening, life: Life, contact: str) -> bool:
    event = one.event
    return (
        isinstance(event, InteractionRecorded)
        and event.data.how == "coffee"
        and size_of(event) == 2  # noqa: PLR2004 - a pair
        and contact in map(life.owner, event.data.participants)
    )
