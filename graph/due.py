"""What has come due: a word that others wait for, a later that has come, silence, thanks.

Loops are closed by looking again; nothing here is ever sent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from graph.agenda import Asked, Pursuit, Shared
from graph.entities import Company, Introduction, Person, Reply, Thanks
from graph.introducing import waits_for
from graph.ladder import Volunteered
from schemas.due import DueKind
from schemas.events.base import moment_text

CAME: Final = ("met", "applied", "interview", "offer", "hired", "no")  # what came of it, at last
CARRIED: Final = ("made", *CAME)  # the introducer has brought the two together


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to look at again; *why* has {whom} and {company} yet to be named."""

    kind: DueKind
    date: str
    about: str
    why: str
    whom: str = ""  # identifiers
    company: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loops:
    """Whatever a person has begun or been asked; *owners* has whose the identifiers are."""

    person: Person
    quiet_after: timedelta
    owners: Mapping[str, Person | Company]
    asks: Sequence[Asked] = ()
    sheets: Sequence[Shared] = ()
    introductions: Sequence[Introduction] = ()
    pursuits: Sequence[Pursuit] = ()
    thanks: Sequence[Thanks] = ()
    volunteered: Sequence[Volunteered] = ()  # insiders named to the person

    def mine(self, identifier: str) -> bool:
        return identifier in self.person.identifiers

    def whose(self, identifier: str) -> str:
        """Id of whose *identifier* is."""
        owner = self.owners.get(identifier)
        return owner.id if owner else identifier

    def quiet(self, since: str) -> str:
        """When silence *since* a moment has become too long."""
        return moment_text(datetime.fromisoformat(since) + self.quiet_after)

    def again(self, reply: Reply) -> str:
        """When a later comes due: on its date, else as silence does."""
        return reply.until or self.quiet(reply.time)


def due_of(loops: Loops, by: str) -> list[Due]:
    """All that falls due up to the day of *by*, in no order; nothing with who was erased."""
    everything = (*_asks(loops), *_sheets(loops), *_introductions(loops), *_thanks(loops))
    return [one for one in everything if one.date[:10] <= by[:10] and one.whom in loops.owners]


def owed_thanks(loops: Loops, by: str) -> frozenset[str]:
    """Ids of everybody who is due thanks by the day of *by*."""
    return frozenset(loops.whose(one.whom) for one in _thanks(loops) if one.date[:10] <= by[:10])


def day_of(moment: str) -> str:
    """5 May 2026."""
    return f"{datetime.fromisoformat(moment):%-d %b %Y}"


def _asks(loops: Loops) -> Iterator[Due]:
    """Of what was asked of one person only the latest."""
    latest = {(loops.whose(one.ask.asker), loops.whose(one.ask.contact)): one for one in loops.asks}
    for one in latest.values():
        if due := _ask(loops, one):
            yield due


def _ask(loops: Loops, asked: Asked) -> Due | None:
    ask, reply = asked.ask, asked.reply
    mine = loops.mine(ask.asker)
    whom, what = ask.contact if mine else ask.asker, _KINDS[ask.kind]
    about = {"about": f"ask:{ask.id}", "whom": whom, "company": ask.company}
    on = day_of(ask.time)
    if reply is None and mine:
        why = f"You asked {{whom}} {what} on {on}, and there is no answer."
        return Due(kind="gone-quiet", date=loops.quiet(ask.time), why=why, **about)
    if reply is None:
        why = f"{{whom}} asked you {what} on {on}."
        return Due(kind="your-word", date=ask.time, why=why, **about)
    if reply.answer != "later":
        return None
    kind: DueKind = "ask-again" if mine else "your-word"
    said = "{whom} said later" if mine else "You said later to {whom}"
    return Due(kind=kind, date=loops.again(reply), why=_later(said, reply), **about)


_KINDS: Final = {
    "question": "a question", "advice": "for advice", "coffee": "for a coffee",
    "sheet": "to look at a sheet", "introduction": "for an introduction",
}  # fmt: skip


def _later(said: str, reply: Reply) -> str:
    until = f", until {day_of(reply.until)}" if reply.until else ""
    return f"{said} on {day_of(reply.time)}{until}."


def _sheets(loops: Loops) -> Iterator[Due]:
    for one in loops.sheets:
        sheet, on = one.sheet, day_of(one.sheet.time)
        about = f"sheet:{sheet.id}"
        if loops.mine(sheet.asker):
            yield from _lines(loops, one)
        elif not one.replies:
            why = f"{{whom}} showed you a sheet on {on}."
            yield Due(kind="your-word", date=sheet.time, about=about, why=why, whom=sheet.asker)


