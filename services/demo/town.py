"""What everybody else does in that year: work, evenings, coffees, moves, introductions."""

from itertools import pairwise
from random import Random

from services.demo.diary import SOURCE, Diary
from services.demo.names import EVENINGS, TITLES
from services.demo.world import BOB_1, BOB_2, Resident, World

NIGHTS = 44
FAIR = 140  # comers to the one fair that is too large to make ties


def introduce_all(diary: Diary, random: Random, world: World) -> None:
    """Who is who and who works where, as an address book would tell."""
    for employer in world.employers:
        diary.add(
            "company.observed", diary.day(364, 1),
            identifiers=[employer.domain, f"name:{employer.name}"], name=employer.name,
            field=employer.field, place=employer.place,
        )  # fmt: skip
    for person in world.people:
        names = [person.email, person.linkedin] if random.random() < 0.4 else [person.email]  # noqa: PLR2004 - two in five
        diary.add(
            "person.observed", diary.day(364, 2), identifiers=names, name=person.name,
            headline=person.headline, place=person.place,
        )  # fmt: skip
        if person.employer:
            since = diary.day(random.randrange(365, 3000)).date().isoformat()
            diary.add(
                "employment.started", diary.day(364, 3), person=person.email,
                company=person.employer.domain, title=person.headline.partition(" at ")[0],
                place=person.place, since=since,
            )  # fmt: skip


def evenings(diary: Diary, random: Random, world: World) -> list[list[Resident]]:
    """Who came to each evening besides Bob 1, who never misses one. Bob 2 comes to a few."""
    regulars = random.sample(world.town, 150)
    came: list[list[Resident]] = []
    for night in range(NIGHTS):
        there = random.sample(regulars, random.randrange(10, 28))
        if night % 3 == 0 and world.ann not in there:
            there.append(world.ann)
        guests = [*there, BOB_1, *([BOB_2] if night % 11 == 0 else [])]
        note = EVENINGS[night % len(EVENINGS)]
        diary.contact(diary.day((NIGHTS - night) * 8 - 5, 18), "gathering", *guests, note=note)
        _chats(diary, random, night, there)
        came.append(there)
    fair = random.sample(world.town, FAIR)
    diary.contact(diary.day(120, 10), "gathering", *fair, BOB_1, BOB_2, note="Career fair")
    return came


def _chats(diary: Diary, random: Random, night: int, there: list[Resident]) -> None:
    """Bob 1 in small circles over a drink: pleasant, and never of one thing in particular."""
    for _ in range(3):
        circle = random.sample(there, random.choice((2, 3, 4)))
        diary.contact(diary.day((NIGHTS - night) * 8 - 5, 19), "chat", BOB_1, *circle)


def working_days(diary: Diary, random: Random, world: World) -> None:
    """Colleagues write to each other, and meet in small groups."""
    for employer in world.employers:
        office = world.office(employer)
        for one, other in pairwise(office):
            for _ in range(random.randrange(1, 5)):
                diary.exchange(random, random.randrange(360), one, other)
        if len(office) > 2:  # noqa: PLR2004 - a meeting of more than two
            for _ in range(8):
                group = random.sample(office, min(len(office), random.choice((3, 4))))
                diary.contact(diary.day(random.randrange(360), 10), "meeting", *group)


def friendships(diary: Diary, random: Random, world: World) -> None:
    """Friends write, call and have coffee; some friendships are put on record."""
    for one, other in world.friends:
        if random.random() < 0.2:  # noqa: PLR2004 - one in five
            diary.add(
                "relation.asserted", diary.day(random.randrange(200, 360)), person=one.email,
                related=other.email, relation=random.choice(("friend", "neighbor", "colleague")),
            )  # fmt: skip
        diary.exchange(random, random.randrange(5, 350), one, other)
        for _ in range(random.randrange(1, 4)):
            how = random.choice(("coffee", "call", "meeting"))
            diary.contact(diary.day(random.randrange(1, 350), 17), how, one, other)


def moves(diary: Diary, random: Random, world: World) -> None:
    """Some change jobs, some give a second address, some take a word back."""
    movers = random.sample([person for person in world.town if person.employer], 30)
    targets = [employer for employer in world.employers if employer.name != "Globex"]
    for person in movers[:18]:
        ago, employer = random.randrange(20, 330), random.choice(targets)
        if person.employer and employer != person.employer and person != world.ann:
            diary.add(
                "employment.ended",
                diary.day(ago),
                person=person.email,
                company=person.employer.domain,
            )
            diary.add(
                "employment.started", diary.day(ago - 10), person=person.email,
                company=employer.domain, title=random.choice(TITLES[employer.field]),
            )  # fmt: skip
    for person in movers[18:24]:
        private = person.email.replace("@example.org", "@home.example")
        diary.add("person.merged", diary.day(90), identifiers=[person.email, private])
    for one, other in pairwise(movers[24:]):
        wrong = diary.contact(diary.day(40), "coffee", one, other, note="noted by mistake")
        diary.add("event.retracted", diary.day(39), source=SOURCE, id=wrong)


def ratings(diary: Diary, random: Random, world: World) -> None:
    """A few say themselves how good a tie is."""
    for one, other in random.sample(world.friends, 15):
        rating = random.choice((0.3, 0.6, 0.9))
        diary.add("tie.rated", diary.day(60), rater=one.email, person=other.email, rating=rating)


def introductions(diary: Diary, random: Random, world: World) -> None:
    """Friends of friends are brought together, Bobs or no Bobs."""
    circle: dict[str, list[Resident]] = {}
    for one, other in world.friends:
        if one in world.town and other in world.town:
            circle.setdefault(one.email, []).append(other)
            circle.setdefault(other.email, []).append(one)
    able = [person for person in world.town if len(circle.get(person.email, [])) > 1]
    for number, introducer in enumerate(random.sample(able, 24)):
        asker, insider = random.sample(circle[introducer.email], 2)
        if insider.employer:
            _introduction(diary, number, (asker, introducer, insider), 340 - number * 13)


def _introduction(
    diary: Diary, number: int, people: tuple[Resident, Resident, Resident], ago: int
) -> None:
    asker, introducer, insider = people
    roles = {
        "introduction": diary.key(str(number)), "asker": asker.email,
        "introducer": introducer.email, "insider": insider.email,
        "company": insider.employer.domain if insider.employer else None,
    }  # fmt: skip
    diary.add("introduction.requested", diary.day(ago), **roles)
    if number % 5 == 0:
        diary.add("introduction.declined", diary.day(ago - 1), **roles, by="insider")
        return
    diary.add("introduction.accepted", diary.day(ago - 2), **roles, by="introducer")
    diary.add("introduction.made", diary.day(ago - 4), **roles)
    if number % 3:
        diary.add("introduction.met", diary.day(ago - 9), **roles)


def doubles(diary: Diary, world: World) -> None:
    """The list of a fair names three whom the town knows, each in a way of its own."""
    known = [person for person in world.town if person.employer and person != world.ann]
    tagged, private, short = known[0], known[len(known) // 2], known[-1]
    first, last = short.name.split()
    for person, name, address in (
        (tagged, tagged.name, tagged.email.replace("@", "+fair@")),
        (private, private.name, private.email.replace("@example.org", "@mail.example")),
        (short, f"{first[0]}. {last}", f"email:{last.lower()}@mail.example"),
    ):
        diary.add("person.observed", diary.day(20), identifiers=[address], name=name)
        if person.employer:
            diary.add(
                "employment.confirmed", diary.day(20), person=address,
                company=person.employer.domain,
            )  # fmt: skip
