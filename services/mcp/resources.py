"""What an assistant may attach: the same answers, as JSON with the sentence and a warning."""

import json
from collections.abc import Callable
from typing import Any, Final

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp.types import CallToolResult, TextContent

from services.cli.exits import Exit, Stop
from services.mcp.answers import OF_OTHERS, told
from services.mcp.asking import Asking

JSON: Final = "application/json"


def add_resources(server: MCPServer[Any], asking: Asking) -> None:
    """Attach your sheet, today's moves, a company or a person."""

    @server.resource(
        "inroad://sheet", title="Your sheet", mime_type=JSON,
        description="The goal, the open questions, and the companies you want to get into.",
    )  # fmt: skip
    def sheet() -> str:
        return _attached(asking.sheet)

    @server.resource(
        "inroad://today", title="Today's moves", mime_type=JSON,
        description="The few small moves that are left for today.",
    )  # fmt: skip
    def today() -> str:
        return _attached(asking.todays_moves)

    @server.resource(
        "inroad://company/{ref}", title="A company", mime_type=JSON,
        description="What is said of a company, by name, domain or identifier, percent-encoded.",
    )  # fmt: skip
    def company(ref: str) -> str:
        return _attached(lambda: asking.company_intel(ref))

    @server.resource(
        "inroad://person/{ref}", title="A person", mime_type=JSON,
        description="What is known of a person, by name or identifier, percent-encoded.",
    )  # fmt: skip
    def person(ref: str) -> str:
        return _attached(lambda: asking.person(ref))


def _attached(ask: Callable[[], CallToolResult]) -> str:
    """What *ask* is answered.

    Raises:
        ResourceNotFoundError: when nothing of that name is known.
        ResourceError: when it can't be told.
    """
    try:
        answer = ask()
    except Stop as stop:
        missing = stop.code in {Exit.UNKNOWN, Exit.USAGE}
        raise (ResourceNotFoundError if missing else ResourceError)(told(stop)) from stop
    sentence = answer.content[0]
    assert isinstance(sentence, TextContent)  # noqa: S101 - as `answered` writes it
    said = {"sentence": sentence.text, "mind": OF_OTHERS, "answer": answer.structured_content}
    return json.dumps(said, ensure_ascii=False)