def _lines(loops: Loops, shared: Shared) -> Iterator[Due]:
    """Of one's own sheet: the lines put off, and the lines without an answer."""
    sheet = shared.sheet
    about = {"about": f"sheet:{sheet.id}", "whom": sheet.contact}
    for line, reply in shared.replies.items():
        if reply.answer == "ask-later":
            why = f"Of {{company}}: {_later('{whom} said later', reply)}"
            yield Due(kind="ask-again", date=loops.again(reply), why=why, company=line, **about)
    if shared.open_lines:
        last = max((reply.time for reply in shared.replies.values()), default=sheet.time)
        lines = len(shared.open_lines)
        told = f"{lines} {'line' if lines == 1 else 'lines'} of your sheet"
        why = f"You showed {{whom}} your sheet on {day_of(sheet.time)}: {told} without an answer."
        yield Due(kind="gone-quiet", date=loops.quiet(max(last, sheet.time)), why=why, **about)


def _introductions(loops: Loops) -> Iterator[Due]:
    """Those that wait for a word: one's own at once, another's once silence is too long."""
    for one in loops.introductions:
        waiting = waits_for(one)
        if waiting is None:
            continue
        since, company = one.history[-1][0], one.company.value if one.company else ""
        about = {"about": f"introduction:{one.id}", "company": company}
        into = f"An introduction{' into {company}' if company else ''}"
        stage = f"is {one.stage.replace('-by-insider', ' by the insider')} since {day_of(since)}"
        if loops.mine(waiting.value):
            why = f"{into} with {{whom}} {stage}, and waits for your word."
            yield Due(kind="your-word", date=since, why=why, whom=_other(one, loops), **about)
        elif not (one.insider and loops.mine(one.insider.value)):
            why = f"{into} {stage}, and waits for {{whom}}'s word."
            quiet = loops.quiet(since)
            yield Due(kind="gone-quiet", date=quiet, why=why, whom=waiting.value, **about)


def _other(introduction: Introduction, loops: Loops) -> str:
    """Whom an introduction is with, for one of its people: who asks, or who introduces."""
    ends = (introduction.asker, introduction.introducer)
    return next((said.value for said in ends if said and not loops.mine(said.value)), "")


def _thanks(loops: Loops) -> Iterator[Due]:
    """Everyone on the way to a door that opened, but those thanked since."""
    for pursuit in loops.pursuits:
        came = came_of(pursuit.steps)
        if came is None:
            continue
        since, stage, last = came
        company = last.company.value if last.company else ""
        there = " at {company}" if company else ""
        why = f"{_CAME[stage]}{there} on {day_of(since)}: {{whom}} was on the way."
        for whom in _on_the_way(loops, pursuit, since):
            if not _thanked(loops, whom, since):
                yield Due(
                    kind="thank", date=since, about=f"introduction:{last.id}", why=why, whom=whom,
                    company=company,
                )  # fmt: skip


_CAME: Final = {
    "made": "You were introduced to somebody",
    "met": "You met somebody", "applied": "You applied", "interview": "You had an interview",
    "offer": "You had an offer", "hired": "You were hired", "no": "You had a no",
}  # fmt: skip


def came_of(steps: Iterable[Introduction]) -> tuple[str, str, Introduction] | None:
    """When the latest that came of *steps* was said, what it is, and of which step."""
    marks = ((time, stage, one) for one in steps for time, stage in one.history if stage in CARRIED)
    return max(marks, key=lambda mark: (mark[0], CARRIED.index(mark[1])), default=None)


def _on_the_way(loops: Loops, pursuit: Pursuit, since: str) -> list[str]:
    """An identifier of each: who introduced, who was met, and on whose word before *since*."""
    names = [
        said.value
        for one in pursuit.steps
        for said, stages in ((one.introducer, CARRIED), (one.insider, CAME))
        if said and any(stage in stages for _, stage in one.history)
    ]
    names += _by_word(loops, pursuit, since)
    known = [name for name in names if name in loops.owners and not loops.mine(name)]
    return list({loops.whose(name): name for name in known}.values())


def _by_word(loops: Loops, pursuit: Pursuit, since: str) -> Iterator[str]:
    """Who named an insider, or said to know someone, whoever introduced in the end."""
    if pursuit.towards is None:
        return
    for shared in loops.sheets:
        for line, reply in shared.replies.items() if loops.mine(shared.sheet.asker) else ():
            knows = reply.answer == "knows-someone" and reply.time <= since
            if knows and loops.whose(line) == pursuit.towards.id:
                yield reply.contact
    for one in loops.volunteered:
        if one.time <= since and not one.insider.isdisjoint(pursuit.towards.identifiers):
            yield one.informant


def _thanked(loops: Loops, whom: str, since: str) -> bool:
    return any(
        loops.mine(one.thanker) and loops.whose(one.thanked) == loops.whose(whom)
        for one in loops.thanks
        if one.time >= since
    )
