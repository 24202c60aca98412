"""Companies as people write them: known ones by what they are known by, new ones by their name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.entities import Company
from graph.finding import as_name, asked, folded, name_of
from graph.lookup import owners_of
from graph.store import View
from graph.words import ref_of
from schemas.errors import InvalidIdentifier
from schemas.identifiers import company_identifier
from schemas.shorthand import company_text

_ALIKE = 5  # companies that begin with a name, of which one may bear just that


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A company that was written: its identifier, and its name as shown."""

    ref: str
    name: str
    new_name: str = ""  # to be told of one that has no name yet

    def observed(self) -> dict[str, Any]:
        """What there is to tell of its name."""
        return {"identifiers": [self.ref], "name": self.new_name}


async def companies_of(view: View, written: Sequence[str]) -> Mapping[str, Meant]:
    """What each of *written* means; what can be no company's name is left out."""
    found = {}
    for words in dict.fromkeys(written):
        try:
            found[words] = await _company(view, words, company_identifier(company_text(words)))
        except InvalidIdentifier:
            continue
    return found


async def _company(view: View, words: str, ref: str) -> Meant:
    known = (await owners_of(view, [ref])).get(ref) or await _of_this_name(view, words)
    if isinstance(known, Company) and known.name:
        return Meant(ref=ref_of(known), name=known.name)
    name = words.removeprefix("name:").removeprefix("domain:").strip()
    tells_more = ref.startswith("name:") and ref != f"name:{name}"
    return Meant(ref=ref, name=name, new_name=name if tells_more else "")


async def _of_this_name(view: View, words: str) -> Company | None:
    """The one company that bears just this name, whatever its identifiers are."""
    begin = await view.beginning(Company, asked(Company, words), _ALIKE)
    same = [one for one in begin if name_of(one) == as_name(folded(words))]
    return same[0] if len(same) == 1 else None
