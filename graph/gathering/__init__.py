"""Going to a gathering: whom to talk to and how, and what came of it."""
