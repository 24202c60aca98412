"""The apps whose files are imported, each entry drawn at random from what they are known to write.

Of every format some entries in twenty are broken, and some are to be left out.
"""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from benchmarks.foreign import BOB, App, Entry, Says

_FIRST: Final = ("Ann", "Zoë", "José", "Anne-Marie", "Jürgen", "Siân", "Björk", "D'Arcy")
_LAST: Final = ("Lee", "Müller", "O'Neill", "van den Berg", "Núñez", "Ångström", "Smith-Jones")
_FIRMS: Final = (
    "Globex", "Initech GmbH", 'Hooli, "the" Firm', "Société Générique", "Umbrella, Inc.",
)  # fmt: skip
_NOBODY: Final = ("Self-employed", "Student")
_MONTHS: Final = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_IN: Final = "https://www.linkedin.com/in/"
_ME: Final = "linkedin:bob-stone"


def _row(*cells: str, delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _name(chance: Random) -> tuple[str, str]:
    return chance.choice(_FIRST), chance.choice(_LAST)


def _time(chance: Random) -> datetime:
    return datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(
        days=chance.randrange(400), seconds=chance.randrange(3600)
    )


def _met(time: datetime, *people: str) -> Says:
    return (time.isoformat(), *sorted(people))


def connection(chance: Random, n: int) -> Entry:
    """LinkedIn's Connections.csv."""
    first, last = _name(chance)
    url, mail, day = f"{_IN}p-{n}", chance.choice(["", f"p{n}@example.org"]), _time(chance)
    on = chance.choice(
        [f"{day:%d %b %Y}", f"{day.day}. {_MONTHS[day.month - 1]} {day.year}", f"{day:%F}"]
    )
    says = ((f"linkedin:p-{n}", f"{first} {last}"),)
    firm, kind = chance.choice(_FIRMS), chance.random()
    if kind < 0.02:
        return Entry(text=_row(first, last, "", "", firm, "Lead", on), broken=True)
    if kind < 0.04:
        return Entry(text=_row(first, last, url, mail, firm, "Lead", on, "x", "y"), broken=True)
    if kind < 0.05:
        return Entry(text=f'"{first},{last},{url},,Globex,Lead,{on}\n', broken=True)
    if kind < 0.07:
        return Entry(text=_row(first, last, url, mail, firm, "", "once"), says=says, broken=True)
    if kind < 0.12:
        alone = _row(first, last, url, mail, chance.choice(_NOBODY), "Coach", on)
        return Entry(text=alone, says=says, left_out=True)
    title = chance.choice(["Lead", "Head, Assays", 'Of "R&D"', "Two\nlines", ""])
    return Entry(text=_row(first, last, url, mail, firm, title, on), says=says)


def message(chance: Random, n: int) -> Entry:
    """LinkedIn's messages.csv."""
    name, time, kind = " ".join(_name(chance)), _time(chance), chance.random()
    words = chance.choice(["hello", "two\nlines", 'a "quote", and more'])

    def row(
        sender: str = f"{_IN}p-{n}", at: str = f"{time:%F %T} UTC", where: str = "INBOX"
    ) -> str:
        mine = ("Bob", f"{_IN}bob-stone")
        return _row(f"c{n}", "", name, sender, *mine, at, "", words, where, "", "No")

    if kind < 0.04:
        return Entry(text=row(at=chance.choice(["once", ""])), broken=True)
    if kind < 0.06:
        return Entry(text=row(sender=""), left_out=True)
    if kind < 0.10:
        return Entry(text=row(where="SPAM"), left_out=True)
    return Entry(text=row(), says=(_met(time, f"linkedin:p-{n}", _ME),))


def invitation(chance: Random, n: int) -> Entry:
    """LinkedIn's Invitations.csv."""
    name, time, kind = " ".join(_name(chance)), _time(chance).replace(second=0), chance.random()
    at = f"{time.month}/{time.day}/{time:%y}, {time:%I:%M %p}"
    if kind < 0.04:
        return Entry(text=_row(name, "Bob", at, "", "INCOMING", "", ""), broken=True)
    who, bob = f"{_IN}p-{n}", f"{_IN}bob-stone"
    if kind < 0.07:
        return Entry(text=_row(name, "Bob", "once", "", "INCOMING", who, bob), broken=True)
    mine = chance.random() < 0.5
    row = ("Bob", name, at, "", "OUTGOING", bob, who) if mine else (
        name, "Bob", at, "", "INCOMING", who, bob)  # fmt: skip
    return Entry(text=_row(*row), says=(_met(time, f"linkedin:p-{n}", _ME),))


def card(chance: Random, n: int) -> Entry:
    """A vCard 2.1, 3.0 or 4.0."""
    first, last = _name(chance)
    mail, kind = f"EMAIL:p{n}@example.org", chance.random()
    names = {
        "2.1": f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_quoted(f'{first} {last}')}",
        "3.0": f"FN:{first} {last}\nN:{last};{first};;;", "4.0": f"FN:{first} {last}",
    }  # fmt: skip
    version = chance.choice(list(names))
    more = chance.choice(
        [
            "ORG:Globex\\, Inc.;Research\nTITLE:Lead", "TEL;TYPE=cell:+49 30 123456",
            "NOTE:words\n that go on", "item1.URL:https://example.org\nitem1.X-ABLabel:Home",
            "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\n ABC=",
        ]
    )  # fmt: skip
    lines = ["BEGIN:VCARD", f"VERSION:{version}", names[version], mail, more, "END:VCARD", ""]
    if kind < 0.02:
        return Entry(text="\n".join(lines[:-2]) + "\n", broken=True)
    if kind < 0.04:
        lines[3] = "no colon"
        return Entry(text="\n".join(lines), broken=True)
    if kind < 0.06:
        lines[3:5] = ["CATEGORIES:friends"]
        return Entry(text="\n".join(lines), broken=True)
    if kind < 0.09:
        lines[3] = "KIND:org\nX-ABShowAs:COMPANY"
        return Entry(text="\n".join(lines), left_out=True)
    return Entry(text="\n".join(lines), says=((f"email:p{n}@example.org", f"{first} {last}"),))


