"""The groups around somebody, by the method of Louvain."""

from typing import Final

from networkx.algorithms.community import louvain_communities, modularity

from graph.explore.others import Others
from graph.telling import named
from graph.words import label
from schemas.explored import DEFINITIONS, CommunitiesAnswer, Community

SEED: Final = 0
SHOWN_COMPANIES, SHOWN_PEOPLE = 3, 5

Groups = list[tuple[str, ...]]


def communities_told(others: Others) -> CommunitiesAnswer:
    """The groups in words and numbers; a second or two of work where there are a thousand."""
    groups, more = communities(others)
    return CommunitiesAnswer(
        sentence=_sentence(others, len(groups)),
        person=named(others.person),
        now=others.now,
        people=len(others.people),
        modularity=round(more, 4),
        communities=tuple(_told(others, group) for group in groups),
        definition=DEFINITIONS["communities"],
        cut=others.cut,
        position=others.position,
    )


def communities(others: Others) -> tuple[Groups, float]:
    """Groups, the largest first, each the surest first; and their modularity.

    Blondel, Guillaume, Lambiotte and Lefebvre, J. Stat. Mech. 2008, P10008.
    """
    graph, ids = others.graph(lambda _: True)
    found = louvain_communities(graph, weight="weight", seed=SEED) if len(graph) else []
    surest = {id_: place for place, id_ in enumerate(others.people)}
    groups = [
        tuple(sorted((ids[place] for place in group), key=surest.__getitem__)) for group in found
    ]
    more = modularity(graph, found, weight="weight") if graph.size() else 0.0
    return sorted(groups, key=lambda group: (-len(group), surest[group[0]])), more


def _told(others: Others, group: tuple[str, ...]) -> Community:
    return Community(
        size=len(group),
        companies=others.cast.at(group, SHOWN_COMPANIES),
        surest=tuple(others.cast.name(one) for one in group[:SHOWN_PEOPLE]),
        members=group,
    )


def _sentence(others: Others, count: int) -> str:
    if not count:
        return f"Nobody is around {label(others.person)}."
    groups = "1 group" if count == 1 else f"{count:,} groups"
    people = "1 person" if len(others.people) == 1 else f"{len(others.people):,} people"
    return f"{people} around {label(others.person)}, in {groups}."
