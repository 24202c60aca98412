"""Bob 2 knows what he wants, and brings it into every conversation.

He asks a question, listens, and shows his sheet to whoever answers warmly. He hears which
company to stay away from, says thank you, and asks for an introduction when a name falls.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

from services.demo.diary import Diary
from services.demo.rungs import Rungs, Way
from services.demo.world import BOB_2, Employer, Resident, World

WANTED: Final = {"Globex": 3, "Helixa": 2, "Lumigen": 1, "Cellwright": 1, "Protean": 1}
FIELD, FUNCTION, PLACE = "biotech", "lab automation", "Berlin"
QUESTIONS: Final = {
    "biotech": "How do labs near you choose their automation?",
    "health": "Who decides in a hospital which lab work is bought?",
    "": "What do you wish you had known before you joined?",
}
CONTACTS: Final = 26
# Who of them becomes what in the story, by the order in which Bob 2 asks them.
_INTRODUCER, _HALF_WAY, _UNWILLING, _REFUSED = 2, 9, 15, 19
_WARNING: Final = (4, 7, 11)
_WARM: Final = {_INTRODUCER, _HALF_WAY, _UNWILLING, _REFUSED, *_WARNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Whom Bob 2 asked, the first one first, and what became of some."""

    contacts: list[Resident]
    pending: str  # the introduction that waits for its insider
    willing: Resident  # that insider

    @property
    def first_of_the_field(self) -> tuple[Resident, int]:
        """The first one who works in a field that he has a question about, and days ago."""
        return next(
            (one, _asked_ago(number))
            for number, one in enumerate(self.contacts)
            if number and one.employer and one.employer.field in QUESTIONS
        )

    @property
    def introducer(self) -> Resident:
        """Through whom he met somebody at Cellwright."""
        return self.contacts[_INTRODUCER]

    @property
    def half_way(self) -> Resident:
        """Who is willing to introduce him at Lumigen."""
        return self.contacts[_HALF_WAY]


def bob_2(diary: Diary, random: Random, world: World) -> Circle:
    """A goal, a question to somebody every twelve days, and what it leads to."""
    _wants(diary, world)
    contacts = random.sample([one for one in world.town if one != world.ann], CONTACTS)
    rungs = Rungs(diary)
    for number, contact in enumerate(contacts):
        _asked(diary, random, rungs, contact, _asked_ago(number), warm=number in _WARM)
    _warned(diary, rungs, [contacts[number] for number in _WARNING], world)
    _introduced(rungs, contacts[_INTRODUCER], world)
    _unwilling(rungs, contacts[_UNWILLING], world)
    _refused(rungs, contacts[_REFUSED], world)
    pending, insider = _half_way(rungs, contacts[_HALF_WAY], world)
    return Circle(contacts=contacts, pending=pending, willing=insider)


def _asked_ago(number: int) -> int:
    """Days: one contact every twelve."""
    return 340 - number * 12


def sheet_lines(world: World) -> list[Employer]:
    """What stands on his sheet since he was warned of Protean."""
    return [world.employer(name) for name in WANTED if name != "Protean"]


def _wants(diary: Diary, world: World) -> None:
    person = {"person": BOB_2.email}
    diary.add(
        "goal.set", diary.day(350), field=FIELD, function=FUNCTION, place=PLACE, **person
    )  # fmt: skip
    for field, words in QUESTIONS.items():
        key = diary.key("question", field)
        diary.add(
            "question.noted", diary.day(350), question=key, words=words, field=field or None,
            **person,
        )  # fmt: skip
    for name, priority in WANTED.items():
        company = world.employer(name).domain
        diary.add(
            "company.targeted", diary.day(350), company=company, priority=priority,
            function=FUNCTION, **person,
        )  # fmt: skip


def _asked(
    diary: Diary, random: Random, rungs: Rungs, contact: Resident, ago: int, *, warm: bool
) -> None:
    """A question; most answer warmly, and some of those become friends over a coffee."""
    field = contact.employer.field if contact.employer else ""
    ask = rungs.question(ago, contact, QUESTIONS.get(field, QUESTIONS[""]))
    luck = 1.0 if warm else random.random()
    if luck < 0.2:  # noqa: PLR2004 - one in five does not answer, and is left in peace
        return
    if luck < 0.3:  # noqa: PLR2004 - one in ten puts it off
        until = diary.day(ago - 60).date().isoformat()
        rungs.answer(ago - 2, contact, ask, "later", until=until)
        return
    if luck < 0.35:  # noqa: PLR2004 - one in twenty would rather not
        rungs.answer(ago - 1, contact, ask, "no")
        return
    rungs.answer(ago - 1, contact, ask, "warm")
    diary.contact(diary.day(ago - 5, 15), "coffee", BOB_2, contact)
    rungs.thanks(ago - 6, contact, ask=ask)
    for later in range(ago - 35, 0, -random.choice((30, 45, 60))):
        diary.exchange(random, later, BOB_2, contact)


