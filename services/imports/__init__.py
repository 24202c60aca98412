"""Importers: files of other apps, read as a stream, become events sent to the gateway.

One file a format. A format reads bytes and yields what it understood (`Statement`, `Whole`),
what it left out on purpose (`Passed`), and what it did not understand (`Unclear`); it sends
nothing and keeps nothing. `running` and `taking` send it through a
door, the terminal's (`services.cli.imports`) or the service's (`gateway`), and `ledger`
remembers what was sent.
"""
