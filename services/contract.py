"""The contract of events, made from the models: JSON Schema, AsyncAPI 3.0, and a page of it."""

import html
import json
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from schemas.announcements import ANNOUNCEMENT, EXAMPLES
from schemas.changes import ChangesMessage
from schemas.events import EVENT
from services.broker import CHANGE_SUBJECTS, DEAD_SUBJECTS, NEWS_SUBJECTS, PARTITION
from services.dead import FIELDS

router = APIRouter(tags=["contract"])
DEFINITIONS = "#/components/schemas/{model}"


@router.get("/v1/schemas/events.json", summary="JSON Schema of every event")
async def json_schema() -> dict[str, Any]:
    return events_schema()


@router.get("/asyncapi.json", summary="AsyncAPI document of the broker's channels")
async def asyncapi_document() -> dict[str, Any]:
    return asyncapi()


@router.get("/asyncapi", summary="The same as a page", response_class=HTMLResponse)
async def asyncapi_page() -> HTMLResponse:
    return HTMLResponse(page())


@lru_cache
def events_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the union of all events, as they are sent."""
    schema = EVENT.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Event", **schema}


@lru_cache
def asyncapi() -> dict[str, Any]:
    """AsyncAPI 3.0 of what goes over NATS."""
    schema = EVENT.json_schema(by_alias=True, ref_template=DEFINITIONS)
    models = schema["$defs"]
    types = {tag: ref.rpartition("/")[2] for tag, ref in schema["discriminator"]["mapping"].items()}
    messages = {name: _message(tag, name, models[name]) for tag, name in types.items()}
    changes = ChangesMessage.model_json_schema(ref_template=DEFINITIONS)
    models |= changes.pop("$defs") | {ChangesMessage.__name__: changes}
    models |= ANNOUNCEMENT.json_schema(ref_template=DEFINITIONS)["$defs"]
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Inroad events",
            "version": version("inroad"),
            "description": "CloudEvents 1.0 in structured JSON over NATS JetStream.",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {
            "events": _events_channel(messages),
            "dead": _dead_channel(),
            "changes": _changes_channel(),
            "news": _news_channel(),
        },
        "operations": {
            "publish": {"action": "send", "channel": {"$ref": "#/channels/events"}},
            "lookAtDeadLetters": {"action": "receive", "channel": {"$ref": "#/channels/dead"}},
            "followChanges": {"action": "receive", "channel": {"$ref": "#/channels/changes"}},
            "hearNews": {"action": "receive", "channel": {"$ref": "#/channels/news"}},
        },
        "components": {"messages": messages, "schemas": models},
    }


def _message(tag: str, name: str, model: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": tag,
        "title": name,
        "summary": model.get("description", ""),
        "contentType": "application/cloudevents+json",
        "headers": {"type": "object", "properties": {"Nats-Msg-Id": {"type": "string"}}},
        "payload": {"$ref": DEFINITIONS.format(model=name)},
    }


def _events_channel(messages: dict[str, Any]) -> dict[str, Any]:
    return {
        "address": f"inroad.events.{PARTITION}.{{network}}.{{token}}",
        "description": "Events to be folded. The token is of your choice, or the first 32 hex "
        "digits of the SHA-256 of source, a line feed, and id.",
        "parameters": {"network": {"default": "default"}, "token": {}},
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
    }


def _dead_channel() -> dict[str, Any]:
    properties = {name: {"type": "string"} for name in FIELDS}
    return {
        "address": DEAD_SUBJECTS.replace(">", "{network}.{token}.{payload}"),
        "description": "What could not be applied, whole, with the reason in the headers.",
        "parameters": {"network": {"default": "default"}, "token": {}, "payload": {}},
        "messages": {"dead": {"headers": {"type": "object", "properties": properties}}},
    }


def _changes_channel() -> dict[str, Any]:
    payload = {"$ref": DEFINITIONS.format(model=ChangesMessage.__name__)}
    return {
        "address": CHANGE_SUBJECTS.replace("*", "{network}"),
        "description": "What the graph of a network became, position by position, and which "
        "events are settled. How to follow it is in docs/wire.md.",
        "parameters": {"network": {"default": "default"}},
        "messages": {"changes": {"contentType": "application/json", "payload": payload}},
    }


def _news_channel() -> dict[str, Any]:
    schema = ANNOUNCEMENT.json_schema(ref_template=DEFINITIONS)
    payloads = schema["discriminator"]["mapping"]
    return {
        "address": NEWS_SUBJECTS.replace("*", "{network}"),
        "description": "What is new of standing targets, each once: better paths, paths lost, "
        "insiders who come and go.",
        "parameters": {"network": {"default": "default"}},
        "messages": {
            example["type"]: {
                "contentType": "application/cloudevents+json",
                "payload": {"$ref": payloads[example["type"]]},
                "examples": [{"payload": example}],
            }
            for example in EXAMPLES
        },
    }


@lru_cache
def page() -> str:
    """The AsyncAPI document as one page that fetches nothing."""
    document = asyncapi()
    models = document["components"]["schemas"]
    rows = "".join(
        _section(message, models) for message in document["components"]["messages"].values()
    )
    channels = "".join(
        f"<li><code>{html.escape(channel['address'])}</code> "
        f"{html.escape(channel['description'])}</li>"
        for channel in document["channels"].values()
    )
    title = html.escape(f"{document['info']['title']} {document['info']['version']}")
    return PAGE.format(title=title, channels=channels, rows=rows)


def _section(message: dict[str, Any], models: dict[str, Any]) -> str:
    envelope = models[message["title"]]
    data = models[envelope["properties"]["data"]["$ref"].rpartition("/")[2]]
    required = set(data.get("required", ()))
    fields = "".join(
        f"<tr><td><code>{html.escape(name)}</code></td><td>{'yes' if name in required else ''}</td>"
        f"<td>{html.escape(_kind(field))}</td>"
        f"<td>{html.escape(field.get('description', ''))}</td></tr>"
        for name, field in data.get("properties", {}).items()
    )
    return (
        f'<section id="{message["name"]}"><h2><code>{message["name"]}</code></h2>'
        f"<p>{html.escape(message['summary'])}</p><table><thead><tr><th>data.</th><th>required</th>"
        f"<th>what</th><th></th></tr></thead><tbody>{fields}</tbody></table></section>"
    )


def _kind(field: dict[str, Any]) -> str:
    if "enum" in field:
        return ", ".join(map(str, field["enum"]))
    options = [option for option in field.get("anyOf", ()) if option.get("type") != "null"]
    if options:
        return _kind(options[0])
    kind = str(field.get("type", json.dumps(field.get("const", ""))))
    return f"{kind} of {_kind(field['items'])}" if "items" in field else kind


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top;
  border-bottom: 1px solid #8884; }}
h2 {{ margin-top: 2.5rem; font-size: 1.1rem; }}
</style>
<h1>{title}</h1>
<p>CloudEvents 1.0, structured JSON, over NATS JetStream. Machines read
<a href="/asyncapi.json">/asyncapi.json</a> and
<a href="/v1/schemas/events.json">/v1/schemas/events.json</a>.</p>
<ul>{channels}</ul>
{rows}
</html>
"""
