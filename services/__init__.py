"""The processes: settings, builder, gateway, query, all in one, the terminal. Thin."""
