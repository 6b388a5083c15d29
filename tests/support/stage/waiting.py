"""Waiting for something to become true, never for time to pass."""
import time


class NotInTime(AssertionError):
    """What was waited for did not come."""


def until(condition, what, seconds=20.0):
    """The first true value of condition()."""
    last = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= last:
            raise NotInTime(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.02)


def quiet(sample, what, still=0.3, seconds=20.0):
    """The value of sample() once it has not changed for so long."""
    value, since = sample(), time.monotonic()
    last = since + seconds
    while time.monotonic() - since < still:
        if time.monotonic() >= last:
            raise NotInTime(f"never at rest: {what}")
        time.sleep(0.02)
        now = sample()
        if now != value:
            value, since = now, time.monotonic()
    return value
