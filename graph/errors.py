"""What can go wrong in the domain.

InroadError
├── UnknownRef            no person, company or introduction by this name
├── ErasedRef             an identifier that was erased
├── OutOfBounds           an option of a question is beyond its bounds
├── SnapshotRefused       a snapshot of the index that cannot be used
└── StoreError
    ├── StoreUnavailable  the store does not answer now; try again
    ├── NewerStore        the store was made by a newer Inroad
    └── OtherWeights      the store was folded with other weights
"""

from typing import Literal


class InroadError(Exception):
    """Anything that went wrong; *remedy* says what to do about it."""

    remedy = ""


class UnknownRef(InroadError):
    """No person, company or introduction is known by this name."""

    remedy = "use an identifier that an event has named, or an id that an answer shows"

    def __init__(self, ref: str, field: str) -> None:
        self.ref, self.field = ref, field
        super().__init__(f"{ref!r} is unknown")


class ErasedRef(InroadError):
    """Somebody asked to be forgotten."""

    remedy = "nothing is kept of it, and nothing can be brought back"

    def __init__(self, ref: str, field: str) -> None:
        self.ref, self.field = ref, field
        super().__init__(f"{ref!r} was erased")


class OutOfBounds(InroadError):
    """An option of a question is beyond its bounds."""

    def __init__(self, field: str, value: object, remedy: str) -> None:
        self.field, self.remedy = field, remedy
        super().__init__(f"{field} {value!r} is out of bounds")


class SnapshotRefused(InroadError):
    """A snapshot of the index cannot be used."""

    remedy = "nothing is lost: load the index from the store, and write a snapshot over this one"

    def __init__(self, reason: Literal["damaged", "foreign"], why: str) -> None:
        self.reason = reason
        super().__init__(f"the snapshot is {reason}: {why}")


class StoreError(InroadError):
    """Something is wrong with the store."""


class StoreUnavailable(StoreError):
    """The store does not answer now."""

    remedy = "see that it runs and that INROAD_STORE is right; Inroad goes on by itself"


class NewerStore(StoreError):
    """The store was made by a newer Inroad."""

    remedy = "upgrade Inroad, or name another store"

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"the store is at migration {found}, this Inroad knows {known}")


class OtherWeights(StoreError):
    """The store was folded with other weights than this Inroad's."""

    remedy = "stop the builder and run `inroad rebuild --fix` to fold its events anew"

    def __init__(self, found: str, known: str) -> None:
        super().__init__(f"the store was folded with weights {found}, this Inroad has {known}")
