"""A wire between clients and the server that loses answers: the request was done, and nobody hears of it."""

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Wire:
    """One wire, and how many answers it has lost. Half of them are cut in the middle, half never begin."""

    server: int
    share: float
    port: int = 0
    lost: int = 0
    passed: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: one request, and its answer or nothing."""
        with suppress(OSError, asyncio.IncompleteReadError):
            there, away = await asyncio.open_connection("127.0.0.1", self.server)
            asking = asyncio.create_task(_pump(reader, away))
            answer = await there.read(1)  # the deed is done by the time that an answer begins
            answer += await there.read(65536) if answer else b""
            if self.chance.random() < self.share:
                self.lost += 1
                writer.write(answer[: len(answer) // 2] if self.chance.random() < 0.5 else b"")
            else:
                self.passed += 1
                writer.write(answer)
                await _pump(there, writer)
            await writer.drain()
            asking.cancel()
            away.close()
        writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while some := await reader.read(65536):
        writer.write(some)
        await writer.drain()


@contextmanager
def wire(server: int, share: float) -> Iterator[Wire]:
    """A wire to a port of this machine."""
    made, loop, ready = Wire(server, share), asyncio.new_event_loop(), threading.Event()

    async def listen() -> None:
        listening = await asyncio.start_server(made.carry, "127.0.0.1", 0)
        made.port = listening.sockets[0].getsockname()[1]
        ready.set()

    def run() -> None:
        loop.run_until_complete(listen())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
