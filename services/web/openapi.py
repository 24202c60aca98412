"""Writes the service's OpenAPI document, from which the page's types are made."""

import json
import sys
from typing import Any

from services.http import create_app
from services.settings import Settings

ELSEWHERE = "/v1/schemas/events.json"  # has a document of its own, and no types in the page


def document() -> dict[str, Any]:
    """The document, complete in itself."""

    def alone(value: Any) -> Any:
        if isinstance(value, dict):
            if str(value.get("$ref", "")).startswith(ELSEWHERE):
                return {}
            return {key: alone(one) for key, one in value.items()}
        return [alone(one) for one in value] if isinstance(value, list) else value

    found: dict[str, Any] = alone(create_app(Settings()).openapi())
    return found


if __name__ == "__main__":
    json.dump(document(), sys.stdout)
