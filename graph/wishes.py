"""Who wants to get into which company, and who is who, kept up with the change feed.

An id is the smallest of its identifiers' (`graph.identity`), so of whoever has one identifier
only nothing is kept: the identifier's own id is the person's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.codec import Row, from_row, to_row
from graph.entities import Company, Entity, Key, Person, Target
from graph.identity import id_of


@dataclass(slots=True)
class Wishes:
    """Targets, and the ids of all who have several identifiers; changed by one writer."""

    targets: dict[str, Target] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)  # ids of the identifiers
    described: set[str] = field(default_factory=set)  # people known by description only
    _owners: dict[str, str] = field(default_factory=dict)

    def apply(self, put: Iterable[Entity], delete: Iterable[tuple[type[Any], Key]]) -> None:
        """Go on to what a position brought: put, then delete."""
        for entity in put:
            match entity:
                case Target():
                    self.targets[entity.id] = entity
                case Person() | Company():
                    self._know(entity)
                case _:
                    pass
        for kind, key in delete:
            if kind is Target:
                self.targets.pop(key[0], None)
            elif kind in (Person, Company):
                self._forget(key[0])

    def clear(self) -> None:
        """Begin anew."""
        for part in (self.targets, self.members, self.described, self._owners):
            part.clear()

    def owner(self, id_: str) -> str:
        """Whose an id is by now: of an identifier, or of somebody merged into another since."""
        return self._owners.get(id_, id_)

    def wanted(self) -> dict[str, tuple[str, ...]]:
        """The companies that each person wants to get into, all by id, in order."""
        latest: dict[tuple[str, str], Target] = {}
        for target in self.targets.values():
            pair = self.owner(id_of(target.person)), self.owner(id_of(target.company))
            if pair not in latest or latest[pair].stamp < target.stamp:
                latest[pair] = target
        wanted: dict[str, tuple[str, ...]] = {}
        for (person, company), target in sorted(latest.items(), key=lambda item: item[0]):
            if target.wanted:
                wanted[person] = (*wanted.get(person, ()), company)
        return wanted

    def rows(self) -> Row:
        """All of it as JSON has it."""
        return {
            "targets": [to_row(target) for target in self.targets.values()],
            "members": self.members,
            "described": sorted(self.described),
        }

    @classmethod
    def of_rows(cls, rows: Row) -> "Wishes":
        """What `rows` told."""
        targets = [from_row(Target, row) for row in rows["targets"]]
        wishes = cls(
            targets={target.id: target for target in targets},
            members={owner: tuple(ids) for owner, ids in rows["members"].items()},
            described=set(rows["described"]),
        )
        wishes._owners = {id_: owner for owner, ids in wishes.members.items() for id_ in ids}
        return wishes

    def _know(self, one: Person | Company) -> None:
        self._forget(one.id)
        if isinstance(one, Person) and one.described:
            self.described.add(one.id)
        if len(one.identifiers) == 1:
            return
        self.members[one.id] = ids = tuple(map(id_of, one.identifiers))
        self._owners.update((id_, one.id) for id_ in ids)

    def _forget(self, owner: str) -> None:
        self.described.discard(owner)
        for id_ in self.members.pop(owner, ()):
            if self._owners.get(id_) == owner:
                del self._owners[id_]
