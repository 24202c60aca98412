"""Who may be one and the same: looked for when asked, decided by a person, remembered."""
