"""Price paths: intervals agree, candles align, the running one runs."""
import os
import tempfile
import unittest

from candles import Feed, Rows, Source
from intervals import DAY, HOUR, MINUTE, STEPS, interval
from lab import NOW_MS
from noise import Noise
from splitting import join, split
from universe import Market

ALL = ("1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M")


def market(base="BTC", source=None):
    return Market(source or Source(None, 1, NOW_MS), base, "USDT")


def window(m, item, limit, now=NOW_MS, **more):
    """[(candle, closed)]"""
    m.path()
    return Rows(Feed(m, item), lambda candle, closed: (candle, closed)).window(now, limit, **more)


class Splitting(unittest.TestCase):
    def test_children_add_up(self):
        for n in (3, 4, 5, 6, 12):
            row = (100.0, 112.5, 97.25, 103.0, 480.0)
            parts = split(row, n, Noise(n), 2, 4)
            whole = join(parts)
            self.assertEqual(whole[:4], row[:4])
            self.assertAlmostEqual(whole[4], 480.0, places=2)
            for a, b in zip(parts, parts[1:]):
                self.assertEqual(a[3], b[0])

    def test_extremes_finer_than_the_tick(self):
        for seed in range(50):
            for o, h, l, c, _ in split((34.21, 34.459, 34.201, 34.455, 10.0), 6, Noise(seed), 2, 2):
                self.assertTrue(34.201 <= l <= min(o, c) and max(o, c) <= h <= 34.459)

    def test_flat_candle(self):
        self.assertEqual(split((5.0, 5.0, 5.0, 5.0, 8.0), 4, Noise(1), 2, 2), [(5.0, 5.0, 5.0, 5.0, 2.0)] * 4)


