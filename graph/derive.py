"""From facets of identifiers to people and companies, their ties and employments."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce

from graph.combine import latest, relations_by_word
from graph.entities import Company, Contact, Employment, Identifier, Key, Person, Post, Said, Tie
from graph.strength import added, flipped, is_open, kind_of, prior_of
from schemas.identifiers import is_company


def owner(id_: str, members: Iterable[Identifier]) -> Person | Company:
    """The person or company whose identifiers these are, under the latest of their words."""
    members = sorted(members, key=lambda identifier: identifier.text)
    texts = tuple(identifier.text for identifier in members)
    if is_company(texts[0]):
        words = _words(members, ("name", "field", "place"))
        return Company(id=id_, identifiers=texts, **words)
    words = _words(members, ("name", "headline", "field", "place", "description", "informant"))
    known = any(not text.startswith("described:") for text in texts)
    return Person(id=id_, identifiers=texts, described=not known, **words)


def tie(key: Key, contacts: Iterable[Contact], owners: Mapping[str, str]) -> Tie:
    """The tie *key* of two people: the sum over their identifiers' *contacts*."""
    a, b = key
    turned = [
        contact if owners[contact.a] == a else _turned(contact)
        for contact in sorted(contacts, key=lambda contact: contact.key)
    ]
    relations = _holding(turned)
    ratings = [
        float(said.value)
        for said in (
            reduce(latest, (contact.rating_a for contact in turned)),
            reduce(latest, (contact.rating_b for contact in turned)),
        )
        if said is not None
    ]
    rating = min(ratings, default=None)
    blank = Tie(
        a=a, b=b, kind="", open=False, relations=relations, prior=prior_of(relations), rating=rating
    )
    sums = reduce(added, turned, blank)
    return _judged(sums, relations, rating)


def employment(key: Key, posts: Iterable[Post]) -> Employment:
    """The employment *key* of a person at a company: the latest of its *posts*' words."""
    posts = list(posts)
    here = reduce(latest, (post.here for post in posts))
    began = reduce(latest, (post.began for post in posts))
    left = reduce(latest, (post.left for post in posts))
    return Employment(
        a=key[0],
        b=key[1],
        title=here.title if here else "",
        function=here.function if here else "",
        place=here.place if here else "",
        here=here.date if here else "",
        since=began.date if began else "",
        until=left.date if left else "",
    )


def _judged(tie: Tie, relations: tuple[str, ...], rating: float | None) -> Tie:
    return replace(tie, kind=kind_of(tie, relations), open=is_open(tie, relations, rating))


def _turned(contact: Contact) -> Contact:
    return replace(flipped(contact), rating_a=contact.rating_b, rating_b=contact.rating_a)


def _holding(contacts: Iterable[Contact]) -> tuple[str, ...]:
    words = relations_by_word(word for contact in contacts for word in contact.relations)
    return tuple(word for word, (_, ended) in sorted(words.items()) if not ended)


def _words(members: Iterable[Identifier], words: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        said: Said | None = reduce(latest, (getattr(member, word) for member in members))
        if said is not None:
            found[word] = said.value
    return found
