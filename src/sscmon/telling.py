"""How far a long step is: a reader tells it, whoever runs the step listens, and nobody has to pass anything along."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from threading import Event, Thread

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


def rows(count: float) -> str:
    """A number of rows."""
    return f"{count:,.0f} rows"


def size(count: float) -> str:
    """A number of bytes in the unit that suits it."""
    power = 0
    while count >= 1000 and power < len(UNITS) - 1:
        count, power = count / 1000, power + 1
    return f"{count:.1f} {UNITS[power]}" if power else f"{count:.0f} {UNITS[0]}"


class Teller:
    """Says how much of a total is done, at what rate and for how much longer.

    Args:
        total: bytes, or what `shown` shows.
        shown: an amount as text.
    """

    def __init__(self, total: int, shown: Callable[[float], str] = size, clock: Callable[[], float] = time.monotonic):
        self._total, self._shown, self._clock = total, shown, clock
        self._begun = self._told = clock()

    def __call__(self, done: float) -> None:
        """Tell that so much is done, unless that was told just now or nobody listens."""
        now, listener = self._clock(), _listener.get()
        if listener and now - self._told >= EVERY_S:
            self._told = now
            rate = done / (now - self._begun)
            left_s = (self._total - done) / rate if rate else None
            listener(how_far(done, self._total, rate, left_s, self._shown))


@contextmanager
def telling(done: Callable[[], float], tell: Teller) -> Iterator[None]:
    """Tell again and again, from a thread beside, what `done` says, while something runs that cannot tell itself.
    Where it says zero or less, that is not known."""
    context, ended = copy_context(), Event()

    def watch() -> None:
        while not ended.wait(EVERY_S):
            if (amount := done()) > 0:
                context.run(tell, amount)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def how_far(
    done: float, total: float | None, rate: float, left_s: float | None, shown: Callable[[float], str] = size
) -> str:
    """`1.2 of 11.0 GB, 45.0 MB/s, 3 min left`; what is not known is left out."""
    parts = [f"{shown(done)} of {shown(total)}" if total else shown(done)]
    if rate:
        parts.append(f"{shown(rate)}/s")
    if left_s is not None:
        parts.append(f"{left_s / 60:.0f} min left" if left_s >= 90 else f"{left_s:.0f} s left")
    return ", ".join(parts)
