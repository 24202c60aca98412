"""The domain: identity, folding, tie strength, stores, searches."""
