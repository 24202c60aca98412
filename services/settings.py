"""Every setting, read once from the environment (`INROAD_…`) and passed down.

`docs/settings.md` tells each; a test fails when one is missing there.
"""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.store import DEFAULT_NETWORK


def _expanded(path: Path) -> Path:
    return path.expanduser().absolute()


class Settings(BaseSettings):
    """Where things are and how they behave; see each field's description."""

    model_config = SettingsConfigDict(env_prefix="INROAD_", frozen=True, extra="ignore")

    home: Annotated[Path, AfterValidator(_expanded)] = Field(
        default_factory=lambda: user_data_path("inroad"),
        description="Folder of everything that Inroad keeps on this computer",
    )
    store: str = Field("", description="sqlite:///PATH or neo4j://…; empty: graph.sqlite3 in home")
    broker: str = Field("nats://127.0.0.1:4222", description="URL of the NATS server")
    host: str = Field("127.0.0.1", description="Address that the HTTP service listens on")
    port: int = Field(8420, ge=0, le=65535, description="Port that the HTTP service listens on")
    url: str = Field("", description="Where the terminal finds the service; empty: host and port")
    trust_network: bool = Field(
        default=False,
        description="Listen beyond loopback without credentials: only behind something that guards",
    )
    network: str = Field(DEFAULT_NETWORK, pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="Graph")
    index: bool = Field(default=True, description="Search in memory; else on the store")
    snapshots: str = Field(
        "", description="Folder of the index's snapshots; empty: snapshots in home; none: no such"
    )
    snapshot_every: float = Field(
        300, ge=1, description="Seconds between snapshots, while anything changes"
    )
    never_reveal: str = Field(
        "", description="File of companies that no sheet shows; empty: never-reveal.txt in home"
    )
    batch_size: int = Field(500, ge=1, le=5000, description="Events the builder takes at once")
    batch_wait: float = Field(0.05, gt=0, le=10, description="Seconds a pull waits for an event")
    attempts: int = Field(
        3, ge=1, le=20, description="Failures of a batch, the store being well, before one by one"
    )
    stream_bytes: int = Field(
        4 * 2**30, ge=2**20, description="Bytes of events that may wait; then senders get a 503"
    )
    feed_bytes: int = Field(
        2**28, ge=2**20, description="Bytes of changes kept for those who follow"
    )
    feed_age: int = Field(86_400, ge=120, description="Seconds that changes are kept for them")
    news_age: int = Field(
        2_592_000, ge=120, description="Seconds that news of standing targets is kept"
    )
    openers: str = Field("", description="File of your own openers; empty: openers.txt in home")
    quiet_after: int = Field(
        14, ge=1, le=365, description="Days without a word after which a matter has gone quiet"
    )
    words: str = Field("", description="TOML file of your own words for moves; empty: ours")
    never_ask: str = Field("", description="People whom your plans leave out, with commas")
    quiet: bool = Field(
        default=False, description="Your plans leave out everybody at your present company"
    )
    upload_bytes: int = Field(
        2 * 2**30, ge=2**10, description="Bytes of a file imported on the page, unpacked too"
    )
    upload_age: float = Field(
        3600, ge=1, description="Seconds that a file sent by the page is kept, unless it is used"
    )
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Logging")

    @model_validator(mode="after")
    def _stays_on_loopback(self) -> Self:
        if not self.trust_network and not _is_loopback(self.host):
            message = (
                f"INROAD_HOST={self.host} is open to others and there are no credentials: use "
                "127.0.0.1, or set INROAD_TRUST_NETWORK=true behind something that guards it"
            )
            raise ValueError(message)
        return self

    @property
    def store_url(self) -> str:
        return self.store or f"sqlite:///{self.home / 'graph.sqlite3'}"

    @property
    def snapshot(self) -> Path | None:
        """Where the snapshot of the network's index is kept, unless it is not."""
        if self.snapshots == "none":
            return None
        folder = _expanded(Path(self.snapshots)) if self.snapshots else self.home / "snapshots"
        return folder / f"{self.network}.index"

    @property
    def never_reveal_list(self) -> Path:
        """The file of companies that no sheet shows; it need not be there."""
        if self.never_reveal:
            return _expanded(Path(self.never_reveal))
        return self.home / "never-reveal.txt"

    @property
    def openers_file(self) -> Path:
        """Where a person's own openers are, if anywhere."""
        return _expanded(Path(self.openers)) if self.openers else self.home / "openers.txt"

    @property
    def own_words(self) -> Path | None:
        """The file of the person's own words, where there is one."""
        return _expanded(Path(self.words)) if self.words else None

    @property
    def watched(self) -> Path | None:
        """Where the watch keeps how far it is, beside the snapshot, unless there is none."""
        return self.snapshot and self.snapshot.with_suffix(".watch")

    @property
    def service_url(self) -> str:
        return self.url or f"http://{self.host}:{self.port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
