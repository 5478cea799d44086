"""How far a long step is: a reader tells it, whoever runs the step listens, and nobody has to pass anything along."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

EVERY_S = 0.5
UNITS = ("bytes", "kB", "MB", "GB", "TB")
_listener: ContextVar[Callable[[str], None] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Callable[[str], None]) -> Iterator[None]:
    """Call `listener` with what is told inside, about twice a second."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


class Teller:
    """Says how many of `total` bytes are done, at what rate and for how much longer."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic):
        self._total, self._clock = total, clock
        self._begun = self._told = clock()

    def __call__(self, done: int) -> None:
        """Tell that `done` bytes are done, unless that was told just now or nobody listens."""
        now, listener = self._clock(), _listener.get()
        if listener and now - self._told >= EVERY_S:
            self._told = now
            rate = done / (now - self._begun)
            listener(how_far(done, self._total, rate, (self._total - done) / rate if rate else None))


def how_far(done: int, total: int | None, rate: float, left_s: float | None) -> str:
    """`1.2 of 11.0 GB, 45.0 MB/s, 3 min left`; what is not known is left out."""
    parts = [f"{size(done)} of {size(total)}" if total else size(done)]
    if rate:
        parts.append(f"{size(rate)}/s")
    if left_s is not None:
        parts.append(f"{left_s / 60:.0f} min left" if left_s >= 90 else f"{left_s:.0f} s left")
    return ", ".join(parts)


def size(count: float) -> str:
    """A number of bytes in the unit that suits it."""
    power = 0
    while count >= 1000 and power < len(UNITS) - 1:
        count, power = count / 1000, power + 1
    return f"{count:.1f} {UNITS[power]}" if power else f"{count:.0f} {UNITS[0]}"
