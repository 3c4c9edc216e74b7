"""Our bodies against recorded ones. Runs only where SCAND_SHARED names the directory that has them."""
import json
import os
import unittest

from lab import Lab, differences
from samples import DAY_S

ROOT = os.path.join(os.environ.get("SCAND_SHARED", ""), "exchanges", "recorded")
COINBASE = "/coinbase/api/v3/brokerage/market/products"

# recording, path, and whether the recording may have keys that our rows lack: exchanges add fields over
# the years and to some markets only
CASES = (
    ("binance/06-fetchOHLCV", "/binance/api/v3/klines?symbol=BTCUSDT&interval=1h", False),
    ("binance/11-fetchOHLCV", "/binance/api/v3/klines?symbol=BTCUSDT&interval=1d", False),
    ("binance/08-fetchTicker", "/binance/api/v3/ticker/24hr?symbol=ETHUSDT", False),
    ("binance/14-fetchTickers", "/binance/api/v3/ticker/24hr", False),
    ("binance/20-fetchMarkets", "/binance/api/v3/exchangeInfo", True),
    ("binanceusdm/01-fetchOHLCV", "/binance/fapi/v1/klines?symbol=LTCUSDT&interval=5m", False),
    ("binanceusdm/03-fetchOHLCV", "/binance/fapi/v1/klines?symbol=BTCUSDT&interval=1d", False),
    ("binanceusdm/04-fetchTickers", "/binance/fapi/v1/ticker/24hr", False),
    ("binanceusdm/09-fetchMarkets", "/binance/fapi/v1/exchangeInfo", True),
    ("okx/01-fetchOHLCV", "/okx/api/v5/market/history-candles?instId=BTC-USDT&bar=1H", False),
    ("okx/14-fetchOHLCV", "/okx/api/v5/market/candles?instId=BTC-USDT&bar=1m", False),
    ("okx/08-fetchTickers", "/okx/api/v5/market/tickers?instType=SPOT", False),
    ("okx/12-fetchMarkets", "/okx/api/v5/public/instruments?instType=SPOT", False),
    ("okx/13-fetchMarkets", "/okx/api/v5/public/instruments?instType=SWAP", False),
    ("bybit/01-fetchOHLCV", "/bybit/v5/market/kline?category=linear&symbol=BTCUSDT&interval=60", False),
    ("bybit/07-fetchTicker", "/bybit/v5/market/tickers?category=spot", False),
    ("bybit/03-fetchTicker", "/bybit/v5/market/tickers?category=linear&symbol=BTCUSDT", False),
    ("bybit/15-fetchMarkets", "/bybit/v5/market/instruments-info?category=spot", False),
    ("bybit/18-fetchMarkets", "/bybit/v5/market/instruments-info?category=linear", True),
    ("kucoin/10-fetchOHLCV", f"/kucoin/api/v1/market/candles?symbol=BTC-USDT&type=1min&startAt={DAY_S}", False),
    ("kucoin/11-fetchTickers", "/kucoin/api/v1/market/allTickers", False),
    ("kucoin/17-fetchMarkets", "/kucoin/api/v2/symbols", False),
    ("kucoin/01-fetchOHLCV", f"/kucoinfutures/api/v1/kline/query?symbol=XBTUSDTM&granularity=1&from={DAY_S}000", False),
    ("kucoinfutures/07-fetchMarkets", "/kucoinfutures/api/v1/contracts/active", True),
    ("kucoinfutures/05-fetchTickers", "/kucoinfutures/api/v1/allTickers", False),
    ("gate/01-fetchOHLCV", "/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h&limit=1", False),
    ("gate/11-fetchOHLCV", "/gate/api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=1m", False),
    ("gate/06-fetchTickers", "/gate/api/v4/spot/tickers?currency_pair=BTC_USDT", False),
    ("gate/12-fetchTickers", "/gate/api/v4/futures/usdt/tickers", False),
    ("gate/14-fetchMarkets", "/gate/api/v4/spot/currency_pairs", True),
    ("gate/15-fetchMarkets", "/gate/api/v4/futures/usdt/contracts", True),
    ("coinbase/02-fetchOHLCV", f"{COINBASE}/BTC-USD/candles?granularity=ONE_HOUR&start={DAY_S}&end={DAY_S + 9999}", False),
    ("coinbase/03-fetchMarkets", COINBASE + "?product_type=SPOT&limit=1", True),
    ("kraken/01-fetchOHLCV", "/kraken/0/public/OHLC?pair=XBTUSDT&interval=60", False),
    ("kraken/02-fetchTicker", "/kraken/0/public/Ticker?pair=XBTUSDT", True),
    ("mexc/01-fetchOHLCV", "/mexc/api/v3/klines?symbol=BTCUSDT&interval=60m", False),
    ("mexc/02-fetchTicker", "/mexc/api/v3/ticker/24hr?symbol=BTCUSDT", True),
    ("mexc/06-fetchMarkets", "/mexc/api/v3/exchangeInfo", True),
    ("mexc/10-fetchMarkets", "/mexc/api/v1/contract/detail", True),
    ("htx/01-fetchOHLCV", "/htx/market/history/kline?symbol=btcusdt&period=60min", False),
    ("htx/07-fetchTickers", "/htx/market/tickers", False),
    ("htx/10-fetchOHLCV", "/htx/linear-swap-ex/market/history/kline?contract_code=BTC-USDT&period=1min", False),
    ("htx/12-fetchMarkets", "/htx/v1/common/symbols", True),
)
# Known and wanted departures, by a piece of the message.
FORGIVEN = (
    "$: extra ['time']", "'rateLimits', 'serverTime'], lacking",  # envelopes rebuilt by the recorder
    # lists of any length, and of filters of any kind
    ".filters[", ".orderTypes: ", ".permissionSets", ".allowedSelfTrade", ".sourceExchanges: ", ".indexOrigin: ",
    ".conceptPlate",
    ".tradeId: ", "expireDate: ", "settleDate: ",  # dated contracts have dates, perpetuals null
    "Qty: text '', sample",  # MEXC leaves quantities empty, as another recording shows
    "extra ['st']",  # younger than the recording
)


def load(name):
    with open(os.path.join(ROOT, name + ".json"), encoding="utf-8") as file:
        record = json.load(file)
    body = record["http_response"]
    return json.loads(body) if isinstance(body, str) else body, record.get("numbers_maybe_quoted")


@unittest.skipUnless(os.environ.get("SCAND_SHARED"), "SCAND_SHARED is not set")
class Recordings(unittest.TestCase):
    def test_same_shapes(self):
        lab = Lab("--markets", "60")
        for name, path, forgiving in CASES:
            with self.subTest(name):
                sample, quoted = load(name)
                found = differences(sample, lab.get(path), loose=bool(quoted), subset=forgiving)
                self.assertEqual([d for d in found if not any(piece in d for piece in FORGIVEN)], [])


if __name__ == "__main__":
    unittest.main()
