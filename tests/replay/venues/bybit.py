"""Bybit v5: spot and linear by `category`, newest candle first, and a hard block for haste."""
from candles import spread
from limits import Block, Rule
from venues.base import Bad, CandleShape, Route, Venue, fixed, intervals, number, short, tick
from wire import Reply
from windows import Sliding

INTERVALS = intervals({"1": "1m", "3": "3m", "5": "5m", "15": "15m", "30": "30m", "60": "1h", "120": "2h",
                       "240": "4h", "360": "6h", "720": "12h", "D": "1d", "W": "1w", "M": "1M"})
CATEGORIES = ("spot", "linear", "inverse", "option")


class Bybit(Venue):
    ID = "bybit"
    RULES = (Rule("ip_5s", Sliding, 600, 5),)
    PENALTY = Block
    SHAPE = CandleShape(("result", "list"), 0, 1)
    CONTENT_TYPE = "application/json; charset=utf-8"
    PAGE_DEFAULT, PAGE_MAX = 500, 1000

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.lists = {"spot": {m.symbol: m for m in universe.spot}, "linear": {}, "inverse": {}, "option": {}}
        for m in universe.swap:
            name = m.symbol + "-25DEC26" if m.kind == "future" else m.symbol
            self.lists["inverse" if m.kind == "inverse" else "linear"][name] = m

    def make_routes(self):
        return [Route("/v5/market/instruments-info", "markets", self.instruments),
                Route("/v5/market/tickers", "tickers", self.tickers),
                Route("/v5/market/kline", "candles", self.kline, "symbol")]

    def find(self, native):
        return self.lists["spot"].get(native) or self.lists["linear"].get(native)

    def native_names(self):
        return [*self.lists["spot"], *self.lists["linear"]]

    def costs(self, route, request):
        return [("ip_5s", None, 1)]

    def usage_headers(self, verdict):
        window = verdict.window
        if window is None:
            return ()
        return (("X-Bapi-Limit", window.limit), ("X-Bapi-Limit-Status", window.remaining()),
                ("X-Bapi-Limit-Reset-Timestamp", self.clock.now_ms() + window.seconds * 1000))

    # ---- errors

    def envelope(self, code, text, result, status=200):
        return self.json({"retCode": code, "retMsg": text, "result": result, "retExtInfo": {},
                          "time": self.clock.now_ms()}, status)

    def not_found(self, path):
        reply = Reply("404 page not found", 404)
        reply.content_type = "text/plain"
        return reply

    def limited(self, verdict):
        return self.envelope(10006, "Too many visits!", {})

    def banned(self, verdict):
        # The documents give these words and no format.
        return Reply("403, access too frequent", 403, content_type="text/plain")

    def unavailable(self):
        return self.envelope(10016, "Server error.", {}, 500)

    def maintenance(self):
        return self.envelope(10016, "Service is restarting, please try again later.", {}, 503)

    def geo_blocked(self):
        # Bybit answers refused countries from its content network with 403, not 451.
        page = ("<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY><H1>403 ERROR"
                "</H1>The Amazon CloudFront distribution is configured to block access from your country.</BODY></HTML>")
        return Reply(page, 403, content_type="text/html")

    def refuse(self, text):
        return Bad(self.envelope(10001, text, {}))

    def category(self, request):
        category = request.query.get("category")
        if category not in CATEGORIES:
            raise self.refuse("params error: Category is invalid" if category else "params error: category is required")
        return category

    # ---- lists

    async def instruments(self, request):
        category = self.category(request)
        names = list(self.lists[category])
        await self.prepared(self.lists[category].values())
        cursor, result = "", {"category": category}
        if category != "spot":  # only contracts are paged
            limit = self.integer(request, "limit") or self.PAGE_DEFAULT
            if not 1 <= limit <= self.PAGE_MAX:
                raise self.refuse("params error: limit is invalid")
            at = request.query.get("cursor", "")
            start = names.index(at) if at in names else 0
            cursor = names[start + limit] if start + limit < len(names) else ""
            names = names[start:start + limit]
        make = self.spot_row if category == "spot" else self.contract_row
        result["list"] = [make(name, self.lists[category][name]) for name in names]
        if category != "spot":
            result["nextPageCursor"] = cursor
        return self.envelope(0, "OK", result)

    @staticmethod
    def spot_row(name, m):
        return {"symbol": name, "baseCoin": m.base, "quoteCoin": m.quote,
                "status": "Trading" if m.active else "Closed", "marginTrading": "utaOnly", "stTag": "0",
                "lotSizeFilter": {"basePrecision": tick(m.volume_places), "quotePrecision": "0.00000001",
                                  "minOrderQty": tick(m.volume_places), "maxOrderQty": "71.73956243",
                                  "minOrderAmt": "1", "maxOrderAmt": "2000000"},
                "priceFilter": {"tickSize": tick(m.price_places)},
                "riskParameters": {"priceLimitRatioX": "0.01", "priceLimitRatioY": "0.02"}}

    @staticmethod
    def contract_row(name, m):
        kinds = {"swap": "LinearPerpetual", "future": "LinearFutures", "inverse": "InversePerpetual"}
        return {"symbol": name, "contractType": kinds[m.kind], "status": "Trading" if m.active else "Closed",
                "baseCoin": m.base, "quoteCoin": m.quote, "launchTime": "1585526400000",
                "deliveryTime": "1798185600000" if m.kind == "future" else "0", "deliveryFeeRate": "",
                "priceScale": str(m.price_places),
                "leverageFilter": {"minLeverage": "1", "maxLeverage": "100.00", "leverageStep": "0.01"},
                "priceFilter": {"minPrice": tick(m.price_places), "maxPrice": "199999.80",
                                "tickSize": tick(m.price_places)},
                "lotSizeFilter": {"maxOrderQty": "100.000", "maxMktOrderQty": "100.000",
                                  "minOrderQty": tick(m.volume_places), "qtyStep": tick(m.volume_places),
                                  "postOnlyMaxOrderQty": "1000.000", "minNotionalValue": "5"},
                "unifiedMarginTrade": True, "fundingInterval": 480,
                "settleCoin": m.base if m.kind == "inverse" else m.quote, "copyTrading": "both",
                "upperFundingRate": "0.00375", "lowerFundingRate": "-0.00375", "isPreListing": False,
                "preListingInfo": None, "riskParameters": {"priceLimitRatioX": "0.01", "priceLimitRatioY": "0.02"},
                "displayName": ""}

    async def tickers(self, request):
        category = self.category(request)
        names = {m: name for name, m in self.lists[category].items() if m.active}
        if "symbol" in request.query:
            names = {m: name for m, name in names.items() if name == request.query["symbol"]}
            if not names:
                raise self.refuse("Not supported symbols")
        make = self.spot_ticker if category == "spot" else self.contract_ticker
        rows = [make(names[m], m, d) for m, d in await self.days(request, names)]
        return self.text(f'{{"retCode":0,"retMsg":"OK","result":{{"category":"{category}","list":[{",".join(rows)}]}},'
                         f'"retExtInfo":{{}},"time":{request.now_ms}}}')

    @staticmethod
    def spot_ticker(name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        return (f'{{"symbol":"{name}","bid1Price":"{short(bid, p)}","bid1Size":"2","ask1Price":"{short(ask, p)}",'
                f'"ask1Size":"1.862172","lastPrice":"{short(d.last, p)}","prevPrice24h":"{short(d.open, p)}",'
                f'"price24hPcnt":"{short(d.ratio, 4)}","highPrice24h":"{short(d.high, p)}",'
                f'"lowPrice24h":"{short(d.low, p)}","turnover24h":"{short(d.quote)}","volume24h":"{short(d.volume)}",'
                f'"usdIndexPrice":"{short(d.last, p)}"}}')

    @staticmethod
    def contract_ticker(name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        # An inverse contract counts dollars as volume and coins as turnover.
        volume, turnover = (d.quote, d.volume) if m.kind == "inverse" else (d.volume, d.quote)
        x = lambda value: fixed(value, p)
        return (f'{{"symbol":"{name}","lastPrice":"{x(d.last)}","indexPrice":"{x(d.last)}","markPrice":"{x(d.last)}",'
                f'"prevPrice24h":"{x(d.open)}","price24hPcnt":"{d.ratio:.6f}","highPrice24h":"{x(d.high)}",'
                f'"lowPrice24h":"{x(d.low)}","prevPrice1h":"{x(d.open)}","openInterest":"225766.793",'
                f'"openInterestValue":"11614437205.81","turnover24h":"{turnover:.4f}","volume24h":"{volume:.4f}",'
                f'"fundingRate":"-0.00046295","nextFundingTime":"{(d.now // 28_800_000 + 1) * 28_800_000}",'
                f'"predictedDeliveryPrice":"","basisRate":"","deliveryFeeRate":"","deliveryTime":"0",'
                f'"ask1Size":"491.691","bid1Price":"{x(bid)}","ask1Price":"{x(ask)}","bid1Size":"55.841","basis":""}}')

    # ---- candles

    def integer(self, request, name):
        try:
            return number(request, name)
        except ValueError:
            raise self.refuse(f"params error: {name} is invalid") from None

    def kline(self, request):
        # The documents make category optional here, linear by default.
        category = self.category(request) if "category" in request.query else "linear"
        name = request.query.get("symbol")
        if not name:
            raise self.refuse("params error: symbol is required")
        market = self.lists[category].get(name)
        if market is None or not market.active:
            raise self.refuse("Not supported symbols")
        item = INTERVALS.get(request.query.get("interval"))
        if item is None:
            raise self.refuse("Invalid period!")
        limit = self.integer(request, "limit")
        if limit is not None and not 1 <= limit <= 1000:
            raise self.refuse("params error: limit is invalid")
        start, end = self.integer(request, "start"), self.integer(request, "end")
        # From a start alone the oldest rows come (recorded); with an end the newest before it.
        oldest = start is not None and end is None
        rows = self.window(request, market, item, self.writer, limit or 200, start, end, oldest)
        return self.text(f'{{"retCode":0,"retMsg":"OK","result":{{"category":"{category}","symbol":"{name}","list":['
                         f'{",".join(rows[::-1])}]}},"retExtInfo":{{}},"time":{request.now_ms}}}')

    def writer(self, market, item):
        p, inverse = market.price_places, market.kind == "inverse"

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            if inverse:
                v, q = q, v
            return (f'["{t}","{short(o, p)}","{short(h, p)}","{short(l, p)}","{short(c, p)}","{short(v)}",'
                    f'"{short(q)}"]')
        return row
