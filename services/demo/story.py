"""Bob's world as events: who gets in at Globex, and why, can be seen from them alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from services.demo import town
from services.demo.bob_1 import bob_1
from services.demo.bob_2 import Circle, bob_2
from services.demo.diary import Diary
from services.demo.neighbour import Evening, neighbour
from services.demo.world import World, make_world

SEED: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A year of CloudEvents by time, ending before *until*, and who is in it."""

    until: datetime
    events: list[dict[str, Any]]
    world: World
    circle: Circle
    evening: Evening

    def day(self, ago: int) -> datetime:
        """The midnight that ends the day so many days before the last one."""
        return self.until - timedelta(days=ago)


def story(seed: int = SEED, until: datetime | None = None, *, doubles: bool = True) -> Story:
    """The story that ends before *until*, the last UTC midnight when None.

    With *doubles* a few people are in it twice, as apps that name them differently have it.

    The same for the same arguments.
    """
    end = (until or datetime.now(UTC)).astimezone(UTC)
    diary = Diary(end.replace(hour=0, minute=0, second=0, microsecond=0))
    random = Random(seed)  # noqa: S311 - a story needs no secret
    world = make_world(random)
    town.introduce_all(diary, random, world)
    came = town.evenings(diary, random, world)
    town.working_days(diary, random, world)
    town.friendships(diary, random, world)
    town.moves(diary, random, world)
    town.ratings(diary, random, world)
    town.introductions(diary, random, world)
    bob_1(diary, random, world, came)
    circle = bob_2(diary, random, world)
    evening = neighbour(diary, random, world)
    if doubles:
        town.doubles(diary, world)
    return Story(
        until=diary.until, events=diary.events(), world=world, circle=circle, evening=evening
    )  # fmt: skip
