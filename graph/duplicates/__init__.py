"""Who may be one and the same: proposed with reasons, decided by a person, never merged alone."""
