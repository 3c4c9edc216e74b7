"""Literal bodies in the documented formats of the exchanges, one row a list: what tests hold the
server's bodies against. Values are examples; keys, token types and row lengths are the point."""

DAY_S = 1772668800  # midnight of the laboratory's day

BINANCE_24H = {
    "symbol": "BNBBTC", "priceChange": "-94.99999800", "priceChangePercent": "-95.960",
    "weightedAvgPrice": "0.29628482", "prevClosePrice": "0.10002000", "lastPrice": "4.00000200",
    "lastQty": "200.00000000", "bidPrice": "4.00000000", "bidQty": "100.00000000", "askPrice": "4.00000200",
    "askQty": "100.00000000", "openPrice": "99.00000000", "highPrice": "100.00000000", "lowPrice": "0.10000000",
    "volume": "8913.30000000", "quoteVolume": "15.30000000", "openTime": 1499783499040, "closeTime": 1499869899040,
    "firstId": 28385, "lastId": 28460, "count": 76}
FUTURES_24H = {k: v for k, v in BINANCE_24H.items()
               if k not in ("prevClosePrice", "bidPrice", "bidQty", "askPrice", "askQty")}
KLINE = [1499040000000, "0.01634790", "0.80000000", "0.01575800", "0.01577100", "148976.11427815", 1499644799999,
         "2434.19055334", 308, "1756.87402397", "28.46694368", "0"]
OKX_TICKER = {
    "instType": "SPOT", "instId": "ETH-USDT", "last": "2088", "lastSz": "0.00309", "askPx": "2088.01",
    "askSz": "0.231635", "bidPx": "2088", "bidSz": "6.614187", "open24h": "2074.18", "high24h": "2125",
    "low24h": "1993.61", "volCcy24h": "891480576.66", "vol24h": "433517.47", "ts": "1770531569705",
    "sodUtc0": "2087.34", "sodUtc8": "2052.58"}
BYBIT_SPOT = {
    "symbol": "ETHUSDT", "bid1Price": "2088.36", "bid1Size": "0.0617", "ask1Price": "2088.37", "ask1Size": "2.03155",
    "lastPrice": "2088.37", "prevPrice24h": "2074.21", "price24hPcnt": "0.0068", "highPrice24h": "2127.02",
    "lowPrice24h": "1995.12", "turnover24h": "515915872.08", "volume24h": "250886.49", "usdIndexPrice": "2086.96"}
BYBIT_LINEAR = {
    "symbol": "BTCUSDT", "lastPrice": "16597.00", "indexPrice": "16598.54", "markPrice": "16596.00",
    "prevPrice24h": "16464.50", "price24hPcnt": "0.008047", "highPrice24h": "30912.50", "lowPrice24h": "15700.00",
    "prevPrice1h": "16595.50", "openInterest": "373504107", "openInterestValue": "22505.67",
    "turnover24h": "2352.94", "volume24h": "49337318", "fundingRate": "-0.001034", "nextFundingTime": "1672387200000",
    "predictedDeliveryPrice": "", "basisRate": "", "deliveryFeeRate": "", "deliveryTime": "0", "ask1Size": "1",
    "bid1Price": "16596.00", "ask1Price": "16597.50", "bid1Size": "1", "basis": ""}
KUCOIN_TICKER = {
    "symbol": "BTC-USDT", "symbolName": "BTC-USDT", "buy": "11328.9", "sell": "11329", "bestBidSize": "0.1",
    "bestAskSize": "1", "changeRate": "-0.0055", "changePrice": "-63.6", "high": "11610", "low": "11200",
    "vol": "2282.70", "volValue": "25984946.15", "last": "11328.9", "averagePrice": "11360.66",
    "takerFeeRate": "0.001", "makerFeeRate": "0.001", "takerCoefficient": "1", "makerCoefficient": "1"}
GATE_TICKER = {
    "currency_pair": "BTC_USDT", "last": "26019.8", "lowest_ask": "26019.9", "highest_bid": "26019.8",
    "change_percentage": "1.09", "change_utc0": "0.36", "change_utc8": "1.04", "base_volume": "4722.91",
    "quote_volume": "122324034.68", "high_24h": "26202.4", "low_24h": "25606.3"}
