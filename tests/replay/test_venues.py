"""Bodies of all exchanges: shape, order, running candle, agreement of tickers with candles."""
import json
import unittest

from lab import NOW_MS, Lab, differences
from samples import CANDLES, TICKERS

HOUR = 3_600_000
# exchange part of a path: (descending, seconds or ms, where close is in a row)
FORM = {
    "/binance/": (False, 1, 4), "/okx/": (True, 1, 4), "/bybit/": (True, 1, 4), "/kucoin/": (True, 1000, 2),
    "/kucoinfutures/": (False, 1, 4), "/gate/api/v4/spot": (False, 1000, 2), "/gate/api/v4/futures": (False, 1000, "c"),
    "/coinbase/": (True, 1000, "close"), "/kraken/": (False, 1000, 4), "/mexc/api/v3": (False, 1, 4),
    "/mexc/api/v1": (False, 1000, None), "/htx/market": (True, 1000, "close"), "/htx/linear": (False, 1000, "close"),
}


def rows_of(path, body):
    if isinstance(body, list):
        return body
    if "candles" in body:
        return body["candles"]
    if "result" in body:
        result = body["result"]
        return result["list"] if "list" in result else next(v for v in result.values() if isinstance(v, list))
    data = body["data"]
    if isinstance(data, dict):
        return [list(row) for row in zip(*(data[k] for k in ("time", "open", "high", "low", "close")))]
    return data


def time_of(row):
    if isinstance(row, dict):
        return int(row.get("id", row.get("t", row.get("start"))))
    return int(row[0])


