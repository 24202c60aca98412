"""What is jotted down in plain words, and the events that it comes to."""
