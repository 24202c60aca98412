"""Many single calls timed, each on its own."""

import gc
import platform
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Times:
    """How long each call took, in nanoseconds."""

    each: NDArray[np.int64]

    @property
    def figures(self) -> dict[str, float]:
        """Quantiles in microseconds; of no calls, none."""
        if not len(self.each):
            return {}
        p50, p99 = np.quantile(self.each, (0.5, 0.99)) / 1000
        return {"p50_us": round(float(p50), 1), "p99_us": round(float(p99), 1)}


def timed(
    call: Callable[[*Ts], object],
    given: Iterable[tuple[*Ts]],
    *,
    before: Callable[[*Ts], object] | None = None,
) -> Times:
    """*call* with each of *given*; *before* is called first, outside the time."""
    each: list[int] = []
    clock = time.perf_counter_ns
    with collecting_nothing():
        for arguments in given:
            if before is not None:
                before(*arguments)
            began = clock()
            call(*arguments)
            each.append(clock() - began)
    return Times(np.array(each, np.int64))


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """No garbage collection within, as in Python's timeit; it walks all of a large graph."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def seconds_of(work: Callable[[], T]) -> tuple[float, T]:
    """How long *work* takes, once, and what it gives."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def resident() -> int:
    """Bytes of memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    lines = _lines("/proc/cpuinfo")
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": models[0] if models else platform.processor(),
        "cores": len(models) or None,
    }


def _lines(path: str) -> Sequence[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
