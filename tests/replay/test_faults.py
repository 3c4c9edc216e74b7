"""Faults that change what is said; those that change how it is sent are in test_server.py."""
import unittest

from lab import Lab
from venues import EXCHANGES

CANDLE_PATHS = {
    "binance": "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=60",
    "okx": "/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=60",
    "bybit": "/v5/market/kline?category=spot&symbol=BTCUSDT&interval=60&limit=60",
    "kucoin": "/api/v1/market/candles?symbol=BTC-USDT&type=1hour",
    "kucoinfutures": "/api/v1/kline/query?symbol=XBTUSDTM&granularity=60",
    "gate": "/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h&limit=60",
    "coinbase": "/api/v3/brokerage/market/products/BTC-USD/candles?granularity=ONE_HOUR&start=1772500000&end=1772717841",
    "kraken": "/0/public/OHLC?pair=XBTUSD&interval=60",
    "mexc": "/api/v3/klines?symbol=BTCUSDT&interval=60m&limit=60",
    "htx": "/market/history/kline?symbol=btcusdt&period=60min&size=60",
}
PATH = "/okx" + CANDLE_PATHS["okx"]


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    def setUp(self):
        self.lab.ask("/_control/faults", method="DELETE")

    def add(self, fault, **place):
        status, body, _ = self.lab.ask("/_control/faults", method="POST", body={"fault": fault, **place})
        self.assertEqual(status, 200, body)

    def rows(self):
        return self.lab.get(PATH)["data"]

    def spoiled(self, kind, **options):
        clean = self.rows()
        self.add({"kind": kind, **options})
        return clean, self.rows()

    def test_place_count_and_order(self):
        self.add({"kind": "status", "status": 503, "body": "x"}, exchange="okx", route="candles",
                 symbol="ETH/USDT", times=2)
        eth = PATH.replace("BTC", "ETH")
        self.assertEqual([self.lab.ask(p)[0] for p in (PATH, eth, eth, eth)], [200, 503, 503, 200])
        self.assertEqual(self.lab.get("/_control/faults")["rules"][0]["hits"], 2)
        self.add({"kind": "status", "status": 500}, route="tickers")
        self.assertEqual(self.lab.ask("/okx/api/v5/market/tickers?instType=SPOT")[0], 500)
        self.assertEqual(self.lab.ask("/coinbase/api/v3/brokerage/market/products")[0], 500)
        self.assertEqual(self.lab.ask(PATH)[0], 200)

    def test_probability_is_seeded(self):
        def pattern():
            self.lab.ask("/_control/faults", method="DELETE")
            self.add({"kind": "status", "status": 500}, probability=0.3)
            return [self.lab.ask(PATH)[0] for _ in range(40)]
        one = pattern()
        self.assertEqual(one, pattern())
        self.assertTrue(4 <= one.count(500) <= 20)

    def test_bad_rules_are_refused_whole(self):
        good = {"fault": {"kind": "html"}}
        for bad in ({"fault": {"kind": "zzz"}}, {"fault": {"kind": "html", "x": 1}}, {"fault": 1}, {"f": {}}, 7):
            status, body, _ = self.lab.ask("/_control/faults", method="POST", body=[good, bad])
            self.assertEqual(status, 400)
            self.assertIn("error", body)
        self.assertEqual(self.lab.get("/_control/faults")["rules"], [])

    def test_rows(self):
        clean, got = self.spoiled("reversed")
        self.assertEqual(got, clean[::-1])

    def test_shuffled(self):
        clean, got = self.spoiled("shuffled")
        self.assertNotEqual(got, clean)
        self.assertEqual(sorted(got), sorted(clean))

    def test_duplicates_and_missing(self):
        clean, got = self.spoiled("duplicates", count=4)
        self.assertEqual((len(got), len({row[0] for row in got})), (64, 60))
        self.setUp()
        clean, got = self.spoiled("missing", ratio=0.2)
        self.assertEqual(len(got), 48)
        self.assertTrue(all(row in clean for row in got))

    def test_empty_short_stale_misaligned(self):
        self.assertEqual(self.spoiled("empty_list")[1], [])
        self.setUp()
        clean, got = self.spoiled("short_history", rows=10)
        self.assertEqual(got, clean[:10])
        self.setUp()
        clean, got = self.spoiled("stale", intervals=5)
        self.assertEqual(int(clean[0][0]) - int(got[0][0]), 5 * 3_600_000)
        self.setUp()
        clean, got = self.spoiled("misaligned")
        self.assertEqual(int(got[0][0]) - int(clean[0][0]), 17_000)

    def test_bodies(self):
        for kind in ("truncated_json", "invalid_json", "html"):
            self.setUp()
            self.add({"kind": kind})
            status, body, _ = self.lab.ask(PATH)
            self.assertEqual((status, type(body)), (200, str), kind)
        self.setUp()
        self.add({"kind": "nan_strings"})
        self.assertEqual(self.rows()[0][1:5].count("NaN") >= 3, True)
        self.setUp()
        self.add({"kind": "wrong_types"})
        self.assertNotEqual({type(cell) for cell in self.lab.get(PATH)["data"][0]}, {str})

    def test_wrong_symbol(self):
        self.add({"kind": "wrong_symbol"})
        body = self.lab.get("/bybit" + CANDLE_PATHS["bybit"])
        self.assertNotEqual(body["result"]["symbol"], "BTCUSDT")
        self.assertNotEqual(self.rows(), Lab().get(PATH)["data"])

    def test_own_words(self):
        for name in EXCHANGES:
            path = f"/{name}{CANDLE_PATHS[name]}"
            for kind in ("rate_limited", "banned", "blocked", "geo_blocked", "maintenance", "unavailable", "error_in_200"):
                with self.subTest(f"{name} {kind}"):
                    self.setUp()
                    self.add({"kind": kind}, exchange=name)
                    status, body, headers = self.lab.ask(path)
                    self.assertTrue(status in (200, 403, 418, 429, 451, 500, 503))
                    if kind == "error_in_200":
                        self.assertEqual(status, 200)
                    if kind == "blocked":
                        self.assertEqual(status, 403)
                        self.assertIn("<html>", body)
                    if name.startswith("binance") and kind in ("rate_limited", "banned"):
                        self.assertEqual((status, "retry-after" in headers), (429 if kind == "rate_limited" else 418, True))

    def test_row_faults_know_every_venue(self):
        for name, path in CANDLE_PATHS.items():
            with self.subTest(name):
                self.setUp()
                whole = str(self.lab.get(f"/{name}{path}"))
                self.add({"kind": "short_history", "rows": 3})
                short = str(self.lab.get(f"/{name}{path}"))
                self.assertLess(len(short), len(whole) / 5)
        self.setUp()
        self.add({"kind": "missing", "count": 1})
        data = self.lab.get("/mexc/api/v1/contract/kline/BTC_USDT?interval=Min60&start=1772668800")["data"]
        self.assertEqual({len(column) for column in data.values()}, {13})

    def test_error_bodies_pass_through_row_faults(self):
        self.add({"kind": "reversed"})
        self.assertEqual(self.lab.get("/kraken/0/public/OHLC?pair=NOPE")["error"], ["EQuery:Unknown asset pair"])
        self.assertEqual(self.lab.get(PATH.replace("BTC", "NOPE"))["code"], "51001")
        self.assertEqual(self.lab.get("/mexc/api/v1/contract/kline/NO_PE?interval=Min60")["code"], 1001)

    def test_faults_of_times_leave_lists_alone(self):
        clean = self.lab.get("/okx/api/v5/market/tickers?instType=SPOT")
        self.add({"kind": "misaligned"})
        self.assertEqual(self.lab.get("/okx/api/v5/market/tickers?instType=SPOT"), clean)


if __name__ == "__main__":
    unittest.main()
