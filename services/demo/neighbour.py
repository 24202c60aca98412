"""Ann's neighbour: one question, four coffees, and the sentence that opens a door."""

from dataclasses import dataclass
from random import Random

from schemas.events.base import moment_text
from services.demo.bob_2 import QUESTIONS, sheet_lines
from services.demo.diary import Diary
from services.demo.rungs import Rungs, Way
from services.demo.world import BOB_2, Resident, World

EVENING = "open-lab-evening"
EVENING_AGO, TOLD = 97, 34  # days: the evening, and when it tumbles out
_GUESTS = 4  # besides Ann


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """A gathering that Bob 2 announces; what came of it he tells afterwards."""

    key: str
    guests: list[Resident]  # Ann first


def neighbour(diary: Diary, random: Random, world: World) -> Evening:
    """How Bob 2 comes to know Ann, and through her somebody at Globex."""
    rungs, ann = Rungs(diary), world.ann
    evening = _evening(diary, random, world)
    ask = rungs.question(96, ann, QUESTIONS["health"])
    rungs.answer(95, ann, ask, "warm", words="Gladly! Coffee on Friday?")
    for ago in (91, 48, TOLD):
        diary.contact(diary.day(ago, 15), "coffee", BOB_2, ann)
    rungs.thanks(90, ann, ask=ask)
    for ago in (80, 71, 55, 41, 28, 19, 12, 5):
        diary.exchange(random, ago, BOB_2, ann)
    sheet = rungs.sheet(63, ann, sheet_lines(world))
    for company in ("Helixa", "Lumigen", "Cellwright"):
        rungs.line(63, ann, sheet, world.employer(company), "no-idea")
    _introduced(rungs, ann, world.staff[0], world)
    return evening


def _evening(diary: Diary, random: Random, world: World) -> Evening:
    guests = [world.ann, *random.sample([one for one in world.town if one != world.ann], _GUESTS)]
    there = [person.email for person in guests]
    diary.add(
        "gathering.announced", diary.day(104), gathering=diary.key(EVENING), announcer=BOB_2.email,
        name="Open lab evening", place="Berlin", starts=moment_text(diary.day(EVENING_AGO, 18)),
        participants=[BOB_2.email, *there],
    )  # fmt: skip
    return Evening(key=diary.key(EVENING), guests=guests)


def _introduced(rungs: Rungs, ann: Resident, insider: Resident, world: World) -> None:
    globex = world.employer("Globex").domain
    who = {"description": "my neighbour", "relation": "neighbor"}
    rungs.name(TOLD, ann, globex, **who)
    way = Way(introducer=ann, company=globex)
    note = "Would you introduce me to your neighbour? I have one question on their lab."
    rungs.introduction(33, "requested", way, note=note)
    rungs.introduction(32, "accepted", way, by="introducer")
    rungs.name(31, ann, globex, insider=insider.email, **who)
    known = way.towards(insider)
    rungs.introduction(30, "accepted", known, by="insider")
    name = rungs.introduction(29, "made", known)
    rungs.introduction(22, "met", known)
    rungs.thanks(21, ann, introduction=name)
    rungs.thanks(21, insider, introduction=name)
    rungs.outcome(12, known, "interview")
    rungs.thanks(11, ann, introduction=name)
    rungs.thanks(11, insider, introduction=name)
    rungs.outcome(1, known, "offer")