GATE_SWAP_TICKER = {
    "contract": "BTC_USDT", "last": "6432", "low_24h": "6278", "high_24h": "6790", "change_percentage": "4.43",
    "total_size": "32323904", "volume_24h": "184040233284", "volume_24h_btc": "28613220",
    "volume_24h_usd": "184040233284", "volume_24h_base": "28613220", "volume_24h_quote": "184040233284",
    "volume_24h_settle": "28613220", "mark_price": "6534", "funding_rate": "0.0001",
    "funding_rate_indicative": "0.0001", "index_price": "6531", "highest_bid": "34089.7", "lowest_ask": "34217.9"}
MEXC_TICKER = {
    "symbol": "BTCUSDT", "priceChange": "184.34", "priceChangePercent": "0.00400048", "prevClosePrice": "46079.37",
    "lastPrice": "46263.71", "bidPrice": "46260.38", "bidQty": "", "askPrice": "46260.41", "askQty": "",
    "openPrice": "46079.37", "highPrice": "47550.01", "lowPrice": "45555.5", "volume": "1732.461487",
    "quoteVolume": "1.5", "openTime": 1641349500000, "closeTime": 1641349582808, "count": None}
HTX_TICKER = {
    "symbol": "smtusdt", "open": 0.004659, "high": 0.004696, "low": 0.0046, "close": 0.00468, "amount": 36551302.1,
    "vol": 170526.06, "count": 1709, "bid": 0.004651, "bidSize": 54300.341, "ask": 0.004679, "askSize": 1923.4879}
KRAKEN_TICKER = {
    "a": ["30300.10000", "1", "1.000"], "b": ["30300.00000", "1", "1.000"], "c": ["30303.20000", "0.00067643"],
    "v": ["4083.67001100", "4412.73601799"], "p": ["30706.77771", "30689.13205"], "t": [34619, 38907],
    "l": ["29868.30000", "29868.30000"], "h": ["31631.00000", "31631.00000"], "o": "30502.80000"}
COINBASE_CANDLE = {"start": "1712192400", "low": "66055.14", "high": "66331.99", "open": "66312.4",
                   "close": "66181.6", "volume": "355.82896243"}
HTX_CANDLE = {"id": 1710327600, "open": 73239.67, "close": 73394.27, "low": 73225.45, "high": 73429.87,
              "amount": 7.878463990783707, "vol": 577530.94600318, "count": 497}
HTX_SWAP_CANDLE = {"amount": 0.004, "close": 13076.8, "count": 1, "high": 13076.8, "id": 1603695060, "low": 13076.8,
                   "open": 13076.8, "trade_turnover": 52.3072, "vol": 4}
MEXC_SWAP_COLUMNS = {"time": [1], "open": [1.0], "close": [1.0], "high": [1.0], "low": [1.0], "vol": [1],
                     "amount": [1.0]}


def okx(rows):
    return {"code": "0", "msg": "", "data": rows}


def bybit(result):
    return {"retCode": 0, "retMsg": "OK", "result": result, "retExtInfo": {}, "time": 1672025956592}


OKX_ROW = ["1597026383085", "3.721", "3.743", "3.677", "3.708", "8422410", "22698348.04", "12698348.04", "0"]
BYBIT_ROW = ["1670608800000", "17071", "17073", "17027", "17055.5", "268611", "15.74462667"]
KUCOIN_ROW = ["1545904980", "0.058", "0.049", "0.058", "0.049", "0.018", "0.000945"]
FUTURES_ROW = [1769402280000, 87842.5, 87897.4, 87842.5, 87897.4, 475, 41736.3593]
GATE_ROW = ["1710327600", "992134.61", "73408.9", "73435.8", "73236.3", "73236.9", "13.53020576", "false"]
GATE_SWAP_ROW = {"t": 1539852480, "v": 97151, "c": "1.032", "h": "1.032", "l": "1.032", "o": "1.032", "sum": "3580"}
KRAKEN_ROW = [1688671200, "30306.1", "30306.2", "30305.7", "30305.7", "30306.1", "3.39243896", 23]
MEXC_ROW = [1710327600000, "73260.0", "73442.95", "73238.69", "73414.21", "49.560236", 1710331200000, "3633995.45"]
COINBASE = "/coinbase/api/v3/brokerage/market/products/BTC-USD/candles?granularity=ONE_HOUR"

