"""Candles of a market: which price path serves it, and rows ready to send."""
from dataset import Dataset, read_csv
from intervals import CHAIN, DAY, interval as interval_of
from layers import Layer, Path
from noise import key_of
from splitting import join
from synthetic import FIRST_OPEN_MS, decimals_for, generate, start_price, volume_decimals_for

# What a synthetic path holds: hours around the start of the server, days for the past before them.
PAST_DAYS, FUTURE_DAYS, OLD_DAYS = 45, 9, 2200
# Recorded candles end soon; two days of them are kept for the time to come.
DATA_FUTURE_DAYS = 2
TRADE_SIZE = 350.0  # quote units: gives plausible numbers of trades


class Source:
    """Makes the price path of a coin, once; all exchanges share it."""

    def __init__(self, data_directory, seed, start_ms):
        self.dataset = Dataset(data_directory) if data_directory else None
        self.seed = seed
        self.start_day = start_ms // DAY * DAY
        self._paths = {}

    def known_bases(self):
        return self.dataset.bases if self.dataset else []

    def path(self, base, price=None, daily_quote=2e7):
        path = self._paths.get(base)
        if path is None:
            files = self.dataset.sets.get(base) if self.dataset else None
            path = self._recorded(base, files) if files else self._invented(base, price, daily_quote)
            self._paths[base] = path
        return path

    def _recorded(self, base, files):
        main = "1h" if "1h" in files else "1d"
        rows, places, volume_places = read_csv(files[main])

        def loader(unit):
            return (lambda: rows) if unit == main else (lambda: read_csv(files[unit])[0])

        layers = {unit: Layer(loader(unit)) for unit in files if unit in CHAIN}
        return Path(key_of(base), layers, places, volume_places, self.start_day, DATA_FUTURE_DAYS)

    def _invented(self, base, price, daily_quote):
        symbol = base + "/USDT"
        price = price or start_price(symbol, self.seed)
        places = decimals_for(price)
        first = FIRST_OPEN_MS
        days = PAST_DAYS + FUTURE_DAYS
        hours = {row[0]: row[1:] for row in generate(
            symbol, "1h", days * 24, self.seed, price, first, daily_quote)}

        def old_days():
            rows = generate(symbol, "1d", OLD_DAYS, self.seed, price, first - OLD_DAYS * DAY, daily_quote)
            # The old days must end where the first hour opens.
            ratio = hours[first][0] / rows[-1][4]
            tidy = lambda x: max(10.0 ** -places, round(x * ratio, places))
            return {r[0]: (tidy(r[1]), tidy(r[2]), tidy(r[3]), tidy(r[4]), r[5]) for r in rows}

        layers = {"1h": Layer(lambda: hours), "1d": Layer(old_days)}
        return Path(key_of(f"{self.seed}|{base}"), layers, places, volume_decimals_for(price),
                    self.start_day, FUTURE_DAYS)


class Feed:
    """One market at one interval: tuples (open ms, o, h, l, c, base volume, quote volume, trades)."""

    def __init__(self, market, interval):
        self.market = market
        self.interval = interval
        self._scaled = market.price_scale != 1.0 or market.volume_scale != 1.0
        self._step = interval_of(interval.unit).step

    def closed(self, index):
        path, interval = self.market.path(), self.interval
        t = interval.open_at(index)
        count = (interval.open_at(index + 1) - t) // self._step
        row = path.candle(interval.unit, t) if count == 1 else join(path.candles(interval.unit, t, count))
        return self._finish(t, row)

    def running(self, now):
        path, interval = self.market.path(), self.interval
        t = interval.open_at(interval.index(now))
        done = (now - t) // self._step
        last = path.running(interval.unit, t + done * self._step, now)
        if done:
            last = join(path.candles(interval.unit, t, done) + [last])
        return self._finish(t, last)

    def _finish(self, t, row):
        o, h, l, c, v = row
        if self._scaled:
            m = self.market
            s, places = m.price_scale, m.price_places
            o, h, l, c = round(o * s, places), round(h * s, places), round(l * s, places), round(c * s, places)
            v = v * m.volume_scale
        v = round(v, self.market.volume_places)
        # Nobody recorded quote volumes; the mean of the four prices is the usual stand-in.
        q = round(v * (o + h + l + c) * 0.25, 8)
        return (t, o, h, l, c, v, q, int(q / TRADE_SIZE) + 1 if v else 0)


