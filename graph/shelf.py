"""What was derived of the past, kept within reach for the next question of the same moment."""

from typing import Any, Final, NamedTuple

from graph.entities import Employment, Tie

At = tuple[type[Any], str]  # Tie or Employment, and the person or company that they touch
ROOM: Final = 100_000  # entities


class Moment(NamedTuple):
    """A network at one position, as it stood at a time."""

    network: str
    position: int
    as_of: str


class Share(NamedTuple):
    """All ties, or employments, of one person or company, and how many records were read for it."""

    entities: tuple[Tie | Employment, ...]
    records: int


class Board:
    """The shares of one moment."""

    def __init__(self) -> None:
        self.size = 0  # shares, and the entities in them
        self._shares: dict[At, Share] = {}

    def get(self, at: At) -> Share | None:
        return self._shares.get(at)

    def put(self, at: At, share: Share) -> None:
        if at not in self._shares:
            self._shares[at] = share
            self.size += 1 + len(share.entities)


class Shelf:
    """Boards of the moments last asked for.

    Those of a network's earlier positions go when a later one is asked for, and those not
    asked for longest when there is no *room*: it is made before a question, so what the
    questions of now put up comes on top.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._boards: dict[Moment, Board] = {}  # the one asked for last comes last

    def board(self, moment: Moment) -> Board:
        """The board of *moment*, to be read and added to."""
        mine = self._boards.pop(moment, Board())
        self._boards = {at: board for at, board in self._boards.items() if not _past(at, moment)}
        self._boards[moment] = mine
        filled = sum(board.size for board in self._boards.values())
        while filled > self._room:
            filled -= self._boards.pop(next(iter(self._boards))).size
        return self._boards.setdefault(moment, Board())


def _past(at: Moment, moment: Moment) -> bool:
    """Whether *at* is of the same network, which has moved on since."""
    return at.network == moment.network and at.position < moment.position
