"""The other files of LinkedIn's archive: messages, invitations, recommendations.

messages.csv and Invitations.csv name people by their profiles. A recommendation names
somebody in words, who is looked for among the connections of the same archive. What was
written is not read.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Final

from schemas.errors import InvalidIdentifier
from schemas.identifiers import person_identifier
from services.imports.dates import moment_of
from services.imports.formats import Format, Head, Reading
from services.imports.mail import MANY
from services.imports.people import name_key, profile_in
from services.imports.statements import Found, Passed, Statement, Unclear
from services.imports.table import Row, cells_of, rows_of

_SENDER, _RECIPIENTS = "SENDER PROFILE URL", "RECIPIENT PROFILE URLS"
_INVITER, _INVITEE = "inviterProfileUrl", "inviteeProfileUrl"
_PAIR: Final = 2
_ARCHIVE: Final = "ask LinkedIn for the larger archive, and import it whole"


def read_messages(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each message, from who sent it to who got it; and which profile is yours."""
    own = _own_profile(file)
    if own:
        yield _me(1, own, reading)
    for found in rows_of(file, _of_messages):
        if isinstance(found, Unclear):
            yield found
        else:
            yield from _message(*found)


def read_invitations(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each invitation, a soft word of one side; and which profile is yours."""
    for found in rows_of(file, _of_invitations):
        if isinstance(found, Unclear):
            yield found
        else:
            yield from _invitation(*found, reading)


def read_recommendations(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each recommendation, given or received: you are colleagues."""
    for found in rows_of(file, _of_recommendations):
        if isinstance(found, Unclear):
            yield found
        else:
            yield from _recommendation(*found, reading)


def _own_profile(file: BinaryIO) -> str:
    """Who has part in every message, where others change; the file is wound back."""
    common: set[str] | None = None
    others: set[str] = set()
    for found in rows_of(file, _of_messages):
        if isinstance(found, tuple) and (people := _people(found[1])):
            common = set(people) if common is None else common & set(people)
            others = others if len(others) > _PAIR else others | set(people)
    file.seek(0)
    return common.pop() if common and len(common) == 1 and len(others) > _PAIR else ""


def _people(row: Row) -> list[str]:
    """Who sent a message, and who got it; nobody when one of the two is not told."""
    sender = _profile(row.get(_SENDER, ""))
    cells = re.split(r"[,;\s]+", row.get(_RECIPIENTS, ""))
    recipients = [one for cell in cells if (one := _profile(cell))]
    return list(dict.fromkeys([sender, *recipients])) if sender and recipients else []


def _message(line: int, row: Row) -> Iterator[Found]:
    if row.get("FOLDER", "").upper() == "SPAM" or row.get("IS MESSAGE DRAFT", "").upper() == "YES":
        yield Passed(line=line, reason="is spam or a draft")
        return
    if _RECIPIENTS not in row:
        reason = "does not tell who got it, as in archives of before 2023"
        remedy = "ask LinkedIn for your data again"
        yield Unclear(line=line, field=_RECIPIENTS, reason=reason, remedy=remedy)
        return
    people = _people(row)
    if len(people) < _PAIR:
        yield Passed(line=line, reason="names no two people by their profiles, as advertising does")
        return
    time = _time(row, "DATE")
    if time is None:
        yield _undated(line, "DATE")
        return
    sender = people[0]
    if name := row.get("FROM", ""):
        yield _observed(line, sender, name)
    how = "message" if len(people) <= MANY + 1 else "bulk"
    data = {"participants": people, "from": sender, "how": how}
    yield Statement(
        line=line, kind="interaction.recorded", data=data, time=time,
        mark=row.get("CONVERSATION ID", ""),
    )  # fmt: skip


def _invitation(line: int, row: Row, reading: Reading) -> Iterator[Found]:
    inviter, invitee = _profile(row.get(_INVITER, "")), _profile(row.get(_INVITEE, ""))
    if not inviter or not invitee or inviter == invitee:
        reason = "names no two people by their profiles"
        yield Unclear(line=line, field=_INVITEE, reason=reason, remedy=_ARCHIVE)
        return
    time = _time(row, "Sent At")
    if time is None:
        yield _undated(line, "Sent At")
        return
    mine = row.get("Direction", "").upper() == "OUTGOING"
    yield _me(line, inviter if mine else invitee, reading)
    if name := row.get("To" if mine else "From", ""):
        yield _observed(line, invitee if mine else inviter, name)
    data = {"participants": [inviter, invitee], "from": inviter, "how": "mention"}
    yield Statement(line=line, kind="interaction.recorded", data=data, time=time)


def _recommendation(line: int, row: Row, reading: Reading) -> Iterator[Found]:
    name = " ".join(filter(None, (row.get("First Name"), row.get("Last Name"))))
    related = reading.profiles.get(name_key(name), "")
    if not related:
        reason = f"{name or 'nobody'} is no connection, or several have this name"
        remedy = "import Connections.csv in the same command, or say it by `inroad note`"
        yield Unclear(line=line, field="First Name", reason=reason, remedy=remedy)
        return
    time = _time(row, "Creation Date")
    data = {"person": reading.me, "related": related, "relation": "colleague"}
    yield Statement(line=line, kind="relation.asserted", data=data, time=time)


def _profile(address: str) -> str:
    try:
        return person_identifier(profile_in(address))
    except InvalidIdentifier:
        return ""


def _me(line: int, profile: str, reading: Reading) -> Statement:
    data = {"identifiers": list(dict.fromkeys([reading.me, profile]))}
    return Statement(line=line, kind="person.observed", data=data)


def _observed(line: int, profile: str, name: str) -> Statement:
    data = {"identifiers": [profile], "name": name}
    return Statement(line=line, kind="person.observed", data=data)


def _time(row: Row, column: str) -> datetime | None:
    try:
        return moment_of(row.get(column, ""))
    except ValueError:
        return None


def _undated(line: int, field: str) -> Unclear:
    remedy = "write it as 2026-01-31 12:00:00 UTC"
    return Unclear(line=line, field=field, reason="is no date", remedy=remedy)


def _of_messages(heading: Sequence[str]) -> bool:
    return {_SENDER, "DATE"} <= set(heading)


def _of_invitations(heading: Sequence[str]) -> bool:
    return {"From", "To", "Sent At", "Direction"} <= set(heading)


def _of_recommendations(heading: Sequence[str]) -> bool:
    return {"First Name", "Last Name", "Text", "Status"} <= set(heading)


def _first(head: Head) -> list[str]:
    return cells_of(head.lines[0]) if head.lines else []


MESSAGES = Format(
    name="linkedin-messages", title="LinkedIn messages",
    fits=lambda head: _of_messages(_first(head)), read=read_messages,
)  # fmt: skip
INVITATIONS = Format(
    name="linkedin-invitations", title="LinkedIn invitations",
    fits=lambda head: _of_invitations(_first(head)), read=read_invitations,
)  # fmt: skip
RECOMMENDATIONS = Format(
    name="linkedin-recommendations", title="LinkedIn recommendations",
    fits=lambda head: _of_recommendations(_first(head)), read=read_recommendations,
)  # fmt: skip
