"""Who is meant: from an identifier in any form, or an id, to a person or a company."""

import re
from collections.abc import Callable, Iterable

from graph.entities import Company, Identifier, Introduction, Person, Tombstone
from graph.errors import ErasedRef, UnknownRef
from graph.store import View
from graph.strike import Seal
from schemas.errors import InvalidIdentifier
from schemas.identifiers import company_identifier, is_company, person_identifier

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_COMPANY_KIND = re.compile(r"\s*(?:domain|name)\s*:", re.IGNORECASE)


async def person_of(view: View, sealing: Seal, ref: str, field: str) -> Person:
    """The person that *ref* names; *field* is the parameter that holds it.

    Raises:
        InvalidIdentifier: when it is neither an identifier nor an id.
        ErasedRef: when it was erased.
        UnknownRef: when no event names it.
    """
    if _ID.fullmatch(ref):
        id_ = ref.lower()
    else:
        text = _normal(person_identifier, ref, field)
        known = (await view.load(Identifier, [(text,)])).get((text,))
        if known is None and await view.load(Tombstone, [(sealing(text),)]):
            raise ErasedRef(ref, field)
        id_ = known.owner if known else ""
    person = (await view.load(Person, [(id_,)])).get((id_,))
    if person is None:
        raise UnknownRef(ref, field)
    return person


async def company_of(view: View, ref: str, field: str) -> Company:
    """The company that *ref* names. Raises as `person_of`; companies are not erased."""
    if _ID.fullmatch(ref):
        id_ = ref.lower()
    else:
        text = _normal(company_identifier, ref, field)
        known = (await view.load(Identifier, [(text,)])).get((text,))
        id_ = known.owner if known else ""
    company = (await view.load(Company, [(id_,)])).get((id_,))
    if company is None:
        raise UnknownRef(ref, field)
    return company


async def either_of(view: View, sealing: Seal, ref: str, field: str) -> Person | Company:
    """The person or the company that *ref* names. Raises as `person_of`."""
    if _COMPANY_KIND.match(ref):
        return await company_of(view, ref, field)
    if _ID.fullmatch(ref) and (found := await view.load(Company, [(ref.lower(),)])):
        return next(iter(found.values()))
    return await person_of(view, sealing, ref, field)


async def introduction_of(view: View, id_: str) -> Introduction:
    """The introduction of this id.

    Raises:
        UnknownRef: when no event names it.
    """
    introduction = (await view.load(Introduction, [(id_,)])).get((id_,))
    if introduction is None:
        raise UnknownRef(id_, "id")
    return introduction


async def owners_of(view: View, texts: Iterable[str]) -> dict[str, Person | Company]:
    """Whose these identifiers (in normal form) are; nobody's are left out."""
    known = await view.load(Identifier, [(text,) for text in sorted(set(texts))])
    people = {(one.owner,) for one in known.values() if not is_company(one.text)}
    companies = {(one.owner,) for one in known.values() if is_company(one.text)}
    owners: dict[str, Person | Company] = {}
    owners |= {person.id: person for person in (await view.load(Person, sorted(people))).values()}
    owners |= {one.id: one for one in (await view.load(Company, sorted(companies))).values()}
    return {one.text: owners[one.owner] for one in known.values() if one.owner in owners}


def _normal(normal_form: Callable[[str], str], ref: str, field: str) -> str:
    try:
        return normal_form(ref)
    except InvalidIdentifier as error:
        raise InvalidIdentifier(error.text, error.reason, error.remedy, field) from error
