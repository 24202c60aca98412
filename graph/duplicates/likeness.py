"""How two names are alike."""

from enum import StrEnum

from graph.duplicates.spelling import Name, short_for, slip

_FEW = 3  # letters that a first name has at least, to tell anything on its own


class Likeness(StrEnum):
    """From alike to hardly: how one name can be the other."""

    SAME = "the same name"
    VARIANT = "one name in two forms"
    NEAR = "names that differ by a slip or an initial"
    SURNAME = "the same first name with another surname"


def likeness(one: Name, other: Name) -> Likeness | None:
    """How the names are alike, if they are; one word alone is no name."""
    if not (one.last and other.last):
        return None
    if sorted(one.words) == sorted(other.words):
        return Likeness.SAME
    if one.last == other.last:
        return _first(one.first, other.first)
    if one.first == other.first:
        return _last(one, other)
    return None


def _first(one: str, other: str) -> Likeness | None:
    """Under one surname."""
    if one == other or short_for(one, other):
        return Likeness.VARIANT
    initial = one[0] == other[0] and 1 in {len(one), len(other)}
    return Likeness.NEAR if initial or slip(one, other) else None


def _last(one: Name, other: Name) -> Likeness | None:
    """Under one first name: Lee and Lee-Smith, Meyer and Meyr, Lee and Stone."""
    if set(one.words) <= set(other.words) or set(other.words) <= set(one.words):
        return Likeness.VARIANT
    if slip(one.last, other.last):
        return Likeness.NEAR
    return Likeness.SURNAME if len(one.first) >= _FEW else None
