"""What must not be named: no line of a page holds the name of a company that is kept back."""

import re
from collections.abc import Iterable
from typing import Final

from graph.entities import Company
from schemas.identifiers import company_identifier
from schemas.shorthand import is_id

_GAP: Final = "…"


class Hush:
    """Knows the names and identifiers of companies that are kept back.

    Raises:
        InvalidIdentifier: by a ref that is neither an identifier nor an id.
    """

    def __init__(self, refs: Iterable[str], companies: Iterable[Company]) -> None:
        written = [ref for ref in refs if not is_id(ref)]
        texts = [*written, *map(company_identifier, written)]
        names = {text.partition(":")[2].strip() for text in texts}
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
