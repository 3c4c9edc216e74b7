"""Refusals: status and body as the exchanges word them."""
import unittest

from lab import Lab

COINBASE = "/coinbase/api/v3/brokerage/market/products"
# path, status, what the body must contain
CASES = (
    ("/binance/api/v3/klines?symbol=NOPE&interval=1h", 400, {"code": -1121, "msg": "Invalid symbol."}),
    ("/binance/api/v3/klines?symbol=BTCUSDT&interval=7h", 400, {"code": -1120}),
    ("/binance/api/v3/klines?interval=1h", 400, {"code": -1102}),
    ("/binance/api/v3/klines?symbol=BTCUSDT&interval=1h&startTime=x", 400, {"code": -1100}),
    ("/binance/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=1501", 400, {"code": -1130}),
    ("/okx/api/v5/market/candles?instId=NOPE&bar=1H", 200, {"code": "51001"}),
    ("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1h", 200, {"code": "51000", "msg": "Parameter bar error"}),
    ("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=301", 200, {"code": "51000"}),
    ("/okx/api/v5/market/candles?bar=1H", 400, {"code": "50014"}),
    ("/okx/api/v5/market/tickers", 400, {"code": "50014"}),
    ("/bybit/v5/market/kline?category=spot&symbol=NOPE&interval=60", 200, {"retCode": 10001}),
    ("/bybit/v5/market/kline?category=spot&symbol=BTCUSDT&interval=7", 200, {"retCode": 10001}),
    ("/bybit/v5/market/tickers", 200, {"retCode": 10001}),
    ("/kucoin/api/v1/market/candles?symbol=NOPE&type=1hour", 200, {"code": "400100", "msg": "Unsupported trading pair."}),
    ("/kucoin/api/v1/market/candles?symbol=BTC-USDT&type=1h", 200, {"code": "400100"}),
    ("/kucoinfutures/api/v1/kline/query?symbol=NOPE&granularity=60", 200, {"code": "400100"}),
    ("/gate/api/v4/spot/candlesticks?currency_pair=NO_PE&interval=1h", 400, {"label": "INVALID_CURRENCY_PAIR"}),
    ("/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=2h", 400, {"label": "INVALID_PARAM_VALUE"}),
    ("/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&limit=5&from=1700000000", 400, {"label": "INVALID_PARAM_VALUE"}),
    ("/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1m&from=1700000000", 400, {"label": "INVALID_PARAM_VALUE"}),
    ("/gate/api/v4/futures/usdt/candlesticks?contract=NO_PE", 400, {"label": "CONTRACT_NOT_FOUND"}),
    (COINBASE + "/NO-PE/candles?granularity=ONE_HOUR&start=1&end=2", 404, {"error": "NOT_FOUND"}),
    (COINBASE + "/BTC-USD/candles?granularity=FOUR_HOUR&start=1&end=2", 400, {"error": "INVALID_ARGUMENT"}),
    (COINBASE + "/BTC-USD/candles?granularity=ONE_HOUR", 400, {"error": "INVALID_ARGUMENT"}),
    (COINBASE + "/BTC-USD/candles?granularity=ONE_HOUR&start=1700000000&end=1701260000", 400, {"error": "INVALID_ARGUMENT"}),
    ("/kraken/0/public/OHLC?pair=NOPE&interval=60", 200, {"error": ["EQuery:Unknown asset pair"]}),
    ("/kraken/0/public/OHLC?pair=XBTUSD&interval=7", 200, {"error": ["EGeneral:Invalid arguments"]}),
    ("/mexc/api/v3/klines?symbol=NOPE&interval=60m", 400, {"code": -1121}),
    ("/mexc/api/v3/klines?symbol=BTCUSDT&interval=1h", 400, {"code": -1121, "msg": "Invalid interval."}),
    ("/mexc/api/v1/contract/kline/NO_PE?interval=Min60", 200, {"success": False, "code": 1001}),
    ("/htx/market/history/kline?symbol=nope&period=60min", 200, {"err-code": "invalid-parameter", "err-msg": "invalid symbol"}),
    ("/htx/market/history/kline?symbol=btcusdt&period=1h", 200, {"err-code": "invalid-parameter"}),
    ("/htx/market/history/kline?symbol=btcusdt&period=60min&size=2001", 200, {"err-code": "invalid-parameter"}),
    ("/htx/linear-swap-ex/market/history/kline?contract_code=NO-PE&period=60min", 200, {"err_code": 1013}),
    ("/binance/api/v9/zzz", 404, {}), ("/okx/api/v5/zzz", 404, {"code": "404"}), ("/bybit/v5/zzz", 404, {}),
    ("/kucoin/api/zzz", 404, {"code": "404"}), ("/gate/api/v4/zzz", 404, {"label": "NOT_FOUND"}),
    ("/coinbase/api/zzz", 404, {"errors": [{"id": "not_found", "message": "Not found"}]}),
    ("/kraken/0/public/zzz", 404, {"error": ["EGeneral:Unknown method"]}), ("/mexc/api/v3/zzz", 404, {"code": 404}),
    ("/htx/zzz", 404, {"status": "error"}), ("/nowhere/x", 404, {}),
)


class Refusals(unittest.TestCase):
    def test_cases(self):
        lab = Lab()
        for path, status, part in CASES:
            with self.subTest(path):
                got, body, _ = lab.ask(path)
                self.assertEqual(got, status, body)
                for key, value in part.items():
                    self.assertEqual(body[key], value, body)

    def test_strange_numbers_are_refused_or_answered(self):
        lab = Lab()
        for text in ("99999999999999999999", "-5", "1e9", "%D9%A1", "9999999999999999", "0"):
            for path in ("/binance/api/v3/klines?symbol=BTCUSDT&interval=1M&startTime=", "/okx/api/v5/market/candles?"
                         "instId=BTC-USDT&bar=1M&after=", "/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&"
                         "interval=30d&to=", "/bybit/v5/market/kline?category=spot&symbol=BTCUSDT&interval=M&end=",
                         "/htx/linear-swap-ex/market/history/kline?contract_code=BTC-USDT&period=1mon&to=1&from="):
                with self.subTest(path + text):
                    self.assertIn(lab.ask(path + text)[0], (200, 400))

    def test_maximum_rows(self):
        lab = Lab()
        for path, count in (
                ("/binance/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=5000", 1000),
                ("/binance/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1500", 1500),
                ("/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1m&limit=1000", 1000)):
            self.assertEqual(len(lab.get(path)), count, path)
        self.assertEqual(len(lab.get("/okx/api/v5/market/candles?instId=BTC-USDT&bar=1m&limit=300")["data"]), 300)


if __name__ == "__main__":
    unittest.main()
