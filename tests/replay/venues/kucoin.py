"""KuCoin spot: strings, seconds, close before high and low, newest first; weights from one pool."""
from candles import spread
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, intervals, number, short, tick
from windows import FromFirst

INTERVALS = intervals({"1min": "1m", "3min": "3m", "5min": "5m", "15min": "15m", "30min": "30m", "1hour": "1h",
                       "2hour": "2h", "4hour": "4h", "6hour": "6h", "8hour": "8h", "12hour": "12h", "1day": "1d",
                       "1week": "1w", "1month": "1M"})
MAX_ROWS = 1500


class Kucoin(Venue):
    ID = "kucoin"
    # Spot and futures draw on one public pool.
    POOL = "kucoin:public"
    RULES = (Rule("public_30s", FromFirst, 2000, 30),)
    SHAPE = CandleShape(("data",), 0, 1000)
    CONTENT_TYPE = "application/json"
    WEIGHTS = {"markets": 4, "tickers": 15, "candles": 3}

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {f"{m.base}-{m.quote}": m for m in universe.spot}

    def make_routes(self):
        return [Route("/api/v2/symbols", "markets", self.symbols),
                # The older list has the same rows; ccxt's recordings of it are in use.
                Route("/api/v1/symbols", "markets", self.symbols),
                Route("/api/v1/market/allTickers", "tickers", self.tickers),
                Route("/api/v1/market/candles", "candles", self.candles, "symbol")]

    def find(self, native):
        return self.markets.get(native)

    def costs(self, route, request):
        return [("public_30s", None, max(self.WEIGHTS.get(kind, 3) for kind in route.kinds))]

    def usage_headers(self, verdict):
        window = verdict.window
        if window is None:
            return ()
        return (("gw-ratelimit-limit", window.limit), ("gw-ratelimit-remaining", window.remaining()),
                ("gw-ratelimit-reset", int(window.wait(self.clock.ticks()) * 1000)))

    # ---- errors

    def error(self, code, text, status=200):
        return self.json({"code": str(code), "msg": text}, status)

    def not_found(self, path):
        return self.error(404, "Not Found", 404)

    def limited(self, verdict):
        return self.error(429000, "Too many requests in a short period of time, please retry later", 429)

    def unavailable(self):
        return self.error(500000, "Internal Server Error", 500)

    def maintenance(self):
        return self.error(503000, "Service Unavailable. The system is being upgraded.", 503)

    # ---- lists

    async def symbols(self, request):
        await self.prepared(self.markets.values())
        rows = [{
            "symbol": name, "name": name, "baseCurrency": m.base, "quoteCurrency": m.quote, "feeCurrency": m.quote,
            "market": "USDS" if m.quote in ("USDT", "USDC") else m.quote, "baseMinSize": tick(m.volume_places),
            "quoteMinSize": "0.1", "baseMaxSize": "10000000000", "quoteMaxSize": "99999999",
            "baseIncrement": tick(m.volume_places), "quoteIncrement": tick(m.price_places),
            "priceIncrement": tick(m.price_places), "priceLimitRate": "0.1", "minFunds": "0.1",
            "isMarginEnabled": False, "enableTrading": m.active, "feeCategory": 1, "makerFeeCoefficient": "1.00",
            "takerFeeCoefficient": "1.00", "st": False, "callauctionIsEnabled": False,
            "callauctionPriceFloor": None, "callauctionPriceCeiling": None, "callauctionFirstStageStartTime": None,
            "callauctionSecondStageStartTime": None, "callauctionThirdStageStartTime": None,
            "tradingStartTime": None} for name, m in self.markets.items()]
        return self.json({"code": "200000", "data": rows})

    async def tickers(self, request):
        names = {m: name for name, m in self.markets.items() if m.active}
        rows = [self.ticker(names[m], m, d) for m, d in await self.days(request, names)]
        return self.text(f'{{"code":"200000","data":{{"time":{request.now_ms},"ticker":[{",".join(rows)}]}}}}')

    @staticmethod
    def ticker(name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        mean = d.quote / d.volume if d.volume else d.last
        return (f'{{"symbol":"{name}","symbolName":"{name}","buy":"{short(bid, p)}","bestBidSize":"0.1",'
                f'"sell":"{short(ask, p)}","bestAskSize":"1","changeRate":"{short(d.ratio, 4)}",'
                f'"changePrice":"{short(d.change, p)}","high":"{short(d.high, p)}","low":"{short(d.low, p)}",'
                f'"vol":"{short(d.volume)}","volValue":"{short(d.quote)}","last":"{short(d.last, p)}",'
                f'"averagePrice":"{short(mean, 8)}","takerFeeRate":"0.001","makerFeeRate":"0.001",'
                f'"takerCoefficient":"1","makerCoefficient":"1"}}')

    # ---- candles

    def candles(self, request):
        market = self.find(request.query.get("symbol", ""))
        if market is None or not market.active:
            raise Bad(self.error(400100, "Unsupported trading pair."))
        item = INTERVALS.get(request.query.get("type"))
        if item is None:
            raise Bad(self.error(400100, "Incorrect candlestick type."))
        start, end = self.seconds(request, "startAt"), self.seconds(request, "endAt")
        # Without a start some hundred rows come; the documents give 100 (uncertain).
        limit = MAX_ROWS if start is not None else 100
        # endAt is exclusive: a candle that opens at it is not given (the documents' "up to").
        rows = self.window(request, market, item, self.writer, limit, start, None if end is None else end - 1)
        return self.text('{"code":"200000","data":[' + ",".join(rows[::-1]) + "]}")

    def seconds(self, request, name):
        try:
            value = number(request, name)
        except ValueError:
            raise Bad(self.error(400100, f"{name} Parameter error.")) from None
        # 0 is how the documents spell "not given".
        return value * 1000 if value else None

    def writer(self, market, item):
        p = market.price_places

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            return (f'["{t // 1000}","{short(o, p)}","{short(c, p)}","{short(h, p)}","{short(l, p)}","{short(v)}",'
                    f'"{short(q)}"]')
        return row
