"""Exploring a network: bounded questions, each in a file of its own, over any store.

`to_networkx` hands the whole of it to networkx, for notebooks. `docs/explore.md` defines every
number, and `schemas.explored` says the definitions with every answer.
"""

from graph.explore.notebook import to_networkx

__all__ = ["to_networkx"]