class Rows:
    """Rendered rows of a feed. A closed candle never changes, so its text is made once."""

    def __init__(self, feed, render):
        self.feed = feed
        self.render = render  # (candle, closed) -> text
        self._first = 0
        self._texts = []

    def _ensure(self, lo, hi):
        texts = self._texts
        if not texts or lo > self._first + len(texts) or hi < self._first:
            self._first, self._texts = lo, self._make(lo, hi)
            return
        if lo < self._first:
            self._texts = texts = self._make(lo, self._first) + texts
            self._first = lo
        end = self._first + len(texts)
        if hi > end:
            texts.extend(self._make(end, hi))

    def _make(self, lo, hi):
        closed, render = self.feed.closed, self.render
        return [render(closed(i), True) for i in range(lo, hi)]

    def window(self, now, limit, start=None, end=None, oldest=False):
        """Texts of the candles that opened in [start, end] ms, both optional and inclusive, oldest
        first; over `limit` the newest are kept, or the oldest if `oldest`."""
        interval = self.feed.interval
        current = interval.index(now)
        hi = current if end is None else min(current, interval.index(end))
        first = interval.index(self.feed.market.listed_ms)
        if start is not None:
            index = interval.index(start)
            first = max(first, index if interval.open_at(index) >= start else index + 1)
        if oldest:
            lo, hi = first, min(hi, first + limit - 1)
        else:
            lo = max(first, hi - limit + 1)
        if hi < lo:
            return []
        self._ensure(lo, min(hi, current - 1) + 1)
        texts = self._texts[lo - self._first:hi + 1 - self._first] if lo < current else []
        if hi == current:
            texts.append(self.render(self.feed.running(now), False))
        return texts


def day_summary(feed_1h, now):
    """The last 24 hourly candles, the running one included, as one: what a ticker reports. An
    hour's resolution lets a client check a ticker against the candles it can ask for."""
    current = feed_1h.interval.index(now)
    rows = [feed_1h.closed(i) for i in range(current - 23, current)] + [feed_1h.running(now)]
    o, h, l, c, v = join([row[1:6] for row in rows])
    places = feed_1h.market.volume_places
    return Day(o, h, l, c, round(v, places), round(sum(r[6] for r in rows), 8),
               sum(r[7] for r in rows), now, feed_1h, current)


class Day:
    def __init__(self, o, h, l, c, volume, quote, trades, now, feed, current):
        self.open, self.high, self.low, self.last = o, h, l, c
        self.volume, self.quote, self.trades = volume, quote, trades
        self.now = now
        self._feed, self._current = feed, current

    @property
    def change(self):
        return round(self.last - self.open, 12)

    @property
    def ratio(self):
        """Change as a fraction of the open."""
        return self.last / self.open - 1.0 if self.open else 0.0

    def since_midnight(self):
        """(open, high, low, volume, quote, trades) of the running UTC day, for venues that tell it."""
        hour = self._current % 24
        rows = [self._feed.closed(i) for i in range(self._current - hour, self._current)]
        rows.append(self._feed.running(self.now))
        o, h, l, _, v = join([row[1:6] for row in rows])
        return o, h, l, v, sum(r[6] for r in rows), sum(r[7] for r in rows)


def spread(price, places):
    """(bid, ask) one tick around the last price."""
    unit = 10.0 ** -places
    return max(unit, round(price - unit, places)), round(price + unit, places)
