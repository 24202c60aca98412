"""Connecting to a broker that is not one."""

import asyncio
import gc
from asyncio import StreamReader, StreamWriter

import pytest

from services.broker import BrokerUnavailable, connected
from services.settings import Settings


async def test_a_server_that_does_not_speak_is_left_with_no_socket_open() -> None:
    async def mute(_: StreamReader, writer: StreamWriter) -> None:
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(mute, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(BrokerUnavailable, match=str(port)):
            async with connected(Settings(broker=f"nats://127.0.0.1:{port}")):
                pass
        await asyncio.sleep(0.05)
        gc.collect()  # a socket that is open still is a warning, and that an error
