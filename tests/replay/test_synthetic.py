import subprocess
import sys
import unittest
from os.path import dirname, join

from synthetic import decimals_for, generate, start_price


class Synthetic(unittest.TestCase):
    def test_same_seed_same_bits_and_fewer_rows_are_a_prefix(self):
        long = generate("BTC/USDT", "1h", 400, seed=7)
        self.assertEqual(long[:150], generate("BTC/USDT", "1h", 150, seed=7))
        self.assertNotEqual(long, generate("BTC/USDT", "1h", 400, seed=8))
        self.assertNotEqual(long, generate("ETH/USDT", "1h", 400, seed=7))

    def test_known_rows(self):
        """Literal values: a change of the generator would silently change every golden test."""
        self.assertEqual(generate("BTC/USDT", "1h", 2, seed=7, price=64000.0), KNOWN_ROWS)

    def test_candles_are_sound(self):
        for symbol in ("BTC/USDT", "A/USDT", "B/USDT", "C/USDT", "D/USDT"):
            for t, o, h, l, c, v in generate(symbol, "1h", 1000, seed=3):
                self.assertLessEqual(l, min(o, c))
                self.assertGreaterEqual(h, max(o, c))
                self.assertGreater(l, 0)
                self.assertGreaterEqual(v, 0)
                self.assertEqual(t % 3_600_000, 0)

    def test_prices_span_the_range(self):
        prices = [start_price(f"COIN{i}/USDT", 1) for i in range(400)]
        self.assertLess(min(prices), 1e-5)
        self.assertGreater(max(prices), 1e4)
        self.assertTrue(all(1e-6 <= p <= 1e5 for p in prices))

    def test_regimes_differ(self):
        """Calm and wild stretches exist: the ten wildest candles dwarf the median."""
        moves = sorted(abs(r[4] / r[1] - 1) for r in generate("BTC/USDT", "1h", 2000, seed=5))
        self.assertGreater(moves[-10], 4 * moves[1000])

    def test_decimals(self):
        self.assertEqual([decimals_for(x) for x in (64000, 3000, 1.5, 0.12, 1e-5)], [1, 2, 5, 6, 10])

    def test_command_line(self):
        script = join(dirname(__file__), "synthetic.py")
        run = subprocess.run([sys.executable, script, "--symbol", "BTC/USDT", "--interval", "1h", "--rows", "5",
                              "--seed", "7"], capture_output=True, text=True, check=True)
        lines = run.stdout.splitlines()
        self.assertEqual(lines[0], "time_ms,open,high,low,close,volume")
        rows = [tuple(float(cell) for cell in line.split(",")) for line in lines[1:]]
        self.assertEqual(rows, generate("BTC/USDT", "1h", 5, seed=7))


KNOWN_ROWS = [(1704067200000, 64000.0, 64198.1, 63690.9, 63808.9, 6.78051),
              (1704070800000, 63808.9, 63935.4, 63561.3, 63714.3, 10.47854)]

if __name__ == "__main__":
    unittest.main()
