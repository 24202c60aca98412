"""The words of people and companies as the full-text index of Neo4j has them.

Each token begins with a digest of the network, so that a search never wades through another
network's words. Nothing but letters and digits gets into a query of Lucene's.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache


def tokens(network: str, words: Iterable[str]) -> str:
    """*words* as a node of *network* has them, with spaces between."""
    return " ".join(_tokens(network, words))


def search(network: str, words: Iterable[str]) -> str:
    """The query for nodes of *network* that have a token for each of *words* to begin."""
    return " ".join(f"+{token}*" for token in _tokens(network, words))


def _tokens(network: str, words: Iterable[str]) -> Iterator[str]:
    digest = _digest(network)
    return (digest + "".join(filter(str.isalnum, word)) for word in words)


@lru_cache
def _digest(network: str) -> str:
    return hashlib.sha256(network.encode()).hexdigest()[:8]