def _quoted(text: str) -> str:
    return "".join(
        c if c.isascii() and c not in "='" else "".join(f"={b:02X}" for b in c.encode())
        for c in text
    )


def meeting(chance: Random, n: int) -> Entry:
    """An entry of a calendar."""
    time, kind, weeks = _time(chance), chance.random(), chance.choice([1, 1, 1, 3])
    time = time.replace(month=1)  # Berlin is an hour ahead
    start = chance.choice(
        [f"DTSTART:{time:%Y%m%dT%H%M%S}Z",
         f"DTSTART;TZID=Europe/Berlin:{time + timedelta(hours=1):%Y%m%dT%H%M%S}",
         f"DTSTART;TZID=W. Europe Standard Time:{time + timedelta(hours=1):%Y%m%dT%H%M%S}"]
    )  # fmt: skip
    until = time + timedelta(days=14)
    rule = [chance.choice([f"RRULE:FREQ=WEEKLY;UNTIL={until:%Y%m%d}", "RRULE:FREQ=WEEKLY;COUNT=3"])]
    who = chance.choice(
        [f"ATTENDEE;CN=P {n};PARTSTAT=ACCEPTED:MAILTO:p{n}@Example.org",
         f'ATTENDEE;CN="P,\n  {n}":mailto:p{n}@example.org',
         f"ATTENDEE;EMAIL=p{n}@example.org:urn:uuid:{n}"]
    )  # fmt: skip
    lines = [
        "BEGIN:VEVENT", f"UID:{n}@example.org", start, *(rule if weeks > 1 else []),
        "ORGANIZER;CN=Bob Stone:mailto:bob@example.org", who,
        "SUMMARY:Something private", "DESCRIPTION:words\n  that go on", "END:VEVENT", "",
    ]  # fmt: skip
    if kind < 0.03:
        return Entry(text="\n".join(lines).replace(start, "DTSTART:soon"), broken=True)
    if kind < 0.05:
        return Entry(text="\n".join(lines[:-2]) + "\n", broken=True)
    if kind < 0.08:
        return Entry(text="\n".join([lines[0], "STATUS:CANCELLED", *lines[1:]]), left_out=True)
    times = [time + timedelta(weeks=week) for week in range(weeks)]
    return Entry(
        text="\n".join(lines),
        says=tuple(_met(one, f"email:p{n}@example.org", BOB) for one in times),
    )


def mail(chance: Random, n: int) -> Entry:
    """A message of a mailbox."""
    name, time, kind = " ".join(_name(chance)), _time(chance), chance.random()
    date = chance.choice(
        [f"{time:%a, %d %b %Y %T} +0000", f"{time + timedelta(hours=2):%a, %d %b %Y %T} +0200 (X)",
         f"{time - timedelta(hours=5):%d %b %Y %T} EST"]
    )  # fmt: skip
    headers = {
        "From": f"{name} <p{n}@example.org>", "To": "Bob <bob@example.org>, undisclosed:;",
        "Subject": "words", "Date": date, "Message-ID": f"<{n}@example.org>",
    }  # fmt: skip
    body = chance.choice(
        ["hello\n\n", "Dear Bob,\n\nFrom Monday on I am away.\n>From me\n\n", "\n"]
    )
    if kind < 0.03:
        headers["Date"] = "soon"
    elif kind < 0.05:
        del headers["From"]
    elif kind < 0.10:
        headers |= {"List-Unsubscribe": "<mailto:off@example.org>"}
    elif kind < 0.12:
        headers["From"] = "no-reply@example.org"
    told = "".join(f"{name}: {value}\n" for name, value in headers.items())
    said = kind >= 0.12
    return Entry(
        text=f"From p@example.org {time:%a %b %d %T %Y}\n{told}\n{body}", broken=kind < 0.05,
        left_out=0.05 <= kind < 0.12,
        says=(_met(time, f"email:p{n}@example.org", BOB),) if said else (),
    )  # fmt: skip


