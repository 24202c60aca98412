"""The two Bobs. Both are friendly; one knows what he wants, and says so.

Bob 1 goes to every evening, mentions that he is looking, and writes "lovely to meet you".
Bob 2 goes to a few, asks two people a question each, and has coffee with those who answer
warmly. On the fourth coffee it tumbles out: "my neighbour works there".
"""

import uuid
from random import Random
from typing import Any

from services.demo.diary import SOURCE, Diary
from services.demo.world import BOB_1, BOB_2, GLOBEX, Resident, World

QUESTIONS = (
    "May I ask you something about your field?",
    "What do you wish you had known before you joined?",
    "Which of these companies would you stay away from?",
    "How do labs near you buy automation?",
)
WANTED = (GLOBEX, "Initech", "Heliotrope", "Ashlar Bank", "Helixa")
PLEASANTRIES = (
    "Lovely to meet you!",
    "Great talking yesterday.",
    "What an evening!",
    "Keep in touch!",
)


def bob_1(diary: Diary, random: Random, world: World, evenings: list[list[Resident]]) -> None:
    """A brother, a flatmate, and pleasantries that nobody answers."""
    brother, flatmate = world.family
    diary.add(
        "relation.asserted", diary.day(360), person=BOB_1.email, related=brother.email,
        relation="sibling",
    )  # fmt: skip
    diary.add(
        "relation.asserted", diary.day(359), person=BOB_1.email, related=flatmate.email,
        relation="co-resident",
    )  # fmt: skip
    for week in range(52):
        diary.exchange(random, week * 7 + 2, BOB_1, random.choice(world.family))
    for number, there in enumerate(evenings):
        for person in random.sample(there, 3):
            ago = (len(evenings) - number) * 8 - 6
            note = random.choice(PLEASANTRIES)
            diary.contact(diary.day(ago, 9), "message", BOB_1, person, note=note)


def bob_2(diary: Diary, random: Random, world: World) -> None:
    """Openers, warm answers, coffees; names volunteered, introductions, and Ann."""
    contacts = random.sample([person for person in world.town if person != world.ann], 26)
    asked = {world.ann: (96, True)}
    for number, person in enumerate(contacts):
        ago = 340 - number * 12
        asked[person] = (ago, _opener(diary, random, person, ago))
    _introduced(diary, contacts[2], world, "Initech")
    _half_way(diary, contacts[9], world, "Heliotrope")
    _declined(diary, contacts[15], world, "Ashlar Bank")
    _ann(diary, random, world.ann)
    _agenda(diary, world, contacts[2], asked)


def wants(diary: Diary, world: World) -> None:
    """Both want the same companies; only Bob 2 speaks of them."""
    for bob in (BOB_1, BOB_2):
        for name in WANTED:
            diary.add(
                "company.targeted", diary.day(350, 8), person=bob.email,
                company=world.employer(name).domain,
            )  # fmt: skip


def _agenda(
    diary: Diary, world: World, friend: Resident, asked: dict[Resident, tuple[int, bool]]
) -> None:
    """What was behind the openers and the coffees, on record."""
    lines = [world.employer(name).domain for name in WANTED]
    for number, (person, (ago, warm)) in enumerate(asked.items()):
        ask = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{SOURCE}/{diary.until:%Y%m%d}/ask/{number}"))
        pair = {"from": BOB_2.email, "to": person.email}
        answer = {"from": person.email, "to": BOB_2.email}
        diary.add("ask.made", diary.day(ago, 10), ask=ask, kind="question", **pair)
        if warm:
            diary.add("ask.answered", diary.day(ago - 1, 11), ask=ask, answer="warm", **answer)
            sheet = ask.replace("-", "")
            diary.add("sheet.shared", diary.day(ago - 5, 15), sheet=sheet, lines=lines, **pair)
    thanks = {"from": BOB_2.email, "to": friend.email}
    diary.add("thanks.sent", diary.day(213, 9), **thanks)


