"""Candle intervals: where candles open, and of what smaller ones they are made."""
import calendar
import time

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY

# A price path is stored at these levels only, each a whole multiple of the next; all other
# intervals are sums of one of them, so that every interval tells the same story.
CHAIN = ("1d", "4h", "1h", "15m", "5m", "1m")
STEPS = {
    "1m": MINUTE, "3m": 3 * MINUTE, "5m": 5 * MINUTE, "15m": 15 * MINUTE, "30m": 30 * MINUTE,
    "1h": HOUR, "2h": 2 * HOUR, "4h": 4 * HOUR, "6h": 6 * HOUR, "8h": 8 * HOUR, "12h": 12 * HOUR,
    "1d": DAY, "3d": 3 * DAY, "1w": WEEK, "15d": 15 * DAY,
}
# 1 January 1970 was a Thursday: a week that starts on Monday opens four days after a multiple of 7 d.
MONDAY = 4 * DAY


class Interval:
    """Fixed-length candles; `zone_hours` moves the opening of the day (UTC+8 venues)."""

    def __init__(self, name, step, offset):
        self.name = name
        self.step = step
        self.offset = offset % step
        self.unit = next(u for u in CHAIN if step % STEPS[u] == 0 and self.offset % STEPS[u] == 0)

    def index(self, t):
        """Number of the candle that contains the instant t."""
        return (t - self.offset) // self.step

    def open_at(self, index):
        return index * self.step + self.offset


class Month:
    """Calendar months, which have no fixed step; `step` is nominal, for estimates only."""
    name = "1M"
    step = 30 * DAY

    def __init__(self, zone_hours=0):
        self.shift = zone_hours * HOUR
        self.unit = "1d" if zone_hours == 0 else "4h"

    def index(self, t):
        # A client may ask for any instant; years beyond 9999 have no calendar.
        moment = time.gmtime(max(0, min(t, 253_000_000_000_000)) // 1000 + self.shift // 1000)
        return moment.tm_year * 12 + moment.tm_mon - 1

    def open_at(self, index):
        year, month = divmod(index, 12)
        return calendar.timegm((year, month + 1, 1, 0, 0, 0)) * 1000 - self.shift


_made = {}


def interval(name, zone_hours=0, epoch_week=False):
    """The interval of that name; `epoch_week`: weeks counted from 1 January 1970 (a Thursday)."""
    key = (name, zone_hours, epoch_week)
    if key not in _made:
        if name == "1M":
            _made[key] = Month(zone_hours)
        else:
            step = STEPS[name]
            base = MONDAY if step == WEEK and not epoch_week else 0
            _made[key] = Interval(name, step, base - zone_hours * HOUR)
    return _made[key]
