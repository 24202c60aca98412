"""The graph in memory, for searches in microseconds: as a library, or following a network live."""

from graph.index.find import Way, Ways
from graph.index.library import Index

__all__ = ["Index", "Way", "Ways"]
