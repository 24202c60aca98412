"""The demo story: Bob's world, made of events alone, the same for the same seed and day."""
