"""MEXC spot: Binance's routes with own interval names, status "1" and change as a fraction."""
from candles import spread
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, intervals, number, short
from windows import FromFirst

INTERVALS = intervals({"1m": "1m", "5m": "5m", "15m": "15m", "30m": "30m", "60m": "1h", "4h": "4h", "1d": "1d",
                       "1W": "1w", "1M": "1M"})
# The documents give 1000; some clients report that 500 come.
MAX_ROWS = 1000


class MexcSpot(Venue):
    ID = "mexc"
    # Sources disagree (300 or 500 weight); the stricter has a written source.
    RULES = (Rule("weight_10s", FromFirst, 300, 10),)
    SHAPE = CandleShape((), 0, 1)

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {m.symbol: m for m in universe.spot}

    def make_routes(self):
        return [Route("/api/v3/exchangeInfo", "markets", self.exchange_info),
                Route("/api/v3/ticker/24hr", "tickers", self.tickers, "symbol"),
                Route("/api/v3/klines", "candles", self.klines, "symbol")]

    def find(self, native):
        return self.markets.get(native)

    def costs(self, route, request):
        weights = {"markets": 10, "tickers": 1 if "symbol" in request.query else 40, "candles": 1}
        return [("weight_10s", None, weights[route.kinds[0]])]

    # ---- errors

    def error(self, status, code, text, headers=()):
        return self.json({"code": code, "msg": text, "_extend": None}, status, headers)

    def not_found(self, path):
        return self.json({"code": 404, "msg": "Not Found"}, 404)

    def limited(self, verdict):
        return self.json({"code": 429, "msg": "Too Many Requests"}, 429, (("Retry-After", int(verdict.wait_s) + 1),))

    def unavailable(self):
        return self.json({"code": 500, "msg": "Internal Server Error"}, 500)

    def maintenance(self):
        return self.json({"code": 503, "msg": "Service unavailable, please try again later"}, 503)

    def market(self, request):
        if not request.query.get("symbol"):
            raise Bad(self.error(400, -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."))
        found = self.find(request.query["symbol"])
        if found is None:
            raise Bad(self.error(400, -1121, "Invalid symbol."))
        return found

    def integer(self, request, name):
        try:
            return number(request, name)
        except ValueError:
            raise Bad(self.error(400, -1128, "Combination of optional parameters invalid.")) from None

    # ---- lists

    async def exchange_info(self, request):
        await self.prepared(self.markets.values())
        rows = [{
            "symbol": name, "status": "1" if m.active else "2", "baseAsset": m.base,
            "baseAssetPrecision": m.volume_places, "quoteAsset": m.quote, "quotePrecision": m.price_places,
            "quoteAssetPrecision": m.price_places, "baseCommissionPrecision": m.volume_places,
            "quoteCommissionPrecision": m.price_places, "orderTypes": ["LIMIT", "MARKET", "LIMIT_MAKER"],
            "isSpotTradingAllowed": m.active, "isMarginTradingAllowed": False, "quoteAmountPrecision": "1",
            "baseSizePrecision": short(10.0 ** -m.volume_places), "permissions": ["SPOT"], "filters": [],
            "maxQuoteAmount": "2000000", "makerCommission": "0", "takerCommission": "0.0005",
            "quoteAmountPrecisionMarket": "1", "maxQuoteAmountMarket": "100000", "fullName": m.base,
            "tradeSideType": 1, "st": False} for name, m in self.markets.items()]
        return self.json({"timezone": "CST", "serverTime": request.now_ms, "rateLimits": [], "exchangeFilters": [],
                          "symbols": rows})

    async def tickers(self, request):
        if "symbol" in request.query:
            [pair] = await self.days(request, [self.market(request)])
            return self.text(self.ticker(*pair))
        live = [m for m in self.markets.values() if m.active]
        return self.text("[" + ",".join(self.ticker(m, d) for m, d in await self.days(request, live)) + "]")

    @staticmethod
    def ticker(m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        # Quote volume may be null; thin markets show it.
        quote = "null" if m.thin else f'"{short(d.quote, 2)}"'
        return (f'{{"symbol":"{m.symbol}","priceChange":"{short(d.change, p)}",'
                f'"priceChangePercent":"{short(d.ratio, 4)}","prevClosePrice":"{short(d.open, p)}",'
                f'"lastPrice":"{short(d.last, p)}","bidPrice":"{short(bid, p)}","bidQty":"","askPrice":"{short(ask, p)}",'
                f'"askQty":"","openPrice":"{short(d.open, p)}","highPrice":"{short(d.high, p)}",'
                f'"lowPrice":"{short(d.low, p)}","volume":"{short(d.volume)}","quoteVolume":{quote},'
                f'"openTime":{d.now - 86_400_000},"closeTime":{d.now},"count":null}}')

    # ---- candles

    def klines(self, request):
        market = self.market(request)
        item = INTERVALS.get(request.query.get("interval"))
        if item is None:
            raise Bad(self.error(400, -1121, "Invalid interval."))
        start, end = self.integer(request, "startTime"), self.integer(request, "endTime")
        limit = min(self.integer(request, "limit") or 500, MAX_ROWS)
        rows = self.window(request, market, item, self.writer, limit, start, end, oldest=start is not None)
        return self.text("[" + ",".join(rows) + "]")

    def writer(self, market, item):
        p = market.price_places

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            # The close time is the next open, not a millisecond before it as on Binance.
            end = item.open_at(item.index(t) + 1)
            return (f'[{t},"{short(o, p)}","{short(h, p)}","{short(l, p)}","{short(c, p)}","{short(v)}",{end},'
                    f'"{short(q, 2)}"]')
        return row
