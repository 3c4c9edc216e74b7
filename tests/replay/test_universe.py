import unittest

from candles import Source
from lab import NOW_MS
from universe import Universe


class Lists(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.source = Source(None, 1, NOW_MS)
        cls.universe = Universe(cls.source, 40, leveraged=True)
        cls.days = {m: m.day(NOW_MS) for m in cls.universe.spot}

    def test_exactly_the_asked_number_is_eligible(self):
        good = {m.base for m, d in self.days.items()
                if m.active and m.quote in ("USDT", "USDC", "USD") and d.quote >= 100_000}
        self.assertEqual(len(good), 40)
        self.assertEqual(good, set(self.universe.main))

    def test_others_are_there_to_be_left_out(self):
        spot = self.universe.spot
        self.assertGreaterEqual(sum(not m.active for m in spot), 2)
        self.assertGreaterEqual(sum(m.thin for m in spot), 2)
        self.assertTrue({"BTC", "EUR", "TRY"} <= {m.quote for m in spot})
        self.assertTrue(any(m.base.endswith("3L") for m in spot))
        for m, d in self.days.items():
            if m.thin:
                self.assertLess(d.quote, 100_000, m.symbol)
        twins = {m.base for m in spot if m.quote == "USDT"} & {m.base for m in spot if m.quote == "USDC"}
        self.assertGreaterEqual(len(twins), 2)
        self.assertEqual(len({m.symbol for m in spot}), len(spot), "names are unique")

    def test_swaps_have_look_alikes(self):
        self.assertEqual({m.kind for m in self.universe.swap}, {"swap", "inverse", "future"})

    def test_contract_sizes(self):
        for m in self.universe.swap:
            self.assertTrue(3 <= m.contract() * m.typical * 1.0001 and m.contract() * m.typical <= 30.01)

    def test_deterministic(self):
        again = Universe(Source(None, 1, NOW_MS), 40, leveraged=True)
        for a, b in zip(self.universe.spot[:10], again.spot[:10]):
            self.assertEqual((a.symbol, vars(a.day(NOW_MS))["last"]), (b.symbol, vars(b.day(NOW_MS))["last"]))


if __name__ == "__main__":
    unittest.main()
