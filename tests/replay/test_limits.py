"""Each limit is met: the request after the last allowed one is refused in the venue's own words."""
import unittest

from lab import Lab
from limits import Ladder, Limiter, Rule
from windows import Aligned, Bucket, FromFirst, Sliding


class Windows(unittest.TestCase):
    def test_aligned_forgets_on_the_grid(self):
        window = Aligned(3, 60)
        self.assertEqual([window.take(119.0, 1) for _ in range(4)], [True, True, True, False])
        self.assertEqual(window.used, 4, "refused requests count")
        self.assertAlmostEqual(window.wait(119.0), 1.0)
        self.assertTrue(window.take(120.0, 1))

    def test_from_first(self):
        window = FromFirst(2, 30)
        self.assertTrue(window.take(7.0, 1))
        self.assertTrue(window.take(20.0, 1))
        self.assertFalse(window.take(36.9, 1))
        self.assertTrue(window.take(37.0, 1))

    def test_sliding(self):
        window = Sliding(2, 5)
        self.assertEqual([window.take(t, 1) for t in (0.0, 4.0, 4.9, 5.0, 8.9, 9.0)],
                         [True, True, False, True, False, True])

    def test_bucket(self):
        window = Bucket(10, 1)
        self.assertEqual(sum(window.take(0.0, 1) for _ in range(20)), 10)
        self.assertEqual(sum(window.take(0.5, 1) for _ in range(20)), 5)

    def test_ladder_grows(self):
        limiter = Limiter([Rule("w", Aligned, 1, 60)], Ladder)
        ask = lambda t: limiter.check("a", [("w", None, 1)], t)
        self.assertEqual(ask(0.0).state, "ok")
        states = [ask(1.0).state for _ in range(10)]
        self.assertEqual(states, ["limited"] * 9 + ["banned"])
        self.assertAlmostEqual(ask(2.0).wait_s, 119.0)
        for _ in range(10):
            last = ask(3.0)
        self.assertAlmostEqual(last.wait_s, 240.0, msg="going on inside the ban lengthens it")
        self.assertEqual(limiter.requests_while_banned, 11)
        self.assertEqual(ask(300.0).state, "ok")

    def test_clients_are_apart(self):
        limiter = Limiter([Rule("w", Sliding, 1, 5)], None)
        self.assertEqual([limiter.check(c, [("w", None, 1)], 0.0).state for c in "aab"], ["ok", "limited", "ok"])


# path, requests allowed at one instant, refusal: status, body part, headers that must be there
CASES = (
    ("/binance/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=2", 3000, 429, {"code": -1003},
     ("x-mbx-used-weight-1m", "retry-after")),
    ("/binance/api/v3/ticker/24hr", 75, 429, {"code": -1003}, ("retry-after",)),
    ("/binance/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=300", 1200, 429, {"code": -1003}, ("retry-after",)),
    ("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H", 40, 429, {"code": "50011"}, ()),
    ("/okx/api/v5/market/tickers?instType=SPOT", 20, 429, {"code": "50011"}, ()),
    ("/bybit/v5/market/kline?category=spot&symbol=BTCUSDT&interval=60", 600, 403, None, ()),
    ("/kucoin/api/v1/market/candles?symbol=BTC-USDT&type=1hour", 666, 429, {"code": "429000"},
     ("gw-ratelimit-limit", "gw-ratelimit-remaining", "gw-ratelimit-reset")),
    ("/kucoin/api/v1/market/allTickers", 133, 429, {"code": "429000"}, ()),
    ("/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h", 200, 429, {"label": "TOO_MANY_REQUESTS"},
     ("x-gate-ratelimit-requests-remain", "x-gate-ratelimit-limit", "x-gate-ratelimit-reset-timestamp")),
    ("/coinbase/api/v3/brokerage/market/products?limit=1", 10, 429, {}, ()),
    ("/kraken/0/public/OHLC?pair=XBTUSD&interval=60", 3, 200, {"error": ["EGeneral:Too many requests"]}, ()),
    ("/mexc/api/v3/klines?symbol=BTCUSDT&interval=60m", 300, 429, {"code": 429}, ("retry-after",)),
    ("/mexc/api/v1/contract/kline/BTC_USDT?interval=Min60", 20, 200, {"code": 510}, ()),
    ("/mexc/api/v1/contract/detail", 1, 200, {"code": 510}, ()),
    ("/htx/market/tickers", 10, 429, {"err-code": "rate-too-many-requests"}, ()),
    ("/htx/market/history/kline?symbol=btcusdt&period=60min&size=2", 4500, 429, {"status": "error"}, ()),
    ("/htx/linear-swap-ex/market/history/kline?contract_code=BTC-USDT&period=60min&size=2", 800, 429,
     {"status": "error"}, ("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset")),
)


