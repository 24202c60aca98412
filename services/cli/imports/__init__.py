"""`inroad import`, `inroad imports`, `inroad undo` and `inroad ignore`."""

import typer

from services.cli.imports import commands, ignore, undo


def add_to(app: typer.Typer) -> None:
    commands.add_to(app)
    undo.add_to(app)
    ignore.add_to(app)
