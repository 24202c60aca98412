"""News as it is published: the same news of the same step has the same id, whoever finds it."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final, assert_never

from graph.entities import Key
from graph.index.ask import Track
from graph.index.state import State
from graph.standing import Arrived, Improved, Left, Lost, News
from graph.strength import chance_of
from schemas.announcements import ANNOUNCEMENT, Announcement

TYPES: Final[dict[type[News], str]] = {
    Improved: "inroad.path.improved.v1",
    Lost: "inroad.path.lost.v1",
    Arrived: "inroad.insider.arrived.v1",
    Left: "inroad.insider.left.v1",
}


def announcement_of(
    network: str, news: News, state: State, when: str, causes: Sequence[Key]
) -> Announcement:
    """*news* of a step, as it is published."""
    type_ = TYPES[type(news)]
    data: dict[str, Any] = {
        "company": news.company, "position": state.position, "day": state.now,
        "caused_by": [{"source": source, "id": id_} for source, id_ in causes],
    }  # fmt: skip
    match news:
        case Improved():
            whom = news.person
            data |= {"person": whom, "why": news.why, "path": _way(news.path)}
        case Lost():
            whom = news.person
            data |= {"person": whom, "path": _way(news.path), "now": news.now and _way(news.now)}
        case Arrived():
            whom = news.insider
            data |= {"insider": whom, "wanted_by": news.wanted_by, "identified": news.identified}
        case Left():
            whom = news.insider
            data |= {"insider": whom, "wanted_by": news.wanted_by}
        case _:
            assert_never(news)
    step = f"{network}\n{state.position}\n{state.now}"
    token = f"{step}\n{type_}\n{whom}\n{news.company}"
    id_ = hashlib.sha256(token.encode()).hexdigest()
    return ANNOUNCEMENT.validate_python({"type": type_, "id": id_, "time": when, "data": data})


def _way(track: Track) -> dict[str, Any]:
    return {"people": track.people, "chance": chance_of(track.cost)}
