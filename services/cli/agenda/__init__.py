"""The commands of hard networking: what is wanted, asked, due and heard. One file a matter."""

import typer

from services.cli.agenda import asks, due, intel, proposals, want


def add_to(app: typer.Typer) -> None:
    for group in (want, proposals, asks, due, intel):
        group.add_to(app)
