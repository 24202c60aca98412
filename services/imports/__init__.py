"""Importers: files of other apps, read as a stream, become events sent to the gateway.

One file a format. A format reads bytes and yields what it understood (`Statement`, `Whole`),
what it left out on purpose (`Passed`), and what it did not understand (`Unclear`); it sends
nothing and keeps nothing. `services.cli.imports` sends, `ledger` remembers what was sent.
"""
