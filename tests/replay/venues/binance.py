"""Binance spot: arrays without an envelope, prices as strings of eight decimals."""
from limits import Ladder, Rule
from candles import spread
from venues.base import Bad, CandleShape, Route, Venue, fixed, intervals, number, tick
from windows import Aligned

NAMES = ("1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M")
INTERVALS = intervals({name: name for name in NAMES})
WEIGHT, RAW = 6000, 300_000


def price(x):
    # Real prices have eight decimals; synthetic coins below 0.00001 need two more to say anything.
    return fixed(x, 8) if x == 0 or abs(x) >= 1e-5 else fixed(x, 10)


class BinanceSpot(Venue):
    ID = "binance"
    RULES = (Rule("weight_1m", Aligned, WEIGHT, 60), Rule("raw_5m", Aligned, RAW, 300))
    PENALTY = Ladder
    SHAPE = CandleShape((), 0, 1)
    WEIGHT_RULE = "weight_1m"
    LIMIT = WEIGHT
    # Silently cut to the maximum, as the live route does (not stated in the documents).
    DEFAULT_ROWS, MAX_ROWS = 500, 1000

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {m.symbol: m for m in self.listed()}

    def listed(self):
        return self.universe.spot

    def make_routes(self):
        return [Route("/api/v3/exchangeInfo", "markets", self.exchange_info),
                Route("/api/v3/ticker/24hr", "tickers", self.tickers, "symbol"),
                Route("/api/v3/klines", "candles", self.klines, "symbol")]

    def find(self, native):
        return self.markets.get(native)

    # ---- limits

    def costs(self, route, request):
        return [("weight_1m", None, self.weight(route, request)), ("raw_5m", None, 1)]

    def weight(self, route, request):
        if route.kinds == ("markets",):
            return 20
        if route.kinds == ("candles",) or "symbol" in request.query:
            return 2
        asked = request.query.get("symbols", "").count(",") + 1 if "symbols" in request.query else 0
        return 80 if asked == 0 or asked > 100 else 40 if asked > 20 else 2

    def usage_headers(self, verdict):
        window = verdict.windows.get(self.WEIGHT_RULE)
        if window is None:
            return ()
        return (("X-MBX-USED-WEIGHT", window.used), ("X-MBX-USED-WEIGHT-1M", window.used))

    def limited(self, verdict):
        wait = int(verdict.wait_s) + 1
        text = (f"Too much request weight used; current limit is {self.LIMIT} request weight per 1 MINUTE."
                " Please use WebSocket Streams for live updates to avoid polling the API.")
        return self.error(429, -1003, text, (("Retry-After", wait),))

    def banned(self, verdict):
        until = int(self.clock.now_ms() + verdict.wait_s * 1000)
        text = (f"Way too much request weight used; IP banned until {until}. Please use WebSocket Streams"
                " for live updates to avoid bans.")
        return self.error(418, -1003, text, (("Retry-After", int(verdict.wait_s) + 1),))

    # ---- errors

    def error(self, status, code, text, headers=()):
        return self.json({"code": code, "msg": text}, status, headers)

    def not_found(self, path):
        # The gateway's own page; the API has no JSON body for a path it does not know.
        page = "<html><head><title>404 Not Found</title></head><body><h2>404 Not found</h2></body></html>"
        reply = self.text(page, 404)
        reply.content_type = "text/html"
        return reply

    def unavailable(self):
        return self.error(503, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.")

    def maintenance(self):
        return self.error(503, -1, "System is under maintenance.")

    def geo_blocked(self):
        return self.error(451, 0, "Service unavailable from a restricted location according to 'b. Eligibility'"
                          " in https://www.binance.com/en/terms. Please contact customer service if you believe"
                          " you received this message in error.")

    def need(self, request, name):
        value = request.query.get(name)
        if value is None:
            raise Bad(self.error(400, -1102, f"Mandatory parameter '{name}' was not sent, was empty/null, or malformed."))
        return value

    def market(self, request):
        found = self.markets.get(self.need(request, "symbol"))
        if found is None:
            raise Bad(self.error(400, -1121, "Invalid symbol."))
        return found

    def integer(self, request, name):
        try:
            return number(request, name)
        except ValueError:
            raise Bad(self.error(400, -1100, f"Illegal characters found in parameter '{name}'; legal range is '^[0-9]{{1,20}}$'.")) from None

    # ---- routes

    async def exchange_info(self, request):
        rows = [self.symbol_row(m) for m in await self.prepared(self.listed())]
        return self.json({"timezone": "UTC", "serverTime": request.now_ms, "rateLimits": [
            {"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 1, "limit": WEIGHT},
            {"rateLimitType": "RAW_REQUESTS", "interval": "MINUTE", "intervalNum": 5, "limit": RAW},
        ], "exchangeFilters": [], "symbols": rows})

    def symbol_row(self, m):
        unit, step = tick(m.price_places), tick(m.volume_places)
        return {
            "symbol": m.symbol, "status": "TRADING" if m.active else "BREAK", "baseAsset": m.base,
            "baseAssetPrecision": 8, "quoteAsset": m.quote, "quotePrecision": 8, "quoteAssetPrecision": 8,
            "baseCommissionPrecision": 8, "quoteCommissionPrecision": 8,
            "orderTypes": ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT"],
            "icebergAllowed": True, "ocoAllowed": True, "otoAllowed": True, "opoAllowed": True,
            "quoteOrderQtyMarketAllowed": True, "allowTrailingStop": True, "cancelReplaceAllowed": True,
            "amendAllowed": True, "pegInstructionsAllowed": True, "isSpotTradingAllowed": m.active,
            "isMarginTradingAllowed": False,
            "filters": [
                {"filterType": "PRICE_FILTER", "minPrice": unit, "maxPrice": "1000000.00000000", "tickSize": unit},
                {"filterType": "LOT_SIZE", "minQty": step, "maxQty": "9000.00000000", "stepSize": step},
                {"filterType": "NOTIONAL", "minNotional": "5.00000000", "applyMinToMarket": True,
                 "maxNotional": "9000000.00000000", "applyMaxToMarket": False, "avgPriceMins": 5}],
            "permissions": [], "permissionSets": [["SPOT"]],
            "defaultSelfTradePreventionMode": "EXPIRE_MAKER",
            "allowedSelfTradePreventionModes": ["EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT"],
        }

    async def tickers(self, request):
        if "symbol" in request.query:
            [pair] = await self.days(request, [self.market(request)])
            return self.text(self.ticker(*pair))
        rows = [self.ticker(m, d) for m, d in await self.days(request, self.listed())]
        return self.text("[" + ",".join(rows) + "]")

    def ticker(self, m, d):
        bid, ask = spread(d.last, m.price_places)
        mean = d.quote / d.volume if d.volume else d.last
        live = m.active  # a halted market is still listed, with nothing traded
        return (f'{{"symbol":"{m.symbol}","priceChange":"{price(d.change)}",'
                f'"priceChangePercent":"{d.ratio * 100:.3f}","weightedAvgPrice":"{price(mean)}",'
                f'"prevClosePrice":"{price(d.open)}","lastPrice":"{price(d.last)}","lastQty":"{fixed(0.01, 8)}",'
                f'"bidPrice":"{price(bid)}","bidQty":"{fixed(1.5, 8)}","askPrice":"{price(ask)}",'
                f'"askQty":"{fixed(1.2, 8)}","openPrice":"{price(d.open)}","highPrice":"{price(d.high)}",'
                f'"lowPrice":"{price(d.low)}","volume":"{fixed(d.volume if live else 0, 8)}",'
                f'"quoteVolume":"{fixed(d.quote if live else 0, 8)}",{self.tail(d, live)}}}')

    def tail(self, d, live):
        first = 5_000_000 + d.now // 1000 % 1_000_000
        count = d.trades if live else 0
        return (f'"openTime":{d.now - 86_400_000},"closeTime":{d.now},"firstId":{first},'
                f'"lastId":{first + count},"count":{count}')

    def klines(self, request):
        market = self.market(request)
        item = INTERVALS.get(self.need(request, "interval"))
        if item is None:
            raise Bad(self.error(400, -1120, "Invalid interval."))
        start, end = self.span(request)
        limit = self.rows_asked(request)
        # From a start on, the oldest rows are given; without one, the newest.
        rows = self.window(request, market, item, self.writer, limit, start, end, oldest=start is not None)
        return self.text("[" + ",".join(rows) + "]")

    def span(self, request):
        return self.integer(request, "startTime"), self.integer(request, "endTime")

    def rows_asked(self, request):
        limit = self.integer(request, "limit")
        if limit is not None and limit < 1:
            raise Bad(self.error(400, -1130, "Data sent for parameter 'limit' is not valid."))
        return min(limit or self.DEFAULT_ROWS, self.MAX_ROWS)

    def writer(self, market, item):
        def row(candle, closed):
            t, o, h, l, c, v, q, n = candle
            end = item.open_at(item.index(t) + 1) - 1
            return (f'[{t},"{price(o)}","{price(h)}","{price(l)}","{price(c)}","{v:.8f}",{end},"{q:.8f}",{n},'
                    f'"{v * 0.48:.8f}","{q * 0.48:.8f}","0"]')
        return row
