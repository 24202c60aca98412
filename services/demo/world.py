"""Who lives in the demo story: three hundred people, sixty companies, and circles of friends."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from services.demo.names import FIELDS, FIRST, LAST, PLACES, TITLES

PEOPLE = 300
GLOBEX = "Globex"


@dataclass(frozen=True, slots=True)
class Employer:
    """A company and its staff's line of work."""

    name: str
    field: str
    place: str

    @property
    def domain(self) -> str:
        return f"domain:{self.name.lower().replace(' ', '-')}.example"


@dataclass(frozen=True, slots=True)
class Resident:
    """One of the three hundred."""

    name: str
    email: str
    headline: str = ""
    employer: Employer | None = None
    place: str = PLACES[0]

    @property
    def linkedin(self) -> str:
        return "linkedin:" + self.email.removeprefix("email:").partition("@")[0].replace(".", "-")


BOB_1 = Resident("Bob 1", "email:bob1@example.org", "Looking for something new, open to anything")
BOB_2 = Resident("Bob 2", "email:bob2@example.org", "Looking for lab automation in biotech, Berlin")


@dataclass(slots=True)
class World:
    """Everybody, and who is close to whom."""

    employers: list[Employer]
    ann: Resident
    family: list[Resident]  # Bob 1's brother and flatmate: dear to him, and known to nobody else
    staff: list[Resident]  # at Globex; they don't go out in the evening
    quiet: list[Resident]  # nor do these, the staff's friends
    town: list[Resident]  # everybody else, Ann among them
    friends: list[tuple[Resident, Resident]] = field(default_factory=list)

    @property
    def people(self) -> list[Resident]:
        return [BOB_1, BOB_2, *self.family, *self.staff, *self.quiet, *self.town]

    def employer(self, name: str) -> Employer:
        return next(employer for employer in self.employers if employer.name == name)

    def office(self, employer: Employer) -> list[Resident]:
        return [resident for resident in self.people if resident.employer == employer]


def make_world(random: Random) -> World:
    """People, their work and their friendships."""
    employers = [
        Employer(name, field, random.choice(PLACES))
        for field, names in FIELDS.items()
        for name in names
    ]
    globex = next(employer for employer in employers if employer.name == GLOBEX)
    careway = next(employer for employer in employers if employer.name == "Careway")
    others = [employer for employer in employers if employer != globex]
    names = _names(random)
    family = [
        Resident("Tim Sandberg", "email:tim.sandberg@example.org", "Carpenter, Bob 1's brother"),
        Resident("Otto Brandt", "email:otto.brandt@example.org", "Baker, Bob 1's flatmate"),
    ]
    staff = [_employee(random, next(names), globex) for _ in range(4)]
    quiet = [_employee(random, next(names), random.choice(others)) for _ in range(8)]
    ann = Resident("Ann", "email:ann@example.org", "Care manager at Careway", careway)
    town = [ann]
    known = 2 + len(family) + len(staff) + len(quiet)
    for number in range(PEOPLE - known - 1):
        looking = random.random() < 0.1  # noqa: PLR2004 - one in ten is between jobs
        employer = others[number % len(others)]
        town.append(_employee(random, next(names), None if looking else employer))
    world = World(employers, ann, family, staff, quiet, town)
    _befriend(random, world)
    return world


def _names(random: Random) -> Iterator[str]:
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    random.shuffle(pairs)
    return iter(pairs)


def _employee(random: Random, name: str, employer: Employer | None) -> Resident:
    address = f"email:{_ascii(name).replace(' ', '.')}@example.org"
    if employer is None:
        return Resident(name, address, "Between jobs", place=random.choice(PLACES))
    title = random.choice(TITLES[employer.field])
    return Resident(name, address, f"{title} at {employer.name}", employer, employer.place)


def _ascii(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower().replace("ø", "o"))
    return folded.encode("ascii", "ignore").decode()


def _befriend(random: Random, world: World) -> None:
    """Two or three friends each; the staff's friends are the quiet ones."""
    pairs: dict[tuple[str, str], tuple[Resident, Resident]] = {}

    def befriend(one: Resident, other: Resident) -> None:
        if one != other:
            pairs[min(one.email, other.email), max(one.email, other.email)] = (one, other)

    for resident in world.staff:
        for friend in random.sample(world.quiet, 2):
            befriend(resident, friend)
    for resident in (*world.quiet, *world.town):
        for friend in random.sample(world.town, random.choice((1, 1, 2))):
            befriend(resident, friend)
    befriend(*world.family)
    world.friends = [pairs[key] for key in sorted(pairs)]
