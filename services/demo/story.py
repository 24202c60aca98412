"""Bob's world as events: who gets in at Globex, and why, can be seen from them alone."""

from datetime import UTC, datetime
from random import Random
from typing import Any

from services.demo import bobs, town
from services.demo.diary import Diary
from services.demo.world import make_world

SEED = 7


def story(seed: int = SEED, until: datetime | None = None) -> list[dict[str, Any]]:
    """A year of CloudEvents ending before *until* (the last UTC midnight when None), by time.

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
    bobs.bob_1(diary, random, world, came)
    bobs.bob_2(diary, random, world)
    bobs.wants(diary, world)
    return diary.events()
