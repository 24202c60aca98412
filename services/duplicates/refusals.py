"""What was said to be two: remembered in a file, as keyed hashes that name nobody."""

import json
from collections.abc import Iterable
from pathlib import Path

from graph.errors import InroadError

FILE = "two.json"


class UnreadableRefusals(InroadError):
    """The file of what was refused can't be read."""

    remedy = "correct it, or remove it: what was refused is proposed again then"


class Refusals:
    """The hashes in *place*, which need not be there."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def known(self) -> frozenset[str]:
        """Every hash that was refused.

        Raises:
            UnreadableRefusals
        """
        try:
            found = json.loads(self._place.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError) as error:
            raise UnreadableRefusals(f"{self._place} can't be read: {error}") from error
        if not isinstance(found, list):
            raise UnreadableRefusals(f"{self._place} holds no JSON list")
        return frozenset(map(str, found))

    def add(self, marks: Iterable[str]) -> None:
        """Remember these too, all or none of them."""
        self._keep(self.known().union(marks))

    def remove(self, marks: Iterable[str]) -> None:
        """Forget these, all or none of them."""
        self._keep(self.known().difference(marks))

    def _keep(self, marks: Iterable[str]) -> None:
        text = json.dumps(sorted(marks), indent=0)
        self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self._place.with_suffix(".part")
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(self._place)
