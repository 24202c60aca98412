"""What is told of standing targets: CloudEvents 1.0, once each. All ids are those of answers."""

from typing import Annotated, Any, Final, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

SOURCE: Final = "urn:inroad:watch"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Cause(_Frozen):
    """An event that brought it about."""

    source: str
    id: str


class Way(_Frozen):
    """People from who asks to an insider, and the chance that all of their ties carry it."""

    people: tuple[str, ...] = Field(description="Ids; empty once somebody on it is erased")
    chance: float = Field(ge=0, le=1)


class _Said(_Frozen):
    company: str
    position: int = Field(ge=0, description="Of the network, at which it is so")
    day: str = Field(description="The midnight as of which ties are weighed")
    caused_by: tuple[Cause, ...] = Field(
        (),
        description="At most 10; none where a day that passed did it, or where they were not told",
    )


class PathImproved(_Said):
    """A way into a target is shorter than was told, clearly stronger, or the first."""

    person: str = Field(description="Who wants to get in")
    why: Literal["first", "shorter", "stronger"]
    path: Way


class PathLost(_Said):
    """No way is as short as the one that was told; `now` is the shortest that is left."""

    person: str
    path: Way
    now: Way | None = None


class InsiderArrived(_Said):
    """Somebody works at a target by now, or is no longer known by description only."""

    insider: str
    wanted_by: tuple[str, ...] = Field(description="Whose target the company is")
    identified: bool = False


class InsiderLeft(_Said):
    """Somebody works at a target no longer."""

    insider: str
    wanted_by: tuple[str, ...]


class _Envelope(_Frozen):
    specversion: Literal["1.0"] = "1.0"
    id: str = Field(description="The same for the same announcement, whoever makes it")
    source: Literal["urn:inroad:watch"] = SOURCE
    time: str = Field(description="When the position was told, or the midnight")
    datacontenttype: Literal["application/json"] = "application/json"


class PathImprovedV1(_Envelope):
    """A way into a target is shorter than was told, clearly stronger, or the first."""

    type: Literal["inroad.path.improved.v1"] = "inroad.path.improved.v1"
    data: PathImproved


class PathLostV1(_Envelope):
    """No way is as short as the one that was told."""

    type: Literal["inroad.path.lost.v1"] = "inroad.path.lost.v1"
    data: PathLost


class InsiderArrivedV1(_Envelope):
    """Somebody works at a target by now, or is identified."""

    type: Literal["inroad.insider.arrived.v1"] = "inroad.insider.arrived.v1"
    data: InsiderArrived


class InsiderLeftV1(_Envelope):
    """Somebody works at a target no longer."""

    type: Literal["inroad.insider.left.v1"] = "inroad.insider.left.v1"
    data: InsiderLeft


Announcement = Annotated[
    PathImprovedV1 | PathLostV1 | InsiderArrivedV1 | InsiderLeftV1, Field(discriminator="type")
]
ANNOUNCEMENT: TypeAdapter[Announcement] = TypeAdapter(Announcement)

EXAMPLES: Final[tuple[dict[str, Any], ...]] = (  # of each type, as it is published
    {
        "specversion": "1.0", "type": "inroad.path.improved.v1", "source": SOURCE,
        "id": "b1a2…", "time": "2026-03-08T15:40:01.000000Z", "datacontenttype": "application/json",
        "data": {
            "company": "c0a1…", "position": 42, "day": "2026-03-08T00:00:00.000000Z",
            "caused_by": [{"source": "urn:example:notes", "id": "15"}],
            "person": "9d4e…", "why": "first",
            "path": {"people": ["9d4e…", "6f0c…", "2b1e…"], "chance": 0.31},
        },
    },
    {
        "specversion": "1.0", "type": "inroad.path.lost.v1", "source": SOURCE,
        "id": "77fe…", "time": "2026-09-02T00:00:00.000000Z", "datacontenttype": "application/json",
        "data": {
            "company": "c0a1…", "position": 61, "day": "2026-09-02T00:00:00.000000Z",
            "caused_by": [], "person": "9d4e…",
            "path": {"people": ["9d4e…", "6f0c…", "2b1e…"], "chance": 0.31},
        },
    },
    {
        "specversion": "1.0", "type": "inroad.insider.arrived.v1", "source": SOURCE,
        "id": "03dd…", "time": "2026-03-08T15:40:01.000000Z", "datacontenttype": "application/json",
        "data": {
            "company": "c0a1…", "position": 42, "day": "2026-03-08T00:00:00.000000Z",
            "caused_by": [{"source": "urn:example:notes", "id": "15"}],
            "insider": "2b1e…", "wanted_by": ["9d4e…"], "identified": False,
        },
    },
    {
        "specversion": "1.0", "type": "inroad.insider.left.v1", "source": SOURCE,
        "id": "e44b…", "time": "2026-09-01T09:00:02.000000Z", "datacontenttype": "application/json",
        "data": {
            "company": "c0a1…", "position": 60, "day": "2026-09-01T00:00:00.000000Z",
            "caused_by": [{"source": "urn:example:crm", "id": "8"}],
            "insider": "2b1e…", "wanted_by": ["9d4e…"],
        },
    },
)  # fmt: skip


def people_in(announcement: Announcement) -> list[str]:
    """The ids of everybody whom an announcement tells of, each once."""
    match announcement.data:
        case PathImproved() as said:
            named = (said.person, *said.path.people)
        case PathLost() as said:
            named = (said.person, *said.path.people, *(said.now.people if said.now else ()))
        case InsiderArrived() | InsiderLeft() as said:
            named = (said.insider, *said.wanted_by)
        case other:
            assert_never(other)
    return list(dict.fromkeys(named))


def wanting(announcement: Announcement) -> tuple[str, ...]:
    """The ids of those whose target it is."""
    match announcement.data:
        case PathImproved() | PathLost() as said:
            return (said.person,)
        case InsiderArrived() | InsiderLeft() as said:
            return said.wanted_by
        case other:
            assert_never(other)
