"""Second selves: people of the demo story once more, under a name that was spoilt.

Nicknames are drawn from the table that finds them, so they tell nothing of names that are not
in it. Beside them live strangers who are easily mistaken: namesakes elsewhere, and colleagues
with half of the name. Nobody gets by chance a name that somebody has: who has the name and the
company of another can't be told from them by anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, Final

from graph.duplicates.nicknames import formal, forms
from graph.duplicates.spelling import folded
from services.demo.diary import Diary
from services.demo.names import FIRST, LAST
from services.demo.story import Story
from services.demo.world import Resident

KINDS: Final = (
    "as it was", "tag", "typo", "initial", "nickname", "other surname", "umlauts", "cyrillic",
)  # fmt: skip
_LATIN, _CYRILLIC = "abvgdeziyklmnoprstufxc", "абвгдезийклмнопрстуфхк"
_SPELT: Final = {
    "umlauts": {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "ó": "o", "á": "a"},
    "cyrillic": dict(zip(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper(), strict=True)),
}
MAIL: Final = 0.5  # of the new addresses follow the new name
PLACED, EMPLOYED, KNOWN = 0.5, 0.7, 0.6  # of second selves, and of the friends of each


@dataclass(frozen=True, slots=True)
class Second:
    """One of the story's people once more."""

    of: str  # identifier
    also: str
    kind: str


def corrupted(
    random: Random, story: Story, number: int
) -> tuple[list[dict[str, Any]], list[Second]]:
    """Events of *number* second selves and as many strangers, and who is whom."""
    diary = Diary(story.until + timedelta(days=1))  # its ids are another day's
    seconds: list[Second] = []
    taken = {resident.name for resident in story.world.people}
    for resident in random.sample(story.world.town, number):
        kind = random.choice(_possible(resident.name))
        name = spoilt(random, resident.name, kind)
        while kind == "other surname" and name in taken:
            name = spoilt(random, resident.name, kind)
        taken.add(name)
        if kind == "tag":
            also = resident.email.replace("@", "+jobs@")
        else:
            also = _address(random, name, len(seconds))
        seconds.append(Second(resident.email, also, kind))
        _introduce(diary, random, story, resident, Resident(name, also))
    for resident in random.sample(story.world.town, number):
        _stranger(diary, random, story, resident, taken)
    return diary.events(), seconds


def spoilt(random: Random, name: str, kind: str) -> str:
    """*name* as somebody else might write it."""
    first, _, last = name.partition(" ")
    match kind:
        case "typo":
            at = random.randrange(1, len(last) - 1)
            return f"{first} {last[:at]}{last[at + 1]}{last[at]}{last[at + 2 :]}"
        case "initial":
            return f"{first[0]}. {last}"
        case "nickname":
            return f"{random.choice(_forms(first)).title()} {last}"
        case "other surname":
            return f"{first} {random.choice(LAST)}"
        case "umlauts" | "cyrillic":
            return "".join(_SPELT[kind].get(c, c) for c in name)
        case _:
            return name


def _possible(name: str) -> list[str]:
    first = name.partition(" ")[0]
    kinds = [kind for kind in KINDS if kind not in {"umlauts", "nickname", "initial"}]
    kinds += ["umlauts"] if spoilt(Random(0), name, "umlauts") != name else []
    kinds += ["nickname"] if _forms(first) else []
    return [*kinds, "initial"] if " " in name else ["as it was", "tag"]


def _forms(first: str) -> list[str]:
    own = folded(first)
    return sorted({name for one in formal(own) for name in forms(one)} - {own})


def _address(random: Random, name: str, number: int) -> str:
    local = ".".join(folded(name).replace(".", "").split())
    return f"email:{local if random.random() < MAIL else f'box-{number}'}@second.example"


def _introduce(
    diary: Diary, random: Random, story: Story, resident: Resident, second: Resident
) -> None:
    """Most work at the same company, and most are known to some of the same friends."""
    diary.add(
        "person.observed", diary.day(30), identifiers=[second.email], name=second.name,
        place=resident.place if random.random() < PLACED else None,
    )  # fmt: skip
    if resident.employer and random.random() < EMPLOYED:
        diary.add(
            "employment.confirmed",
            diary.day(30),
            person=second.email,
            company=resident.employer.domain,
        )
    for friend in _friends(story, resident):
        if random.random() < KNOWN:
            diary.contact(diary.day(random.randrange(1, 30)), "coffee", second, friend)


def _friends(story: Story, resident: Resident) -> Iterator[Resident]:
    for one, other in story.world.friends:
        if resident in {one, other}:
            yield other if resident == one else one


def _stranger(
    diary: Diary, random: Random, story: Story, resident: Resident, taken: set[str]
) -> None:
    """Somebody with all of the name elsewhere, or with half of it at the same company."""
    first, _, last = resident.name.partition(" ")
    name, employer = resident.name, resident.employer
    if employer and random.random() < EMPLOYED:
        while name in taken:
            name = random.choice(
                (f"{random.choice(FIRST)} {last}", f"{first} {random.choice(LAST)}")
            )
        taken.add(name)
    else:
        others = [one for one in story.world.employers if one != resident.employer]
        employer = random.choice(others)
    email = f"email:{random.getrandbits(40):x}@elsewhere.example"
    stranger = Resident(name, email)
    diary.add("person.observed", diary.day(30), identifiers=[email], name=name)
    diary.add("employment.confirmed", diary.day(30), person=email, company=employer.domain)
    for friend in random.sample(story.world.town, 2):
        if friend != resident:
            diary.contact(diary.day(random.randrange(1, 30)), "coffee", stranger, friend)
