"""Mail: mbox (RFC 4155) and single messages (RFC 5322). Headers only: no body, no subject.

Lists and bulk mail are told by RFC 2369 and 2919 (List-…), RFC 3834 (Auto-Submitted), the
customary Precedence, and by how many a message goes to.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import HeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any, BinaryIO, Final

from schemas.errors import InvalidIdentifier
from schemas.events.ties import MAX_PARTICIPANTS
from services.imports.formats import Format, Head, Reading
from services.imports.people import identifier
from services.imports.statements import Found, Passed, Statement, Unclear

MANY: Final = 20  # recipients above which a message is bulk
_PAIR: Final = 2
_LINE: Final = 65_536  # bytes of a line that are read at once
_HEADERS: Final = 262_144  # bytes of headers that are read of one message
_DAYS, _MONTHS = b"Mon|Tue|Wed|Thu|Fri|Sat|Sun", b"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_SEPARATOR = re.compile(
    rb"From .*\b(?:" + _DAYS + rb") (?:" + _MONTHS + rb") +\d+ \d\d:\d\d(?::\d\d)? .*\d{4}\s*$"
)
_NOBODY = re.compile(
    r"(?:mailer-daemon|postmaster|bounces?|(?:[^@]*[-_.])?notifications?)\b|"
    r"(?:[^@]*[-_.+])?(?:no|do[-_.]?not)[-_.]?reply\b|reply\+"
)
_LIST: Final = ("List-Post", "Mailing-List")
_MAILTO = re.compile(r"mailto:([^>?\s]+)")
_NEWS: Final = ("List-Unsubscribe", "List-Id", "Feedback-ID")
_UNWANTED: Final = frozenset(  # labels of Gmail, in the language of the account
    {
        "spam", "trash", "bin", "draft", "drafts", "papierkorb", "entwurf", "entwürfe",
        "corbeille", "brouillon", "brouillons", "papelera", "borrador", "borradores", "lixeira",
        "lixo", "rascunho", "rascunhos", "cestino", "bozza", "bozze", "prullenbak", "concepten",
        "papperskorgen", "utkast",
    }
)  # fmt: skip
_FIELDS = re.compile(
    r"(?:return-path|received|delivered-to|mime-version|date|from|to|subject|message-id|x-[\w-]+|"
    r"dkim-signature|arc-[\w-]+|reply-to|cc|content-type|user-agent|list-[\w-]+):",
    re.IGNORECASE,
)


def read_mbox(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """Each message of a mailbox."""
    for line, headers in _messages(file):
        yield from _message(line, headers, reading)


def read_eml(file: BinaryIO, reading: Reading) -> Iterator[Found]:
    """One message."""
    lines = iter(lambda: file.readline(_LINE), b"")
    yield from _message(1, _headers(lines), reading)


def _messages(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The headers of each message, with the line of its separator; bodies are passed over."""
    headers = bytearray()
    first = 0
    inside = False  # among headers
    for number, line in _numbered(file):
        if _SEPARATOR.match(line):
            if inside:
                yield first, bytes(headers)
            headers, first, inside = bytearray(), number, True
        elif inside and not line.strip():
            yield first, bytes(headers)
            inside = False
        elif inside and len(headers) < _HEADERS:
            headers += line
    if inside:
        yield first, bytes(headers)