def _warned(diary: Diary, rungs: Rungs, contacts: list[Resident], world: World) -> None:
    """Three say the same of Protean, and Bob 2 takes it off his list."""
    lines = [world.employer(name) for name in WANTED]
    protean, helixa = world.employer("Protean"), world.employer("Helixa")
    for contact, ago in zip(contacts, (280, 244, 200), strict=True):
        sheet = rungs.sheet(ago, contact, lines)
        rungs.line(ago, contact, sheet, protean, "sweatshop", words="Nobody stays a year.")
        rungs.line(ago, contact, sheet, helixa, "great-place")
        rungs.thanks(ago - 1, contact)
    diary.add(
        "intel.reported", diary.day(200, 16), informant=contacts[-1].email, to=BOB_2.email,
        company=protean.domain, topic="hours", sentiment="bad", basis="former",
        words="Weekends, every month.",
    )  # fmt: skip
    diary.add("company.untargeted", diary.day(194), person=BOB_2.email, company=protean.domain)


def _insider(world: World, company: str, friend: Resident) -> tuple[str, Resident]:
    employer = world.employer(company)
    return employer.domain, next(one for one in world.office(employer) if one != friend)


def _introduced(rungs: Rungs, friend: Resident, world: World) -> None:
    """The whole ladder: asked, accepted by both, made, met, an interview."""
    company, insider = _insider(world, "Cellwright", friend)
    sheet = rungs.sheet(232, friend, [world.employer(name) for name in WANTED])
    rungs.line(232, friend, sheet, world.employer("Cellwright"), "knows-someone")
    rungs.name(
        230, friend, company, insider=insider.email, description="my old flatmate",
        relation="friend",
    )  # fmt: skip
    way = Way(introducer=friend, company=company, insider=insider)
    note = "Would you introduce me? I have one question on their lab software."
    rungs.introduction(226, "requested", way, note=note)
    rungs.introduction(225, "accepted", way, by="introducer")
    rungs.introduction(223, "accepted", way, by="insider")
    name = rungs.introduction(222, "made", way)
    rungs.introduction(214, "met", way)
    rungs.thanks(213, friend, introduction=name)
    rungs.thanks(213, insider, introduction=name)
    rungs.outcome(190, way, "interview")
    rungs.thanks(184, friend, introduction=name)
    rungs.thanks(184, insider, introduction=name)
    rungs.outcome(170, way, "no")
    rungs.thanks(168, friend, introduction=name)
    rungs.thanks(168, insider, introduction=name)


def _unwilling(rungs: Rungs, friend: Resident, world: World) -> None:
    """Not everybody wants to introduce; that is fine too."""
    company = world.employer("Helixa").domain
    rungs.sheet(121, friend, sheet_lines(world))
    rungs.name(119, friend, company, description="my cousin", relation="kin")
    way = Way(introducer=friend, company=company)
    rungs.introduction(110, "requested", way)
    rungs.introduction(108, "declined", way, by="introducer")


def _refused(rungs: Rungs, friend: Resident, world: World) -> None:
    """The introducer is glad to; the insider would rather not."""
    company, insider = _insider(world, "Helixa", friend)
    rungs.sheet(88, friend, sheet_lines(world))
    rungs.name(
        86, friend, company, insider=insider.email, description="a friend of mine",
        relation="friend",
    )  # fmt: skip
    way = Way(introducer=friend, company=company, insider=insider)
    rungs.introduction(80, "requested", way)
    rungs.introduction(79, "accepted", way, by="introducer")
    rungs.introduction(75, "declined", way, by="insider")
    rungs.thanks(74, friend)


def _half_way(rungs: Rungs, friend: Resident, world: World) -> tuple[str, Resident]:
    """The introducer is willing; the insider has yet to answer."""
    company, insider = _insider(world, "Lumigen", friend)
    rungs.sheet(26, friend, sheet_lines(world))
    rungs.name(24, friend, company, insider=insider.email, relation="friend")
    way = Way(introducer=friend, company=company, insider=insider)
    rungs.introduction(9, "requested", way)
    return rungs.introduction(8, "accepted", way, by="introducer"), insider
