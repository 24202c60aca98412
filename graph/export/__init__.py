"""A network written out, piece by piece: nothing is held but what is being written."""