def _opener(diary: Diary, random: Random, person: Resident, ago: int) -> bool:
    """One question; whether the answer was warm."""
    diary.contact(diary.day(ago, 10), "message", BOB_2, person, note=random.choice(QUESTIONS))
    if random.random() < 0.25:  # noqa: PLR2004 - one in four does not answer, and is left in peace
        return False
    diary.contact(diary.day(ago - 1, 11), "message", person, BOB_2)
    diary.contact(diary.day(ago - 5, 15), "coffee", BOB_2, person, note="My sheet of companies.")
    for later in range(ago - 35, 0, -random.choice((30, 45, 60))):
        diary.exchange(random, later, BOB_2, person)
    return True


def _mention(diary: Diary, ago: int, informant: Resident, company: str, **more: Any) -> None:
    diary.add(
        "insider.mentioned", diary.day(ago, 16), informant=informant.email, to=BOB_2.email,
        mention=f"{company.lower()}-{diary.until:%Y%m%d}", company=company, **more,
    )  # fmt: skip


def _roles(
    diary: Diary, introducer: Resident, company: str, insider: Resident | None
) -> dict[str, Any]:
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{SOURCE}/{diary.until:%Y%m%d}/{company}")
    return {
        "introduction": str(name), "asker": BOB_2.email, "introducer": introducer.email,
        "insider": insider.email if insider else None, "company": company,
    }  # fmt: skip


def _introduced(diary: Diary, friend: Resident, world: World, company: str) -> None:
    """The whole ladder: asked, accepted by both, made, met, an interview."""
    employer = world.employer(company)
    insider = next(person for person in world.office(employer) if person != friend)
    _reach_out(diary, friend, 232)
    _mention(
        diary, 230, friend, employer.domain, insider=insider.email, description="my old flatmate",
        relation="friend",
    )  # fmt: skip
    roles = _roles(diary, friend, employer.domain, insider)
    note = "Would you introduce me? I have one question on their lab software."
    diary.add("introduction.requested", diary.day(226, 9), **roles, note=note)
    diary.add("introduction.accepted", diary.day(225, 18), **roles, by="introducer")
    diary.add("introduction.accepted", diary.day(223, 8), **roles, by="insider")
    diary.add("introduction.made", diary.day(222, 9), **roles)
    diary.add("introduction.met", diary.day(214, 17), **roles)
    diary.contact(diary.day(213, 9), "message", BOB_2, friend, note="Thank you, we met.")
    diary.add("outcome.reported", diary.day(190, 12), **roles, outcome="interview")


def _half_way(diary: Diary, friend: Resident, world: World, company: str) -> None:
    """The introducer is willing; the insider has yet to answer."""
    employer = world.employer(company)
    insider = next(person for person in world.office(employer) if person != friend)
    _reach_out(diary, friend, 26)
    _mention(diary, 24, friend, employer.domain, insider=insider.email, relation="friend")
    roles = _roles(diary, friend, employer.domain, insider)
    diary.add("introduction.requested", diary.day(9, 9), **roles)
    diary.add("introduction.accepted", diary.day(8, 18), **roles, by="introducer")


def _declined(diary: Diary, friend: Resident, world: World, company: str) -> None:
    """Not everybody wants to; that is fine too."""
    employer = world.employer(company)
    _reach_out(diary, friend, 62)
    _mention(
        diary, 60, friend, employer.domain, description="my cousin", relation="kin"
    )  # fmt: skip
    roles = _roles(diary, friend, employer.domain, None)
    diary.add("introduction.requested", diary.day(50, 9), **roles)
    diary.add("introduction.declined", diary.day(48, 18), **roles, by="introducer")


def _reach_out(diary: Diary, friend: Resident, ago: int) -> None:
    diary.contact(diary.day(ago, 15), "coffee", BOB_2, friend)


def _ann(diary: Diary, random: Random, ann: Resident) -> None:
    """One question at a breakfast, four coffees, and then the sentence that opens a door."""
    note = "You are in health: may I ask you something about your lab?"
    diary.contact(diary.day(96, 10), "message", BOB_2, ann, note=note)
    diary.contact(diary.day(95, 12), "message", ann, BOB_2, note="Gladly! Coffee on Friday?")
    for ago in (91, 63, 34, 6):
        diary.contact(diary.day(ago, 15), "coffee", BOB_2, ann)
    for ago in (80, 71, 55, 41, 28, 19, 12, 5):
        diary.exchange(random, ago, BOB_2, ann)
    _mention(
        diary, 6, ann, f"name:{GLOBEX}", description="my neighbour", relation="neighbor"
    )  # fmt: skip
