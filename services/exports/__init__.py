"""What a network holds, as files: streamed, a few at once."""
