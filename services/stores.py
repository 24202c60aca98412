"""The composition root's one choice: which store a URL means."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph.errors import StoreError
from graph.store import GraphStore
from graph.stores.memory import MemoryStore


class UnknownStore(StoreError):
    """No store goes by this URL."""

    remedy = "use sqlite:///PATH, neo4j://USER:PASSWORD@HOST:7687 or bolt://…"

    def __init__(self, url: str) -> None:
        super().__init__(f"no store goes by {urlsplit(url).scheme or url!r}://")


def open_store(url: str, *, check_weights: bool = True) -> AbstractAsyncContextManager[GraphStore]:
    """The store at *url*, open while the context lasts.

    Raises:
        UnknownStore: at a URL of another scheme.
        StoreUnavailable, NewerStore, OtherWeights: on entering.
    """
    scheme = urlsplit(url).scheme
    match scheme:
        case "sqlite":
            from graph.stores.sqlite import open_sqlite

            path = unquote(url.removeprefix("sqlite://"))
            path = path.removeprefix("/") if path.startswith(("//", "/~", "/./")) else path
            return open_sqlite(Path(path).expanduser(), check_weights=check_weights)
        case "neo4j" | "neo4j+s" | "neo4j+ssc" | "bolt" | "bolt+s" | "bolt+ssc":
            from graph.stores.neo4j import open_neo4j

            return open_neo4j(url, check_weights=check_weights)
        case "memory":
            return _memory()
        case _:
            raise UnknownStore(url)


@asynccontextmanager
async def _memory() -> AsyncIterator[MemoryStore]:
    yield MemoryStore()
