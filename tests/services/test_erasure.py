"""Who asks to be forgotten is gone: from the store's file, the streams and the dead letters."""

import json
from pathlib import Path
from typing import Any

from graph.entities import Person
from services.broker import send
from tests.services.conftest import Inroad

NAME = "zelda.unique"
ZELDA = f"email:{NAME}@example.org"


def payload(number: object, type_: str, data: dict[str, Any], time: str = "") -> bytes:
    event = {
        "specversion": "1.0", "id": str(number), "source": "urn:test",
        "time": time or "2026-01-01T00:00:00Z", "type": f"inroad.{type_}.v1", "data": data,
    }  # fmt: skip
    return json.dumps(event).encode()


def coffee(number: int) -> bytes:
    """Every fifth with Zelda, some of these in a dead letter, some with her in the note."""
    with_her = number % 5 == 0
    people = [ZELDA if with_her else f"email:p{number}@example.org", f"email:q{number}@example.org"]
    data = {"participants": people, "how": "coffee", "note": f"met {people[0][6:]}"}
    return payload(number, "interaction.recorded", data, "never" if number % 50 == 0 else "")


def ask(number: int) -> bytes:
    """An ask of Zelda, or by her, with her in the words."""
    ends = [ZELDA, f"email:p{number}@example.org"]
    who, whom = ends if number % 2 else reversed(ends)
    data = {"ask": f"a-{number}", "from": who, "to": whom, "kind": "coffee", "words": ZELDA[6:]}
    return payload(f"a-{number}", "ask.made", data)


def files_with(name: str, folder: Path) -> list[str]:
    """Names of files that hold *name*; when one goes meanwhile, as a broker's may, all anew."""
    wanted = name.encode()
    while True:
        try:
            files = [path for path in folder.rglob("*") if path.is_file()]
            return [path.name for path in files if wanted in path.read_bytes().lower()]
        except FileNotFoundError:
            continue


def gone(folder: Path) -> bool:
    """Whether nothing of her is left: not the identifier, and none of the words in it."""
    return not any(files_with(word, folder) for word in (NAME, "zelda", "quux"))


async def found(inroad: Inroad, word: str) -> list[str]:
    people = await inroad.store.read("default", lambda view: view.beginning(Person, [word], 9))
    return [text for person in people for text in person.identifiers]


async def test_an_erased_identifier_is_in_no_file(inroad: Inroad, tmp_path: Path) -> None:
    async def publish(*payloads: bytes) -> None:
        for number, data in enumerate(payloads):
            await send(inroad.broker, f"inroad.events.0.default.{number}", data, {})

    async with inroad.building():
        named = payload("named", "person.observed", {"identifiers": [ZELDA], "name": "Zelda Quux"})
        await publish(*map(coffee, range(100)), *map(ask, range(10)), named)
        await inroad.settled()
        assert files_with(NAME, tmp_path)
        assert files_with("zelda quux", tmp_path)
        assert await found(inroad, "quux") == await found(inroad, "uniq") == [ZELDA]
        await publish(
            *map(coffee, range(100, 150)),
            payload("erase", "person.erased", {"identifiers": [ZELDA]}),
            *map(coffee, range(150, 200)),
            payload("late", "person.observed", {"identifiers": [ZELDA], "name": "Zelda"}),
        )
        await inroad.settled()
        # A bad event that comes a batch later than the erasure is kept, without her.
        letters = await inroad.dead.list("default")
        assert not any(NAME in letter.payload.decode().lower() for letter in letters)
        assert await found(inroad, "zelda") == []
        assert gone(tmp_path)
    assert gone(tmp_path)