class Windows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.market = market()

    def test_aligned_ascending_sound_and_running_last(self):
        for name in ALL:
            item = interval(name)
            rows = window(self.market, item, 70)
            self.assertEqual(len(rows), 70, name)
            self.assertEqual([closed for _, closed in rows], [True] * 69 + [False])
            for (candle, _), (following, _) in zip(rows, rows[1:]):
                self.assertEqual(item.index(candle[0]) + 1, item.index(following[0]), name)
            for candle, _ in rows:
                t, o, h, l, c, v, q, n = candle
                self.assertEqual(item.open_at(item.index(t)), t)
                self.assertTrue(0 < l <= min(o, c) and max(o, c) <= h, (name, candle))
            self.assertLessEqual(rows[-1][0][0], NOW_MS)

    def test_opening_times(self):
        self.assertEqual(window(self.market, interval("1w"), 1)[0][0][0] // DAY % 7, 4)  # a Monday
        self.assertEqual(window(self.market, interval("1w", epoch_week=True), 1)[0][0][0] // DAY % 7, 0)
        self.assertEqual(window(self.market, interval("1d"), 1)[0][0][0] % DAY, 0)
        self.assertEqual(window(self.market, interval("1d", 8), 1)[0][0][0] % DAY, 16 * HOUR)

    def test_intervals_tell_the_same_story(self):
        hours = {c[0]: c for c, _ in window(self.market, interval("1h"), 800)}
        for name in ("2h", "4h", "6h", "12h", "1d"):
            item = interval(name)
            for candle, closed in window(self.market, item, 5):
                parts = [hours[t] for t in range(candle[0], candle[0] + item.step, HOUR) if t in hours]
                self.assertEqual(candle[1:5], join([p[1:6] for p in parts])[:4], name)
        lasts = {window(self.market, interval(name), 1)[0][0][4] for name in ALL}
        self.assertEqual(len(lasts), 1, "the running close is one price, whatever the interval")
        minutes = [c for c, _ in window(self.market, interval("1m"), 300)]
        by_hour = [c for c in minutes if c[0] // HOUR * HOUR == minutes[-100][0] // HOUR * HOUR]
        if len(by_hour) == 60:
            self.assertEqual(join([c[1:6] for c in by_hour])[:4], hours[by_hour[0][0]][1:5])

    def test_running_close_is_not_the_final_close(self):
        for minutes in (0, 10, 37, 59):
            now = NOW_MS // HOUR * HOUR + minutes * MINUTE + 55_000
            running = window(self.market, interval("1h"), 1, now)[0][0]
            final = window(self.market, interval("1h"), 2, now + HOUR)[0][0]
            self.assertEqual(running[0], final[0])
            self.assertEqual(running[1], final[1])
            self.assertGreater(abs(running[4] / final[4] - 1), 0.0015)

    def test_time_brings_new_candles_and_keeps_the_old(self):
        before = window(self.market, interval("1h"), 50)
        after = window(self.market, interval("1h"), 50, NOW_MS + 3 * HOUR)
        self.assertEqual(after[-1][0][0], before[-1][0][0] + 3 * HOUR)
        self.assertEqual(before[3:-1], after[:46])

    def test_far_future_and_past_stay_continuous(self):
        for now in (NOW_MS + 400 * DAY, NOW_MS - 400 * DAY):
            rows = window(self.market, interval("1h"), 300, now)
            for (a, _), (b, _) in zip(rows, rows[1:-1]):
                self.assertLess(abs(b[1] / a[4] - 1), 0.02)

    def test_range_and_limit(self):
        item, base = interval("1h"), NOW_MS // HOUR * HOUR
        rows = window(self.market, item, 1000, start=base - 5 * HOUR, end=base - 2 * HOUR)
        self.assertEqual([c[0] for c, _ in rows], [base - i * HOUR for i in (5, 4, 3, 2)])
        newest = window(self.market, item, 2, start=base - 5 * HOUR)
        oldest = window(self.market, item, 2, start=base - 5 * HOUR, oldest=True)
        self.assertEqual([c[0] for c, _ in newest], [base - HOUR, base])
        self.assertEqual([c[0] for c, _ in oldest], [base - 5 * HOUR, base - 4 * HOUR])
        self.assertEqual(len(window(self.market, item, 10, start=0, oldest=True)), 10)
        self.assertEqual(window(self.market, item, 10, start=base + HOUR), [])

    def test_the_order_of_questions_does_not_matter(self):
        one, other = market(), market()
        for name in ALL:
            window(one, interval(name), 40)
        for name in reversed(ALL):
            window(other, interval(name), 90)
        for name in ALL:
            self.assertEqual(window(one, interval(name), 40), window(other, interval(name), 40), name)


class Recorded(unittest.TestCase):
    """Candle files are served digit for digit, moved in time by whole days."""

    def test_rows_of_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            place = os.path.join(folder, "2024", "binance", "1h")
            os.makedirs(place)
            first, lines = 1719792000000, ["time_ms,open,high,low,close,volume"]  # 1 July 2024
            for i in range(30 * 24 + 5):  # five hours of a day that is not whole
                lines.append(f"{first + i * HOUR},{100 + i}.5,{103 + i},{99 + i}.25,{102 + i},{1000 + i}.125")
            with open(os.path.join(place, "FOO_USDT.csv"), "w", encoding="ascii") as file:
                file.write("\n".join(lines) + "\n")
            source = Source(folder, 1, NOW_MS)
            self.assertEqual(source.known_bases(), ["FOO"])
            m = market("FOO", source)
            row = m.path().candle("1h", NOW_MS // DAY * DAY)  # midnight of today
            # The file's last whole day is the 30th; two days of it are kept as the future.
            i = 28 * 24
            self.assertEqual(row, (100.5 + i, 103.0 + i, 99.25 + i, 102.0 + i, 1000.125 + i))
            self.assertEqual(STEPS["1h"], HOUR)
            self.assertEqual(len(window(m, interval("1d"), 60)), 60)


if __name__ == "__main__":
    unittest.main()
