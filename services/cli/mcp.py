"""`inroad mcp`: for an assistant that speaks the Model Context Protocol, until it hangs up."""

import logging
from dataclasses import replace

import typer
from rich.console import Console

from services.cli.exits import Exit, Stop
from services.cli.run import log_by
from services.cli.terminal import terminal


def mcp(context: typer.Context) -> None:
    """Let an assistant ask a running Inroad, over standard input and output (MCP)."""
    here = terminal(context)
    try:
        from services.mcp.server import server  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        remedy = "add it by `pip install 'inroad[mcp]'`"
        raise Stop("The package mcp is not installed", remedy, Exit.USAGE) from error
    log_by(here.settings)
    if here.interactive:
        here.say("An assistant starts this and speaks to it; see docs/mcp.md. Ctrl-C ends it.")
    # An assistant's program keeps what comes on standard error: no name of anybody goes there.
    logging.getLogger("mcp").setLevel(logging.WARNING)
    server(replace(here, err=Console(quiet=True))).run("stdio")


def add_to(app: typer.Typer) -> None:
    app.command("mcp")(mcp)
