"""The next few moves: which contacts to go by, how far, in which words, and when."""
