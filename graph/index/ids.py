"""Numbers for ids, and the way back. A number once given stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
import numpy.typing as npt

from graph.index.kernels.halve import halved

Words = npt.NDArray[np.uint64]  # (n, 2): an id's 128 bits, the greater half first
_HALF = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Ids:
    """UUIDs numbered from 0 on, 16 bytes each: sorted ones first, then in the order they came."""

    words: Words  # with room behind
    count: int
    order: npt.NDArray[np.int32]  # numbers of the sorted part, in the order of their ids
    came: dict[str, int] = field(default_factory=dict)  # since; shared by all later ones

    @classmethod
    def of(cls, ids: Sequence[str]) -> "Ids":
        """*ids* numbered in the order given; each stands there once."""
        return cls.of_words(packed(ids))

    @classmethod
    def of_words(cls, words: Words) -> "Ids":
        order = np.lexsort((words[:, 1], words[:, 0])).astype(np.int32)
        return cls(words, len(words), order)

    def number(self, id_: str) -> int | None:
        """The number of an id; None when it has none."""
        came = self.came.get(id_)
        if came is not None:
            return came if came < self.count else None
        value = int(id_.replace("-", ""), 16)
        high, low = np.uint64(value >> 64), np.uint64(value & _HALF)
        found = int(halved(self.words, self.order, high, low))
        return None if found < 0 else found

    def id(self, number: int) -> str:
        high, low = self.words[number].tolist()
        digits = f"{high:016x}{low:016x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def extended(self, ids: Sequence[str]) -> "Ids":
        """With numbers for those of *ids* that have none."""
        new = [id_ for id_ in dict.fromkeys(ids) if self.number(id_) is None]
        if not new:
            return self
        count = self.count + len(new)
        words = self.words
        if len(words) < count:
            words = np.zeros((count + max(1024, count // 16), 2), np.uint64)
            words[: self.count] = self.words[: self.count]
        words[self.count : count] = packed(new)
        self.came.update((id_, self.count + i) for i, id_ in enumerate(new))
        return Ids(words, count, self.order, self.came)

    @property
    def nbytes(self) -> int:
        return self.words.nbytes + self.order.nbytes


def packed(ids: Sequence[str]) -> Words:
    """The 128 bits of each id."""
    raw = b"".join(UUID(id_).bytes for id_ in ids)
    return np.frombuffer(raw, ">u8").astype(np.uint64).reshape(-1, 2)
