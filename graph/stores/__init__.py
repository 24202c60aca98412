"""Adapters of `graph.store.GraphStore`: the only part of graph/ that does I/O."""