class Venues(unittest.TestCase):
    def test_the_next_request_is_refused(self):
        for path, allowed, status, part, headers in CASES:
            with self.subTest(path):
                lab = Lab("--limits", "on", "--markets", "3", "--exchanges", path.split("/")[1])
                for _ in range(allowed):
                    got, body, _ = lab.ask(path)
                    self.assertEqual(got, 200, body)
                    self.assertNotIn("error\":[\"E", str(body))
                got, body, found = lab.ask(path)
                self.assertEqual(got, status, body)
                for key, value in (part or {}).items():
                    self.assertEqual(body[key], value)
                for name in headers:
                    self.assertIn(name, found)
                self.assertEqual(lab.ask(path, client="10.0.0.2")[0], 200)

    def test_binance_counts_aloud_then_bans(self):
        lab = Lab("--limits", "on", "--limit-scale", "0.001", "--exchanges", "binance")  # 6 weight a minute
        path = "/binance/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=2"
        used = [lab.ask(path)[2]["x-mbx-used-weight-1m"] for _ in range(3)]
        self.assertEqual(used, ["2", "4", "6"])
        states = [lab.ask(path)[0] for _ in range(12)]
        self.assertEqual(states, [429] * 9 + [418] * 3)
        status, body, headers = lab.ask(path)
        self.assertIn("IP banned until", body["msg"])
        self.assertEqual(headers["retry-after"], "121")
        limits = lab.get("/_control/stats")["exchanges"]["binance"]
        self.assertEqual(limits["limits"]["weight_1m"], {"peak": 26, "limit": 6, "seconds": 60})
        self.assertEqual(limits["requests_while_banned"], 3)
        lab.t += 121
        self.assertEqual(lab.ask(path)[0], 200)

    def test_bybit_blocks_ten_minutes(self):
        lab = Lab("--limits", "on", "--limit-scale", "0.005", "--exchanges", "bybit")  # 3 in 5 seconds
        path = "/bybit/v5/market/kline?category=spot&symbol=BTCUSDT&interval=60&limit=2"
        self.assertEqual([lab.ask(path)[0] for _ in range(4)], [200, 200, 200, 403])
        lab.t += 599
        self.assertEqual(lab.ask(path)[1], "403, access too frequent")
        lab.t += 2
        self.assertEqual(lab.ask(path)[0], 200)

    def test_kucoin_pool_is_shared(self):
        lab = Lab("--limits", "on", "--limit-scale", "0.01", "--exchanges", "kucoin,kucoinfutures")
        self.assertEqual(lab.ask("/kucoin/api/v1/market/allTickers")[0], 200)  # 15 of 20
        path = "/kucoinfutures/api/v1/kline/query?symbol=XBTUSDTM&granularity=60"
        self.assertEqual([lab.ask(path)[0] for _ in range(2)], [200, 429])
        lab.t += 30
        self.assertEqual(lab.ask(path)[0], 200)

    def test_scale_and_off(self):
        path = "/okx/api/v5/market/tickers?instType=SPOT"
        lab = Lab("--limits", "on", "--limit-scale", "2", "--exchanges", "okx")
        self.assertEqual(sum(lab.ask(path)[0] == 200 for _ in range(60)), 40)
        lab = Lab("--exchanges", "okx")
        self.assertEqual(sum(lab.ask(path)[0] == 200 for _ in range(60)), 60)


if __name__ == "__main__":
    unittest.main()
