"""What must not be named: no line of a page holds the name of a company that is kept back."""

import re
from collections.abc import Iterable
from typing import Final

from graph.entities import Company

_GAP: Final = "…"


class Hush:
    """Knows the names and identifiers of companies that are kept back."""

    def __init__(self, refs: Iterable[str], companies: Iterable[Company]) -> None:
        names = {ref.partition(":")[2].strip() for ref in refs}
        for one in companies:
            names |= {one.name, *(ref.partition(":")[2] for ref in one.identifiers)}
        kept = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
        self._names = (
            re.compile(rf"(?<!\w)(?:{'|'.join(kept)})(?!\w)", re.IGNORECASE) if kept else None
        )

    def silent(self, text: str) -> bool:
        """Whether *text* names none of them."""
        return self._names is None or not self._names.search(text)

    def lines(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Those of *lines* that name none of them, each once."""
        return tuple(dict.fromkeys(line for line in lines if line and self.silent(line)))

    def out(self, text: str) -> str:
        """*text* with a gap where one of them was named."""
        return self._names.sub(_GAP, text) if self._names else text
