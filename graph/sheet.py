"""The sheet: an asker's target companies as one contact is to see them.

Which lines and in which order rests on all that is known of the contact's ties; what a line
*says* is public of the company, wished by the asker, or of the contact alone. What the contact
has answered is not asked again, but for what was put off until a day that has come.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from graph.agenda import Shared, Wanted, sheets_of, targets_of
from graph.entities import Company, Person, Reply, Sheet, Target
from graph.errors import ErasedRef, InroadError, OutOfBounds, UnknownRef
from graph.frontier import ViewPort
from graph.helpful import Work, alike, helps, reach_of, work_of
from graph.lookup import owners_of, person_of
from graph.store import View
from graph.strike import Seal
from graph.telling import named
from graph.words import first_name, label
from schemas.events.base import moment_text
from schemas.sheets import LineReply, SheetLine, SheetPage, SheetQuestion

_REASONS = {
    "field": "You are in {field} too.",
    "function": "You work in {function} yourself.",
    "place": "You are in {place} too.",
}


class EmptySheet(InroadError):
    """There is nothing to put on a sheet."""

    field = "from"

    def __init__(self, reason: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(reason)


class UnknownSheet(UnknownRef):
    """No sheet of this id was shared here."""

    remedy = "share it first; answers belong to the Inroad from which the sheet was shared"


class ErasedSide(ErasedRef):
    """Somebody of a sheet has asked to be forgotten since."""

    remedy = "let it rest: nothing can be recorded for somebody who was erased"

    def __init__(self, sheet: str, side: str) -> None:
        self.ref, self.field = sheet, "sheet"
        Exception.__init__(self, f"the {side} of the sheet {sheet!r} was erased")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Whose sheet it is and who sees it, as far as they are known."""

    asker: Person | None
    contact: Person | None
    work: Work = field(default_factory=Work)  # of the contact
    targets: Mapping[str, Target] = field(default_factory=dict)  # by company

    def alike(self, company: Company) -> tuple[str, ...]:
        target = self.targets.get(company.id)
        return alike(self.contact, self.work, company, target) if self.contact else ()


async def draft_of(
    view: View, sealing: Seal, question: SheetQuestion, hidden: Collection[str] = ()
) -> SheetPage:
    """The sheet that *question* asks for, not yet shared; *hidden* are companies kept back.

    Raises:
        UnknownRef, ErasedRef: by the asker or the contact.
        OutOfBounds: by a contact who is the asker, or known by description only.
        EmptySheet: when no company is left to show.
    """
    asker = await person_of(view, sealing, question.asker, "from")
    contact = await person_of(view, sealing, question.to, "to")
    _check(asker, contact, question.to)
    now = moment_text(question.now)
    wanted = await _showable(view, asker, contact, {*hidden, *question.never_reveal}, now)
    sides = await _sides(view, asker, contact, wanted, now)
    reach = await reach_of(view, ViewPort(view), contact, around=asker.id, now=now)
    lines = [_line(sides, company) for company in _chosen(sides, reach, wanted, question.most)]
    return _page(sides, lines)


async def shared_page(
    view: View, shared: Shared, now: str, hidden: Collection[str] = ()
) -> SheetPage:
    """A sheet as it was shared, less what is *hidden*, with what the contact has said."""
    sheet = shared.sheet
    owners = await owners_of(view, [sheet.asker, sheet.contact, *sheet.lines, *shared.replies])
    asker, contact = owners.get(sheet.asker), owners.get(sheet.contact)
    asker = asker if isinstance(asker, Person) else None
    contact = contact if isinstance(contact, Person) else None
    wanted = await targets_of(view, asker) if asker else ()
    sides = await _sides(view, asker, contact, wanted, now)
    replies = {owners[reply.company].id: reply for reply in _replies_by(contact, shared)}
    lines = [
        _line(sides, company, ref=ref, reply=replies.get(company.id))
        for ref in sheet.lines
        if isinstance(company := owners.get(ref), Company) and _revealed(company, hidden)
    ]
    page = _page(sides, lines)
    return page.model_copy(update={"sheet": sheet.id, "shared": sheet.time})


async def shared_of(view: View, id_: str) -> Shared:
    """The sheet of this id and its replies.

    Raises:
        UnknownSheet: when none was shared, or both sides were erased.
    """
    sheet = (await view.load(Sheet, [(id_,)])).get((id_,))
    if sheet is None:
        raise UnknownSheet(id_, "sheet")
    replies = await view.touching(Reply, sheet.names)
    return Shared(sheet=sheet, replies={one.company: one for one in replies})


def sharing(page: SheetPage, id_: str) -> dict[str, object]:
    """The data of the `sheet.shared` that tells of *page*, under a new id."""
    assert page.asker  # noqa: S101 - a draft has both sides
    assert page.contact  # noqa: S101
    return {
        "sheet": id_, "from": page.asker.ref, "to": page.contact.ref,
        "lines": [line.company.ref for line in page.lines],
    }  # fmt: skip


