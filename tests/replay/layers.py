"""A coin's price path: one story told at six levels, from days to minutes.

A level may have rows of its own (a file, or the generator) for a part of time. A candle is taken from
its own level, else added up from a smaller level that has it, else cut out of the larger candle
around it. So every interval and the ticker agree, whatever was asked first, and nothing is
computed before it is asked for.

Path time is real time minus a whole number of days: days open at midnight, and the shift puts the
start of the server some days before the end of the stored rows, so that the candles to come
exist too. Beyond either end the path runs backwards (open and close change places): prices stay
continuous and real for months, which a jump back to the first row would not give.
"""
from intervals import CHAIN, DAY, STEPS
from noise import Noise
from splitting import join, split


class Layer:
    """Rows of one level, trimmed to whole days; `load` returns {open: row}, called once."""

    def __init__(self, load):
        self._load = load
        self.rows = None
        self.lo = self.hi = 0

    def open(self, step):
        if self.rows is None:
            self.rows = self._load()
            first, end = min(self.rows), max(self.rows) + step
            self.lo, self.hi = -(-first // DAY) * DAY, end // DAY * DAY
        return self


class Path:
    def __init__(self, key, layers, places, volume_places, start_day, future_days):
        self.key = key
        self.layers = layers
        self.places, self.volume_places = places, volume_places
        self.memo = {level: {} for level in CHAIN}
        primary = "1h" if "1h" in layers else next(u for u in CHAIN if u in layers)
        main = layers[primary].open(STEPS[primary])
        self.end = main.hi
        self.start = None  # found when first needed: it may open another file
        self.shift = start_day - (self.end - future_days * DAY)
        self._live = {}

    def candle(self, level, t):
        """The finished candle (open, high, low, close, volume) of that level opening at real t."""
        v, step = t - self.shift, STEPS[level]
        if v + step <= self.end:
            row = self.memo[level].get(v) or self._find(level, v)
            if row is not None:
                return row
        return self._reflected(level, v, step)

    def candles(self, level, t, count):
        step = STEPS[level]
        return [self.candle(level, t + i * step) for i in range(count)]

    def _find(self, level, v):
        step, place = STEPS[level], CHAIN.index(level)
        for unit in CHAIN[place:]:
            layer = self.layers.get(unit)
            if layer is None:
                continue
            layer.open(STEPS[unit])
            if layer.lo <= v and v + step <= layer.hi:
                small = STEPS[unit]
                row = join([layer.rows[v + i * small] for i in range(step // small)])
                self.memo[level][v] = row
                return row
        if place == 0:
            return None
        parent, big = CHAIN[place - 1], STEPS[CHAIN[place - 1]]
        start = v // big * big
        whole = self.memo[parent].get(start) or self._find(parent, start)
        if whole is None:
            return None
        noise = Noise(self.key ^ start * len(CHAIN) + place)
        parts = split(whole, big // step, noise, self.places, self.volume_places)
        for i, part in enumerate(parts):
            self.memo[level][start + i * step] = part
        return self.memo[level][v]

    def _reflected(self, level, v, step):
        if self.start is None:
            self.start = self._hull_start()
        length = self.end - self.start
        phase = (v - self.start) % (2 * length)
        if phase < length:
            return self.memo[level].get(self.start + phase) or self._find(level, self.start + phase)
        v = self.start + 2 * length - phase - step
        o, h, l, c, volume = self.memo[level].get(v) or self._find(level, v)
        return (c, h, l, o, volume)

    def _hull_start(self):
        """The earliest instant reached without a hole, going back from the end."""
        start = self.end
        for unit in reversed(CHAIN):
            if unit in self.layers:
                layer = self.layers[unit].open(STEPS[unit])
                if layer.lo < start <= layer.hi:
                    start = layer.lo
        return start

    def running(self, unit, t, now):
        """The unfinished candle of a chain level that opened at t, as traded up to now."""
        tick = now // 5000
        if self._live.get("tick") != tick:
            self._live = {"tick": tick}
        row = self._live.get(unit)
        if row is None:
            row = self._live[unit] = self._running(unit, t, now)
        return row

    def _running(self, unit, t, now):
        if unit == "1m":
            return self._last_minute(t, now)
        small = CHAIN[CHAIN.index(unit) + 1]
        step = STEPS[small]
        done = (now - t) // step
        rows = self.candles(small, t, done)
        rows.append(self.running(small, t + done * step, now))
        return join(rows)

    def _last_minute(self, t, now):
        whole = self.candle("1m", t)
        noise = Noise(self.key ^ t)
        parts = split(whole, 12, noise, self.places, self.volume_places)[:(now - t) // 5000]
        o, h, l, c, v = join(parts) if parts else (whole[0], whole[0], whole[0], whole[0], 0.0)
        # The price of the moment stands a quarter of a percent off the path, away from where the
        # hour will close: a client that takes a running candle for a closed one is always seen.
        hour = STEPS["1h"]
        final = self.candle("1h", t // hour * hour)[3]
        c = round(c * (1.0025 if c >= final else 0.9975), self.places)
        return (o, max(h, c), min(l, c), c, v)
