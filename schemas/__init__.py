"""What crosses a wire: events in, answers out. No logic but normal forms."""
