"""One event in plain words, as the person whom the report is for would tell it."""

import re
from collections.abc import Callable
from typing import Any, Final

from graph.evidence import naming_fields
from graph.words import NOUNS
from schemas.events import Event, InsiderMentioned, InteractionRecorded
from schemas.events.introductions import Mention
from schemas.events.ties import Interaction

Name = Callable[[str | None], str]  # what to call an identifier's owner; "you" for oneself

# By type, and by the word in *_WORDS* where one makes a difference.
SAYINGS: Final = {
    "employment.started": "{person} began at {company}",
    "employment.confirmed": "{person} at {company}, as was confirmed",
    "employment.ended": "{person} left {company}",
    "relation.asserted": "{person} and {related}: {relation}, as was noted",
    "relation.ended": "{person} and {related}: {relation} no longer, as was noted",
    "tie.rated": "{rater} rated the tie with {person}: {rating}",
    "ask.made question": "{actor} asked {to} a question",
    "ask.made advice": "{actor} asked {to} for advice",
    "ask.made coffee": "{actor} asked {to} for a coffee",
    "ask.made sheet": "{actor} asked {to} for a word on the sheet",
    "ask.made introduction": "{actor} asked {to} for an introduction",
    "ask.answered warm": "{actor} answered {to} warmly",
    "ask.answered later": "{actor} answered {to}: not now",
    "ask.answered no": "{actor} answered {to} with a no",
    "sheet.shared": "{actor} showed {to} a sheet of companies",
    "sheet.answered": "{actor} told {to} a word on {company}",
    "intel.reported": "{informant} told what {company} is like",
    "thanks.sent": "{actor} thanked {to}",
    "introduction.offered": "{introducer} offered {asker} an introduction",
    "introduction.requested": "{asker} asked {introducer} for an introduction",
    "introduction.accepted introducer": "{introducer} agreed to introduce {asker}",
    "introduction.accepted insider": "{insider} agreed to meet {asker}",
    "introduction.declined introducer": "{introducer} would rather not introduce {asker}",
    "introduction.declined insider": "{insider} would rather not meet {asker}",
    "introduction.made": "{introducer} introduced {asker} to {insider}",
    "introduction.met": "{asker} met {insider}",
    "introduction.withdrawn": "{asker} no longer asks {introducer} for an introduction",
    "outcome.reported": "{asker} told what came of an introduction by {introducer}",
    "interaction.recorded message": "{actor} wrote to {whom}",
    "interaction.recorded chat": "{actor} wrote to {whom}",
    "interaction.recorded work": "{one} and {other} worked together",
    "interaction.recorded call": "{one} and {other} spoke on the phone",
    "interaction.recorded meeting": "{one} and {other} met",
    "interaction.recorded coffee": "{one} and {other} had coffee",
    "interaction.recorded gathering": "{one} and {other} were at one gathering",
    "interaction.recorded mention": "{one} and {other} were mentioned together",
    "interaction.recorded bulk": "{one} and {other} were on one list",
}
_WORDS: Final = ("kind", "answer", "by", "how")
_OWN: Final = re.compile(r"(?:my|our)\s+\S", re.IGNORECASE)


def said(event: Event, name: Name) -> str:
    """A sentence on *event*, which tells of two people or of an employment."""
    text = _mentioned(event.data, name) if isinstance(event, InsiderMentioned) else _of(event, name)
    return f"{text[0].upper()}{text[1:]}."


def _of(event: Event, name: Name) -> str:
    kind = event.type.removeprefix("inroad.").removesuffix(".v1")
    words = (f"{kind} {getattr(event.data, word, '')}" for word in _WORDS)
    saying = next((SAYINGS[word] for word in words if word in SAYINGS), SAYINGS.get(kind, kind))
    return saying.format(**_names(event, name))


def _names(event: Event, name: Name) -> dict[str, str]:
    """What stands in braces."""
    values: dict[str, Any] = vars(event.data)
    fields = naming_fields(type(event.data))
    names = {field: name(values[field]) for field in fields if not _many(values[field])}
    if "relation" in values:
        names["relation"] = NOUNS[values["relation"]]
    if "rating" in values:
        names["rating"] = f"{values['rating']:.0%}"
    return names | (_pair(event.data, name) if isinstance(event, InteractionRecorded) else {})


def _pair(met: Interaction, name: Name) -> dict[str, str]:
    """Oneself first; of more than two the others together."""
    one, *others = sorted(map(name, set(met.participants)), key=lambda who: (who != "you", who))
    other = others[0] if len(others) == 1 else f"{len(others)} others"
    actor = name(met.actor) if met.actor else one
    whom = one if actor == other else other
    return {"one": one, "other": other, "actor": actor, "whom": whom}


def _mentioned(told: Mention, name: Name) -> str:
    who, company = name(told.informant), name(told.company)
    if told.description and _OWN.match(told.description):
        to = f"told {name(told.to)}" if told.to else "said"
        return f'{who} {to}: "{told.description} works at {company}"'
    of = f"told {name(told.to)} of" if told.to else "spoke of"
    whom = f'"{told.description}"' if told.description else f"a {NOUNS[told.relation or 'contact']}"
    return f"{who} {of} {name(told.insider) if told.insider else whom} at {company}"


def _many(value: object) -> bool:
    return isinstance(value, tuple)
