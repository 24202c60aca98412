"""A diary: events of the story as CloudEvents, in the order of their times."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from services.demo.world import Resident

SOURCE = "urn:inroad:demo"
YEAR = timedelta(days=365)


class Diary:
    """Collects a year's events that end before *until*; ids carry the day of *until*.

    So the story of another day never gives an event that was already told another body.
    """

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._events: list[dict[str, Any]] = []

    def day(self, days_ago: float, hour: float = 12) -> datetime:
        """That hour of the day *days_ago*, never at or after *until*."""
        time = self.until - timedelta(days=int(days_ago) + 1) + timedelta(hours=hour)
        return min(time, self.until - timedelta(minutes=1))

    def add(self, kind: str, time: datetime, /, **data: Any) -> str:
        """Note an event of type inroad.*kind*.v1, and return its id."""
        name = f"{self.until:%Y%m%d}-{len(self._events) + 1:05d}"
        said = {key: value for key, value in data.items() if value is not None}
        self._events.append(
            {
                "specversion": "1.0",
                "id": name,
                "source": SOURCE,
                "type": f"inroad.{kind}.v1",
                "time": time.isoformat().replace("+00:00", "Z"),
                "datacontenttype": "application/json",
                "data": said,
            }
        )
        return name

    def contact(
        self, time: datetime, how: str, *people: Resident, note: str | None = None, **more: Any
    ) -> str:
        """People in contact; of two in a message, chat or at work the first one acted."""
        acted = how in {"message", "chat", "work"} and len(people) == 2  # noqa: PLR2004 - a pair
        sender = {"from": people[0].email} if acted else {}
        return self.add(
            "interaction.recorded", time, participants=[person.email for person in people],
            how=how, note=note, **sender, **more,
        )  # fmt: skip

    def exchange(self, random: Random, days_ago: int, one: Resident, other: Resident) -> None:
        """A message and the answer, the same day."""
        hour = random.uniform(7, 19)
        self.contact(self.day(days_ago, hour), "message", one, other)
        self.contact(self.day(days_ago, hour + random.uniform(0.1, 4)), "message", other, one)

    def events(self) -> list[dict[str, Any]]:
        """All of it by time."""
        return sorted(self._events, key=lambda event: (event["time"], event["id"]))