# path: sample
CANDLES = {
    "/binance/api/v3/klines?symbol=BTCUSDT&interval=1h": [KLINE],
    "/binance/fapi/v1/klines?symbol=BTCUSDT&interval=1h": [KLINE],
    "/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H": okx([OKX_ROW]),
    "/okx/api/v5/market/candles?instId=BTC-USDT-SWAP&bar=1H": okx([OKX_ROW]),
    "/bybit/v5/market/kline?category=spot&symbol=BTCUSDT&interval=60":
        bybit({"category": "spot", "symbol": "BTCUSDT", "list": [BYBIT_ROW]}),
    "/bybit/v5/market/kline?category=linear&symbol=BTCUSDT&interval=60":
        bybit({"category": "linear", "symbol": "BTCUSDT", "list": [BYBIT_ROW]}),
    f"/kucoin/api/v1/market/candles?symbol=BTC-USDT&type=1hour&startAt={DAY_S}": {"code": "200000", "data": [KUCOIN_ROW]},
    f"/kucoinfutures/api/v1/kline/query?symbol=XBTUSDTM&granularity=60&from={DAY_S}000":
        {"code": "200000", "data": [FUTURES_ROW]},
    "/gate/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h": [GATE_ROW],
    "/gate/api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=1h": [GATE_SWAP_ROW],
    f"{COINBASE}&start={DAY_S}&end={DAY_S + 90000}": {"candles": [COINBASE_CANDLE]},
    "/kraken/0/public/OHLC?pair=XBTUSD&interval=60": {"error": [], "result": {"XXBTZUSD": [KRAKEN_ROW], "last": 1688672160}},
    "/mexc/api/v3/klines?symbol=BTCUSDT&interval=60m": [MEXC_ROW],
    f"/mexc/api/v1/contract/kline/BTC_USDT?interval=Min60&start={DAY_S + 46800}":
        {"success": True, "code": 0, "data": MEXC_SWAP_COLUMNS},
    "/htx/market/history/kline?symbol=btcusdt&period=60min":
        {"ch": "market.btcusdt.kline.60min", "status": "ok", "ts": 1, "data": [HTX_CANDLE]},
    "/htx/linear-swap-ex/market/history/kline?contract_code=BTC-USDT&period=60min":
        {"ch": "market.BTC-USDT.kline.60min", "data": [HTX_SWAP_CANDLE], "status": "ok", "ts": 1603695099234},
}
TICKERS = {
    "/binance/api/v3/ticker/24hr": [BINANCE_24H],
    "/binance/fapi/v1/ticker/24hr": [FUTURES_24H],
    "/okx/api/v5/market/tickers?instType=SPOT": okx([OKX_TICKER]),
    "/okx/api/v5/market/tickers?instType=SWAP": okx([OKX_TICKER]),
    "/bybit/v5/market/tickers?category=spot": bybit({"category": "spot", "list": [BYBIT_SPOT]}),
    "/bybit/v5/market/tickers?category=linear": bybit({"category": "linear", "list": [BYBIT_LINEAR]}),
    "/kucoin/api/v1/market/allTickers": {"code": "200000", "data": {"time": 1602832092060, "ticker": [KUCOIN_TICKER]}},
    "/gate/api/v4/spot/tickers?currency_pair=BTC_USDT": [GATE_TICKER],
    "/gate/api/v4/futures/usdt/tickers": [GATE_SWAP_TICKER],
    "/kraken/0/public/Ticker?pair=XBTUSD": {"error": [], "result": {"XXBTZUSD": KRAKEN_TICKER}},
    "/mexc/api/v3/ticker/24hr?symbol=BTCUSDT": MEXC_TICKER,
    "/htx/market/tickers": {"status": "ok", "ts": 1629789355531, "data": [HTX_TICKER]},
}
