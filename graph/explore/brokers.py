"""Who stands between others: through whom the shortest ways among them go."""

from typing import Final

import networkx as nx

from graph.explore.others import Others
from graph.telling import named, rounded
from graph.words import label
from schemas.explored import DEFINITIONS, Broker, BrokersAnswer

SEED: Final = 0
WHOLE: Final = 250  # people; among more it is estimated
SAMPLE: Final = 100  # of them


def brokers_told(others: Others, k: int) -> BrokersAnswer:
    """The *k* who are between most; a few seconds of work where there are a thousand."""
    shares = between(others)
    order = sorted(others.people, key=lambda one: (-shares[one], one))
    shown = [one for one in order[:k] if shares[one] > 0]
    return BrokersAnswer(
        sentence=_sentence(others, shown),
        person=named(others.person),
        now=others.now,
        people=len(others.people),
        estimated=len(others.people) > WHOLE,
        brokers=tuple(
            Broker(
                person=others.cast.name(one),
                employers=others.cast.employers(one),
                share=rounded(shares[one]),
            )
            for one in shown
        ),
        definition=DEFINITIONS["brokers"],
        cut=others.cut,
        position=others.position,
    )


def between(others: Others) -> dict[str, float]:
    """Betweenness of each over open ties, as a share of all pairs of others.

    Brandes, J. Math. Sociology 25 (2001); Brandes and Pich, Int. J. Bifurcation and Chaos 17
    (2007), for the sample.
    """
    graph, ids = others.graph(lambda tie: tie.open)
    sample = SAMPLE if len(ids) > WHOLE else None
    found = nx.betweenness_centrality(graph, k=sample, normalized=True, seed=SEED)
    return {ids[place]: share for place, share in found.items()}


def _sentence(others: Others, shown: list[str]) -> str:
    if not shown:
        return f"Nobody stands between others around {label(others.person)}."
    return f"{others.cast.name(shown[0]).name} stands between most others."