async def _sides(
    view: View, asker: Person | None, contact: Person | None, wanted: Sequence[Wanted], now: str
) -> _Sides:
    return _Sides(
        asker=asker,
        contact=contact,
        work=await work_of(view, contact, now) if contact else Work(),
        targets={one.company.id: one.target for one in wanted},
    )


def _check(asker: Person, contact: Person, to: str) -> None:
    if asker.id == contact.id:
        raise OutOfBounds("to", to, "name the contact who is to see your sheet")
    if contact.described:
        raise OutOfBounds("to", to, "say first who it is; so far there is only a description")


async def _showable(
    view: View, asker: Person, contact: Person, hidden: Collection[str], now: str
) -> list[Wanted]:
    """The targets of *asker* that *contact* may see and has not answered yet."""
    wanted = await targets_of(view, asker)
    if not wanted:
        raise EmptySheet("there are no target companies yet", "publish company.targeted first")
    answered = await _answered(view, asker, contact, now)
    revealed = [one for one in wanted if _revealed(one.company, hidden)]
    if not revealed:
        raise EmptySheet("every target company is kept back", "take one off the never-reveal list")
    left = [one for one in revealed if one.company.id not in answered]
    if not left:
        raise EmptySheet(
            "this contact has answered every line", "thank them, or target another company"
        )
    return left


def _replies_by(contact: Person | None, shared: Shared) -> list[Reply]:
    """What the contact has said, the earliest first: nobody else's word, whoever published it."""
    own = set(contact.identifiers) if contact else {""}
    replies = [reply for reply in shared.replies.values() if reply.contact in own]
    return sorted(replies, key=lambda reply: reply.stamp)


async def _answered(view: View, asker: Person, contact: Person, now: str) -> set[str]:
    """Ids of the companies of which *contact* has told *asker*, and need not be asked now."""
    replies = [
        reply
        for shared in await sheets_of(view, contact)
        if shared.sheet.asker in asker.identifiers and shared.sheet.contact in contact.identifiers
        for reply in _replies_by(contact, shared)
        if reply.answer != "ask-later" or reply.until > now
    ]
    owners = await owners_of(view, [reply.company for reply in replies])
    return {owner.id for owner in owners.values()}


def _chosen(
    sides: _Sides, reach: Mapping[str, float], wanted: Sequence[Wanted], most: int
) -> list[Company]:
    """Those with which the contact helps most; how much each is wanted decides between equals.

    It does not show: the order is by help, then by name.
    """
    help_ = {
        one.company.id: round(helps(one.company.id, sides.work, reach, sides.alike(one.company)), 9)
        for one in wanted
    }
    first = sorted(wanted, key=lambda one: (-help_[one.company.id], -one.target.priority))[:most]
    return sorted(
        (one.company for one in first),
        key=lambda company: (-help_[company.id], label(company).casefold(), company.id),
    )


def _revealed(company: Company, hidden: Collection[str]) -> bool:
    return not set(hidden).intersection(company.identifiers)


def _page(sides: _Sides, lines: Sequence[SheetLine]) -> SheetPage:
    return SheetPage(
        title=_title(sides),
        asker=named(sides.asker) if sides.asker else None,
        contact=named(sides.contact) if sides.contact else None,
        lines=tuple(lines),
        open=sum(line.reply is None for line in lines),
    )


def _title(sides: _Sides) -> str:
    """By names only: an identifier or another's description is not for everybody's eyes."""
    whose = f"{sides.asker.name}'s list" if sides.asker and sides.asker.name else "A list"
    for_whom = first_name(sides.contact) if sides.contact and sides.contact.name else ""
    return f"{whose}, for {for_whom}" if for_whom else whose


def _line(
    sides: _Sides, company: Company, *, ref: str = "", reply: Reply | None = None
) -> SheetLine:
    """A line under *ref*, as the sheet that was shared has it: answers come back under that."""
    target = sides.targets.get(company.id)
    words = {
        "field": company.field,
        "function": target.function if target else "",
        "place": (target.place if target else "") or company.place,
    }
    which = named(company)
    return SheetLine(
        company=which.model_copy(update={"ref": ref or which.ref}),
        reason=_reason(sides, company, words),
        reply=_reply(reply) if reply else None,
        **{name: said or None for name, said in words.items()},
    )


def _reason(sides: _Sides, company: Company, words: Mapping[str, str]) -> str | None:
    """Why the contact may help, as the contact knows it: never because of somebody else."""
    if company.id in sides.work.here:
        return "You work there."
    if company.id in sides.work.before:
        return "You used to work there."
    return next((_REASONS[name].format(**words) for name in sides.alike(company)), None)


def _reply(reply: Reply) -> LineReply:
    return LineReply.model_validate(
        {"answer": reply.answer, "time": reply.time, "until": reply.until or None,
         "words": reply.words or None}
    )  # fmt: skip
