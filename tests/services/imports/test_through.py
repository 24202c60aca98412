"""An import through the gateway, the broker and the builder into a store, and back."""

import asyncio
import os
from pathlib import Path

import pytest

from graph.store import DEFAULT_NETWORK
from services.cli import main
from tests.law.graphs import Graph, differences, graph_in
from tests.services.conftest import Inroad
from tests.services.imports.test_import import ANN, BEN, ME, SHOWN, connections
from tests.services.imports.test_mail import SEPARATOR, mail
from tests.services.served import served


def mailbox(place: Path) -> str:
    place.write_text(SEPARATOR + mail(), encoding="utf-8")
    os.utime(place, (1_770_000_000, 1_770_000_000))
    return str(place)


async def test_twice_changes_nothing_undo_leaves_nothing_and_again_is_as_before(
    inroad: Inroad,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = [connections(tmp_path / "Connections.csv", ANN, BEN), mailbox(tmp_path / "Inbox.mbox")]
    monkeypatch.setenv("INROAD_HOME", str(tmp_path / "home"))

    async def after(*arguments: str) -> Graph:
        assert await asyncio.to_thread(main, arguments) == 0
        await inroad.settled()
        return await graph_in(inroad.store, DEFAULT_NETWORK)

    async with served(inroad.settings) as service, inroad.building():
        monkeypatch.setenv("INROAD_URL", str(service.http.base_url))
        before = await after("ignore", "@nowhere.example")
        first = await after("import", *files, *ME)
        assert len(differences(first, before, SHOWN)) > 5
        assert differences(await after("import", *files, *ME, "--again"), first) == []
        capsys.readouterr()
        await after("imports")
        ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
        undone = [await after("undo", import_) for import_ in ids]
        assert differences(undone[-1], before, SHOWN) == []
        assert differences(await after("import", *files, *ME), first, SHOWN) == []
        assert not await inroad.dead.list(DEFAULT_NETWORK)