def _numbered(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, overlong ones in pieces."""
    number = 1
    while line := file.readline(_LINE):
        yield number, line
        number += line.endswith(b"\n")


def _headers(lines: Iterable[bytes]) -> bytes:
    headers = bytearray()
    for line in lines:
        if not line.strip() or len(headers) > _HEADERS:
            break
        headers += line
    return bytes(headers)


def _message(line: int, headers: bytes, reading: Reading) -> Iterator[Found]:
    message = HeaderParser().parsestr(_text(headers))
    senders = _people(message, "From")
    if not senders:
        yield _unclear(line, "From", "names no sender by an e-mail address")
        return
    if reason := _left_out(message, next(iter(senders))):
        yield Passed(line=line, reason=reason)
        return
    try:
        time = _time(message)
    except (ValueError, OverflowError):
        yield _unclear(line, "Date", "is missing, or is no date")
        return
    mark = str(message.get("Message-ID", "")).strip()
    yield from _contact(line, message, senders, reading, (time, mark))


def _text(headers: bytes) -> str:
    """UTF-8 (RFC 6532), else what older programs wrote."""
    try:
        return headers.decode()
    except UnicodeDecodeError:
        return headers.decode("cp1252", "replace")


def _contact(
    line: int, message: Any, senders: dict[str, str], reading: Reading, when: tuple[datetime, str]
) -> Iterator[Found]:
    sender, name = next(iter(senders.items()))
    reached = _people(message, "To", "Cc", "Bcc")
    recipients = [one for one in reached if not _NOBODY.match(one[6:])]
    is_list = _is_list(message)
    people = list(dict.fromkeys([sender, *([reading.me] if is_list else recipients)]))
    if len(people) < _PAIR:
        reason = "is from and to the same person" if recipients else "went to nobody that it names"
        yield Passed(line=line, reason=reason)
        return
    if name and "@" not in name and not is_list:
        yield Statement(
            line=line, kind="person.observed", data={"identifiers": [sender], "name": name}
        )
    how = "bulk" if is_list or len(people) > MANY + 1 else "message"
    data: dict[str, Any] = {"participants": people[:MAX_PARTICIPANTS], "from": sender, "how": how}
    if len(people) > len(data["participants"]):
        data["group_size"] = len(people)
    time, mark = when
    yield Statement(line=line, kind="interaction.recorded", data=data, time=time, mark=mark)


def _left_out(message: Any, sender: str) -> str:
    """Why a message is no contact between people, or nothing."""
    if str(message.get("Auto-Submitted", "no")).strip().casefold()[:2] != "no":
        return "was sent by a machine (Auto-Submitted)"
    if str(message.get("Return-Path", "")).strip() == "<>" or _NOBODY.match(sender[6:]):
        return "nobody is behind the sender's address"
    if _UNWANTED & _labels(message) or _yes(message, "X-Spam-Flag"):
        return "is spam, thrown away or a draft"
    if _is_list(message):
        posted = _MAILTO.findall(str(message.get("List-Post", "")).casefold())
        return "the sender is the list itself" if sender[6:] in posted else ""
    bulk = str(message.get("Precedence", "")).strip().casefold() in {"bulk", "junk"}
    return "is a newsletter" if bulk or any(one in message for one in _NEWS) else ""


def _labels(message: Any) -> set[str]:
    """What Gmail's archive has it under, each label in small letters."""
    labels = _decoded(" ".join(str(message.get("X-Gmail-Labels", "")).split()))
    return {label.strip(' "').casefold() for label in labels.split(",")}


def _is_list(message: Any) -> bool:
    """Whether it came by a list on which people write to each other."""
    posts = any(
        one in message and str(message[one]).strip().casefold()[:2] != "no" for one in _LIST
    )
    return posts or str(message.get("Precedence", "")).strip().casefold() == "list"


def _yes(message: Any, name: str) -> bool:
    return str(message.get(name, "")).strip().casefold() == "yes"


def _people(message: Message, *fields: str) -> dict[str, str]:
    """Identifiers with the names that stand by them."""
    given = [str(value) for name in fields for value in message.get_all(name, [])]
    found: dict[str, str] = {}
    for name, address in getaddresses(given):
        try:
            found.setdefault(identifier("email:" + address), _decoded(name).strip(" '\""))
        except InvalidIdentifier:
            continue
    return found


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (MessageError, LookupError, ValueError):
        return ""


def _time(message: Any) -> datetime:
    time = parsedate_to_datetime(str(message.get("Date", "")))
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _unclear(line: int, field: str, reason: str) -> Unclear:
    remedy = "correct the message's headers; the others were read"
    return Unclear(line=line, field=field, reason=reason, remedy=remedy)


def _is_mbox(head: Head) -> bool:
    return bool(_SEPARATOR.match(head.text.partition("\n")[0].encode("utf-8", "replace")))


def _is_eml(head: Head) -> bool:
    headers = head.text.replace("\r\n", "\n").partition("\n\n")[0]
    return bool(_FIELDS.match(headers)) and "\nfrom:" in f"\n{headers}".casefold()


MBOX = Format(name="mbox", title="a mailbox", fits=_is_mbox, read=read_mbox)
EML = Format(name="eml", title="a message", fits=_is_eml, read=read_eml)
