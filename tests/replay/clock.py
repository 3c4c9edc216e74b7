"""The exchanges' idea of now: real, shifted, or standing still.

Limits, bans and delays run on `ticks` instead, which never stand still: a frozen server still
forgives after ten real seconds. They begin at the exchanges' wall time, so that a window aligned to
the minute starts with the minute of the Date header (unless the clock is frozen or moved later).
"""
import calendar
import time
from datetime import datetime, timezone
from email.utils import formatdate


def parse_iso_ms(text):
    moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return calendar.timegm(moment.utctimetuple()) * 1000 + moment.microsecond // 1000


class Clock:
    def __init__(self, frozen_ms=None, skew_seconds=0.0):
        self.frozen_ms = frozen_ms
        self.skew_ms = int(skew_seconds * 1000)
        self._date = (None, "")
        self._offset = time.time() + skew_seconds - time.monotonic()

    def now_ms(self):
        base = self.frozen_ms if self.frozen_ms is not None else int(time.time() * 1000)
        return base + self.skew_ms

    def ticks(self):
        """Monotonic seconds for counting requests."""
        return time.monotonic() + self._offset

    def date_header(self):
        second = self.now_ms() // 1000
        if self._date[0] != second:
            self._date = (second, formatdate(second, usegmt=True))
        return self._date[1]

    def freeze(self, ms):
        self.frozen_ms = ms

    def advance(self, ms):
        """Step a frozen clock; a running one is frozen where it would be after the step."""
        start = self.frozen_ms if self.frozen_ms is not None else int(time.time() * 1000)
        self.frozen_ms = start + ms

    def run(self):
        self.frozen_ms = None
