"""With what to begin: a small question that somebody can answer, from what I want to know.

A template is a line of text with `{words}` of `WORDS` in it. It fits where all its words are
known, and the first that fits is taken: so the order of the lines is that of preference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Final

from graph.entities import Goal, Question
from graph.errors import InroadError
from schemas.events.asks import NEVER_ASKED
from schemas.wanting import Opener

WORDS: Final = ("name", "field", "function", "question")
DEFAULTS: Final = """\
You're in {field}: may I ask you something about it? {question}
You work in {function}: may I ask you something about it? {question}
May I ask you something? {question}
You're in {field}: may I ask you something about it?
You work in {function}: may I ask you something about it?
May I ask you something about your work?
"""
_NEVER: Final = re.compile(rf"\b({'|'.join(NEVER_ASKED)})s?\b", re.IGNORECASE)


class UnusableTemplate(InroadError):
    """A line of somebody's own openers can't be used."""

    def __init__(self, number: int, why: str, remedy: str) -> None:
        self.field, self.remedy = f"openers, line {number}", remedy
        super().__init__(f"line {number} of the openers {why}")


@dataclass(frozen=True, slots=True)
class Template:
    """A line, and the words that must be known for it."""

    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Whom an opener is for, as far as known."""

    name: str
    field: str = ""
    functions: tuple[str, ...] = ()  # of what they do at present


def templates_in(text: str) -> tuple[Template, ...]:
    """The templates of *text*, one a line; empty lines and those that begin with # are none.

    Raises:
        UnusableTemplate: naming the line.
    """
    lines = enumerate(text.splitlines(), start=1)
    return tuple(
        _template(number, line.strip())
        for number, line in lines
        if line.strip() and not line.lstrip().startswith("#")
    )


def openers(
    templates: Sequence[Template],
    goal: Goal | None,
    questions: Iterable[Question],
    listener: Listener,
) -> tuple[Opener, ...]:
    """One for each open question that *listener* may have an answer to, then one without.

    A question about their own field or function comes before one about nothing in particular.
    """
    fitting = sorted((one for one in questions if _fits(one, listener)), key=_breadth)
    found = [_opener(templates, goal, one, listener) for one in fitting]
    found.append(_opener(templates, goal, None, listener))
    return tuple(dict.fromkeys(one for one in found if one))


def _template(number: int, line: str) -> Template:
    try:
        parts = [part for part in Formatter().parse(line) if part[1] is not None]
    except ValueError as error:
        raise UnusableTemplate(number, f"is not closed: {error}", "close every brace") from error
    for _, word, form, conversion in parts:
        if word not in WORDS or form or conversion:
            known = ", ".join(f"{{{name}}}" for name in WORDS)
            raise UnusableTemplate(number, f"has {{{word}}}", f"use {known}, as they are")
    if never := _NEVER.search(line):
        remedy = "ask a small question about the work"
        raise UnusableTemplate(number, f"speaks of a {never[1].lower()}", remedy)
    return Template(line, frozenset(str(word) for _, word, _, _ in parts))


BUILT_IN: Final = templates_in(DEFAULTS)


def _opener(
    templates: Sequence[Template], goal: Goal | None, question: Question | None, listener: Listener
) -> Opener | None:
    """By the first template that fits; one for a question must ask it."""
    known = _known(goal, question, listener)
    asks = question is not None
    fitting = (one for one in templates if one.words <= known.keys())
    chosen = next((one for one in fitting if ("question" in one.words) == asks), None)
    if chosen is None:
        # Somebody's own file may have no line for it: the built-in ones have.
        return None if templates is BUILT_IN else _opener(BUILT_IN, goal, question, listener)
    return Opener(
        text=chosen.text.format_map(known),
        why=_why(goal, question, listener, known),
        question=question.id if question else None,
    )


def _known(goal: Goal | None, question: Question | None, listener: Listener) -> dict[str, str]:
    """The words that there are: field and function only where they are what is asked about."""
    wanted = _wanted(goal, question)
    words = {
        "name": listener.name,
        "field": _met(wanted["field"], (listener.field,)),
        "function": _met(wanted["function"], listener.functions),
        "question": question.words if question else "",
    }
    return {name: value for name, value in words.items() if value}


def _wanted(goal: Goal | None, question: Question | None) -> dict[str, str]:
    sides = [one for one in (question, goal) if one]
    return {
        word: next((said for one in sides if (said := str(getattr(one, word)))), "")
        for word in ("field", "function")
    }


def _met(wanted: str, has: Iterable[str]) -> str:
    """What somebody has of what is *wanted*; anything, when nothing is in particular."""
    return next((one for one in has if one and (not wanted or same(one, wanted))), "")


def _why(
    goal: Goal | None, question: Question | None, listener: Listener, known: dict[str, str]
) -> str:
    about = known.get("field") or known.get("function")
    if not about:
        return f"Nothing is known of {listener.name}'s work that you want to get into."
    what = f"{listener.name} is in {about}"
    if question and (question.field or question.function):
        return f"{what}, which your question is about."
    meant = goal and about.casefold() in {goal.field.casefold(), goal.function.casefold()}
    return f"{what}, as your goal is." if meant else f"{what}."


def _fits(question: Question, listener: Listener) -> bool:
    in_field = not question.field or same(question.field, listener.field)
    does = not question.function or any(same(question.function, f) for f in listener.functions)
    return in_field and does


def _breadth(question: Question) -> int:
    """How little a question is about: those of a field and a function come first."""
    return -bool(question.field) - bool(question.function)


def same(one: str, other: str) -> bool:
    """Whether two words for a field or a function are one."""
    return one.strip().casefold() == other.strip().casefold()
