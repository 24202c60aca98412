"""The page of a gathering as text, and as one sheet of HTML that is whole in itself."""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Final, Literal

from graph.due import day_of
from graph.export.cells import clean
from schemas.gatherings import GatheringPage, GatheringTold, Stranger, Talk, Unsure
from services.policy import policy_of
from services.sheets.forms import Written

_BREAK: Final = "\n"  # where lines run on, in print
_UNSURE: Final = "Which one is meant?"


def written(page: GatheringPage, form: Literal["text", "page"]) -> Written:
    """*page* in one of its forms."""
    if form == "text":
        return Written(as_text(page), "text/plain; charset=utf-8", "txt")
    return Written(as_page(page), "text/html; charset=utf-8", "html")


def as_text(page: GatheringPage) -> str:
    """For a small screen, or a message to oneself."""
    lines = [clean(page.title), *_when(page.gathering), clean(page.sentence)]
    lines += [f"You look for {clean(page.goal)}."] if page.goal else []
    lines += [f"You ask yourself: {clean(one)}" for one in page.questions]
    lines += map(clean, page.rules)
    for number, talk in enumerate(_asked(page), start=1):
        lines += ["", f"{number}. {_head(talk)}", *(f"   {line}" for line in _told(talk))]
    friendly = _friendly(page)
    lines += ["", "Just be friendly; ask for nothing:"] if friendly else []
    for talk in friendly:
        lines += [f"-  {_head(talk)}", *(f"   {line}" for line in _told(talk))]
    lines += ["", "Nobody you know yet:"] if page.strangers else []
    lines += [f"-  {_stranger(one)}" for one in page.strangers]
    lines += ["", _UNSURE] if page.unsure else []
    lines += [f"-  {_unsure(one)}" for one in page.unsure]
    lines += ["", *_remarks(page)] if _remarks(page) else []
    return "\n".join(lines) + "\n"


def as_page(page: GatheringPage) -> str:
    """To be printed on one page for some twenty people, or carried on a telephone."""
    style = _part("gathering.css")
    return Template(_part("gathering.html")).substitute(
        policy=policy_of(style),
        style=style,
        title=escape(clean(page.title)),
        when="".join(f'<p class="dim">{escape(one)}</p>' for one in _when(page.gathering)),
        sentence=escape(clean(page.sentence)),
        wish="".join(_wish(page)),
        rules=_BREAK.join(f"<li>{escape(clean(rule))}</li>" for rule in page.rules),
        people="".join(_entry(talk) for talk in _asked(page)),
        rest="".join(_rest(page)),
    )


def _asked(page: GatheringPage) -> list[Talk]:
    return [talk for talk in page.people if not talk.friendly]


def _friendly(page: GatheringPage) -> list[Talk]:
    return [talk for talk in page.people if talk.friendly]


def _when(gathering: GatheringTold | None) -> list[str]:
    if gathering is None:
        return []
    days = dict.fromkeys(day_of(one) for one in (gathering.starts, gathering.until) if one)
    where = f", {clean(gathering.place)}" if gathering.place else ""
    return [f"{' to '.join(days)}{where}"]


def _head(talk: Talk) -> str:
    about = f", {clean(talk.about)}" if talk.about else ""
    return f"{clean(talk.whom.name)}{about}"


def _told(talk: Talk) -> Iterator[str]:
    """The lines of one of them, as text."""
    yield clean(talk.known) if talk.known else "You have not met."
    for line in (talk.friendly, talk.why):
        if line:
            yield clean(line)
    if talk.opener:
        yield f"Say: “{clean(talk.opener)}”"
    if talk.step:
        yield f"At most: {clean(talk.step)}"
    yield from (f"Offer: {clean(one)}" for one in talk.offers)
    yield from (f"Mind: {clean(one)}" for one in talk.avoid)


def _stranger(one: Stranger) -> str:
    why = clean(one.why).removeprefix("Nobody you know yet.").strip()
    return f"{clean(one.attendee)}: “{clean(one.opener)}”{f' ({why})' if why else ''}"


def _unsure(one: Unsure) -> str:
    return f"{clean(one.attendee)}: {', '.join(clean(who.name) for who in one.candidates)}"


def _remarks(page: GatheringPage) -> list[str]:
    erased = {0: "", 1: "One who was named has asked to be forgotten."}.get(
        page.erased, f"{page.erased} who were named have asked to be forgotten."
    )
    cut = "There are more than this page looked at." if page.cut else ""
    return [line for line in (erased, cut) if line]


def _wish(page: GatheringPage) -> Iterator[str]:
    if page.goal:
        yield f"<p>You look for <b>{escape(clean(page.goal))}</b>.</p>"
    if page.questions:
        lines = "".join(f"<li>{escape(clean(one))}</li>" for one in page.questions)
        yield f'<ul class="questions">{lines}</ul>'


def _entry(talk: Talk) -> str:
    return f"<li>{_BREAK.join(_parts(talk))}</li>"


def _parts(talk: Talk) -> Iterator[str]:
    about = f' <bdi class="dim">{escape(clean(talk.about))}</bdi>' if talk.about else ""
    yield f"<h3><bdi>{escape(clean(talk.whom.name))}</bdi>{about}</h3>"
    if talk.opener:
        yield f'<p class="say">“{escape(clean(talk.opener))}”</p>'
    yield from _lines("why", filter(None, (talk.friendly, talk.why)))
    yield from _lines("known", [talk.known or "You have not met."])
    yield from _lines("offer", talk.offers)
    yield from _lines("step", filter(None, [talk.step]))
    yield from _lines("avoid", talk.avoid)


def _lines(kind: str, lines: Iterable[str]) -> Iterator[str]:
    return (f'<p class="{kind}">{_MARKS.get(kind, "")}{escape(clean(line))}</p>' for line in lines)


_MARKS: Final = {
    "offer": "<b>Offer</b> ", "step": "<b>At most</b> ", "avoid": "<b>Mind</b> ",
}  # fmt: skip


def _rest(page: GatheringPage) -> Iterator[str]:
    """Those not to be asked, those nobody knows, those not sure; and remarks."""
    friendly = "".join(_entry(talk) for talk in _friendly(page))
    strangers = "".join(f"<li>{escape(_stranger(one))}</li>" for one in page.strangers)
    unsure = "".join(f"<li>{escape(_unsure(one))}</li>" for one in page.unsure)
    for head, lines in (
        ("Just be friendly; ask for nothing", friendly),
        ("Nobody you know yet", strangers),
        (_UNSURE, unsure),
    ):
        if lines:
            yield f"<section><h2>{head}</h2><ul>{lines}</ul></section>"
    yield from (f'<p class="dim">{escape(one)}</p>' for one in _remarks(page))


@cache
def _part(name: str) -> str:
    return files("services.gatherings").joinpath("parts", name).read_text(encoding="utf-8")