class Bodies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab()

    def test_candle_shapes(self):
        for path, sample in CANDLES.items():
            with self.subTest(path):
                self.assertEqual(differences(sample, self.lab.get(path)), [])

    def test_ticker_shapes(self):
        for path, sample in TICKERS.items():
            with self.subTest(path):
                self.assertEqual(differences(sample, self.lab.get(path)), [])

    def test_order_alignment_and_running_candle(self):
        for path in CANDLES:
            with self.subTest(path):
                descending, unit, _ = next(form for start, form in FORM.items() if path.startswith(start))
                times = [time_of(row) * unit for row in rows_of(path, self.lab.get(path))]
                self.assertEqual(times, sorted(times, reverse=descending))
                self.assertEqual(max(times), NOW_MS // HOUR * HOUR, "the newest is the running one")
                self.assertTrue(all(t % HOUR == 0 for t in times))

    def test_flags_of_the_running_candle(self):
        okx = self.lab.get("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=3")["data"]
        self.assertEqual([row[8] for row in okx], ["0", "1", "1"])
        gate = self.lab.get("/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h&limit=3")
        self.assertEqual([row[7] for row in gate], ["true", "true", "false"])

    def test_same_candle_everywhere(self):
        """Different formats of one story: the same closes under every exchange."""
        seen = set()
        for path in CANDLES:
            _, unit, close = next(form for start, form in FORM.items() if path.startswith(start))
            for row in rows_of(path, self.lab.get(path)):
                if time_of(row) * unit == NOW_MS // HOUR * HOUR - HOUR and close is not None:
                    seen.add(float(row[close]))
        self.assertEqual(len(seen), 1, seen)

    def test_ticker_agrees_with_candles(self):
        candles = self.lab.get("/binance/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=24")
        ticker = self.lab.get("/binance/api/v3/ticker/24hr?symbol=BTCUSDT")
        self.assertEqual(ticker["lastPrice"], candles[-1][4])
        self.assertEqual(ticker["openPrice"], candles[0][1])
        self.assertAlmostEqual(float(ticker["volume"]), sum(float(row[5]) for row in candles), places=4)
        self.assertAlmostEqual(float(ticker["quoteVolume"]), sum(float(row[7]) for row in candles), places=2)

    def test_percent_units(self):
        day = self.lab.get("/binance/api/v3/ticker/24hr?symbol=BTCUSDT")
        percent = float(day["priceChangePercent"])
        bybit = self.lab.get("/bybit/v5/market/tickers?category=spot&symbol=BTCUSDT")["result"]["list"][0]
        gate = self.lab.get("/gate/api/v4/spot/tickers?currency_pair=BTC_USDT")[0]
        mexc = self.lab.get("/mexc/api/v3/ticker/24hr?symbol=BTCUSDT")
        self.assertAlmostEqual(float(bybit["price24hPcnt"]) * 100, percent, delta=0.011)
        self.assertAlmostEqual(float(mexc["priceChangePercent"]) * 100, percent, delta=0.011)
        self.assertAlmostEqual(float(gate["change_percentage"]), percent, delta=0.011)

    def test_swap_volumes_are_contracts_where_the_venue_counts_so(self):
        base = float(self.lab.get("/binance/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=2")[0][5])
        size = {row["instId"]: float(row["ctVal"])
                for row in self.lab.get("/okx/api/v5/public/instruments?instType=SWAP")["data"]}["BTC-USDT-SWAP"]
        row = self.lab.get("/okx/api/v5/market/candles?instId=BTC-USDT-SWAP&bar=1H&limit=2")["data"][1]
        self.assertAlmostEqual(float(row[5]) * size, base, delta=size)
        self.assertAlmostEqual(float(row[6]), base, places=6)
        gate = self.lab.get("/gate/api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=1h&limit=2")[0]
        self.assertAlmostEqual(gate["v"] * size, base, delta=size)

    def test_kraken_names(self):
        pairs = self.lab.get("/kraken/0/public/AssetPairs")["result"]
        self.assertEqual((pairs["XXBTZUSD"]["altname"], pairs["XXBTZUSD"]["wsname"]), ("XBTUSD", "XBT/USD"))
        self.assertEqual((pairs["XXBTZUSD"]["base"], pairs["XXBTZUSD"]["quote"]), ("XXBT", "ZUSD"))
        self.assertEqual((pairs["XDGUSD"]["base"], pairs["XDGUSD"]["wsname"]), ("XXDG", "XDG/USD"))
        for asked in ("XBTUSD", "XXBTZUSD", "XBT/USD"):
            body = self.lab.get(f"/kraken/0/public/OHLC?pair={asked}&interval=60")["result"]
            self.assertEqual(set(body), {"XXBTZUSD", "last"})
            self.assertEqual(len(body["XXBTZUSD"]), 721)
            self.assertEqual(body["last"], body["XXBTZUSD"][-2][0])

    def test_okx_pages_backwards(self):
        first = self.lab.get("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=5")["data"]
        older = self.lab.get(f"/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=5&after={first[-1][0]}")["data"]
        self.assertEqual(int(older[0][0]), int(first[-1][0]) - HOUR)
        newer = self.lab.get(f"/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H&before={first[2][0]}")["data"]
        self.assertEqual(newer, first[:2])

    def test_from_a_start_alone_the_oldest_rows_come(self):
        for path, rows in (("/binance/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=3&startTime=", lambda b: b),
                           ("/bybit/v5/market/kline?category=linear&symbol=BTCUSDT&interval=60&limit=3&start=",
                            lambda b: b["result"]["list"][::-1])):
            start = NOW_MS // HOUR * HOUR - 50 * HOUR
            times = [int(row[0]) for row in rows(self.lab.get(path + str(start)))]
            self.assertEqual(times, [start, start + HOUR, start + 2 * HOUR])

    def test_futures_take_seconds_for_the_far_past(self):
        path = "/binance/fapi/v1/klines?symbol=BTCUSDT&interval=1h"
        self.assertEqual(self.lab.get(path + "&startTime=1772600000&endTime=1772700000"), self.lab.get(path))

    def test_bybit_pages_contracts(self):
        names, cursor = [], ""
        while True:
            result = self.lab.get(f"/bybit/v5/market/instruments-info?category=linear&limit=7&cursor={cursor}")["result"]
            names += [row["symbol"] for row in result["list"]]
            cursor = result["nextPageCursor"]
            if not cursor:
                break
        whole = self.lab.get("/bybit/v5/market/instruments-info?category=linear&limit=1000")["result"]["list"]
        self.assertEqual(names, [row["symbol"] for row in whole])
        spot = self.lab.get("/bybit/v5/market/instruments-info?category=spot&limit=1")["result"]
        self.assertGreater(len(spot["list"]), 1)

    def test_days_of_utc_and_of_utc8(self):
        utc = self.lab.get("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1Dutc&limit=2")["data"]
        plain = self.lab.get("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1D&limit=2")["data"]
        self.assertEqual((int(utc[0][0]) // HOUR % 24, int(plain[0][0]) // HOUR % 24), (0, 16))

    def test_deterministic(self):
        other = Lab()
        for path in [*CANDLES, *TICKERS]:
            self.assertEqual(json.dumps(self.lab.get(path)), json.dumps(other.get(path)), path)
        self.assertNotEqual(Lab("--seed", "2").get(next(iter(CANDLES))), self.lab.get(next(iter(CANDLES))))

    def test_halted_markets_are_marked(self):
        spot = self.lab.get("/binance/api/v3/exchangeInfo")["symbols"]
        self.assertIn("BREAK", {row["status"] for row in spot})
        self.assertIn(False, {row["enableTrading"] for row in self.lab.get("/kucoin/api/v2/symbols")["data"]})
        gate = self.lab.get("/gate/api/v4/spot/tickers")
        self.assertIn("nan", {row["change_percentage"] for row in gate})
        self.assertIn(None, {row["quoteVolume"] for row in self.lab.get("/mexc/api/v3/ticker/24hr")})


if __name__ == "__main__":
    unittest.main()