def google(chance: Random, n: int) -> Entry:
    """Google Contacts' CSV."""
    first, last = _name(chance)
    firm, kind = chance.choice(_FIRMS), chance.random()
    notes = chance.choice(["", "a secret\nof two lines", '"quoted"'])
    mails = chance.choice([f"p{n}@example.org", f"p{n}@example.org ::: p.{n}@example.com"])
    cells = [first, "", last, firm, "Lead", notes, "* myContacts", mails, "Mobile", "+49 30 123456"]
    says = ((f"email:p{n}@example.org", f"{first} {last}"),)
    if kind < 0.03:
        return Entry(text=_row(*cells[:7], "", "", "", "", ""), broken=True)
    if kind < 0.05:
        return Entry(text=_row(*cells, "", "", "x"), broken=True)
    if kind < 0.07:
        return Entry(text=_row("", "", "", firm, *[""] * 8), left_out=True)
    if kind < 0.10:
        return Entry(text=_row(*cells, "Brother", "Ben"), says=says, left_out=True)
    return Entry(text=_row(*cells, "", ""), says=says)


def person(chance: Random, n: int) -> Entry:
    """A table that a spreadsheet has written."""
    name, day, kind = " ".join(_name(chance)), _time(chance), chance.random()
    firm, on = chance.choice(_FIRMS), chance.choice([f"{day:%d.%m.%Y}", f"{day:%F}", ""])
    mail = f"p{n}@example.org"
    says = ((f"email:{mail}", name),)
    if kind < 0.03:
        return Entry(text=_row(name, "nobody", firm, "Lead", on, delimiter=";"), broken=True)
    if kind < 0.05:
        once = _row(name, mail, firm, "", "once", delimiter=";")
        return Entry(text=once, says=says, broken=True)
    if kind < 0.08:
        alone = _row(name, mail, chance.choice(_NOBODY), "", on, delimiter=";")
        return Entry(text=alone, says=says, left_out=True)
    return Entry(text=_row(name, mail, firm, "Lead", on, "", delimiter=";"), says=says)


def event(chance: Random, n: int) -> Entry:
    """A line of CloudEvents."""
    time, kind = _time(chance), chance.random()
    told = {
        "specversion": "1.0", "id": str(n), "source": "urn:example:app", "time": time.isoformat(),
        "type": "inroad.interaction.recorded.v1",
        "data": {"participants": [BOB, f"email:p{n}@example.org"], "how": "coffee"},
    }  # fmt: skip
    if kind < 0.02:
        return Entry(text=json.dumps(told)[:-1] + "\n", broken=True)
    if kind < 0.04:
        return Entry(text=json.dumps(told | {"type": "inroad.wine.drunk.v1"}) + "\n", broken=True)
    return Entry(text=json.dumps(told) + "\n", says=(("urn:example:app", str(n)),))


APPS: Final = (
    App(
        format="linkedin-connections", file="Connections.csv", entry=connection,
        head='Notes:\n"When exporting, some ""addresses"" are missing."\n\n'
             "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
        encoding="utf-8-sig", newline="\r\n",
    ),
    App(
        format="linkedin-messages", file="messages.csv", entry=message,
        head="CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
             "DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n",
    ),
    App(
        format="linkedin-invitations", file="Invitations.csv", entry=invitation,
        head="From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n",
    ),
    App(format="vcard", file="cards.vcf", entry=card, newline="\r\n"),
    App(
        format="ics", file="calendar.ics", entry=meeting, head="BEGIN:VCALENDAR\nVERSION:2.0\n",
        tail="END:VCALENDAR\n", newline="\r\n",
    ),
    App(format="mbox", file="All mail.mbox", entry=mail, encoding="cp1252"),
    App(
        format="google-contacts", file="contacts.csv", entry=google, encoding="utf-16",
        head="First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,"
             "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Relation 1 - Label,"
             "Relation 1 - Value\n",
    ),
    App(
        format="csv", file="people.csv", entry=person, encoding="cp1252", newline="\r\n",
        head="sep=;\nName;E-Mail;Firma;Titel;Seit\n",
    ),
    App(format="events", file="events.jsonl", entry=event),
)  # fmt: skip
