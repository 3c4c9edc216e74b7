"""Gate v4 spot: no envelope, strings, quote volume first and open sixth."""
from candles import spread
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, intervals, number, short
from windows import FromFirst

# Futures documents count 7d from 1 January 1970; spot documents are silent, Monday is assumed.
INTERVALS = intervals({"1m": "1m", "5m": "5m", "15m": "15m", "30m": "30m", "1h": "1h", "4h": "4h", "8h": "8h",
                       "1d": "1d", "7d": "1w", "30d": "1M"})


class GateSpot(Venue):
    ID = "gate"
    BASE_PATH = "/api/v4"
    RULES = (Rule("route_10s", FromFirst, 200, 10),)
    SHAPE = CandleShape((), 0, 1000)
    CONTENT_TYPE = "application/json"
    MAX_ROWS = 1000
    INTERVALS = INTERVALS

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {f"{m.base}_{m.quote}": m for m in universe.spot}

    def make_routes(self):
        return [Route("/api/v4/spot/currency_pairs", "markets", self.pairs),
                Route("/api/v4/spot/tickers", "tickers", self.tickers, "currency_pair"),
                Route("/api/v4/spot/candlesticks", "candles", self.candles, "currency_pair")]

    def find(self, native):
        return self.markets.get(native)

    def costs(self, route, request):
        return [("route_10s", "/".join(route.parts[2:]), 1)]

    def usage_headers(self, verdict):
        window = verdict.window
        if window is None:
            return ()
        reset = self.clock.now_ms() // 1000 + int(window.wait(self.clock.ticks())) + 1
        return (("X-Gate-RateLimit-Requests-Remain", window.remaining()), ("X-Gate-RateLimit-Limit", window.limit),
                ("X-Gate-Ratelimit-Reset-Timestamp", reset))

    # ---- errors

    def error(self, label, text, status=400):
        return self.json({"label": label, "message": text}, status)

    def not_found(self, path):
        return self.error("NOT_FOUND", f"path {path} not found", 404)

    def limited(self, verdict):
        return self.error("TOO_MANY_REQUESTS", "Request Rate limit Exceeded", 429)

    def unavailable(self):
        return self.error("SERVER_ERROR", "Internal server error", 500)

    def maintenance(self):
        return self.error("TOO_BUSY", "Server is under maintenance, please try again later", 503)

    def market(self, request, name, label):
        native = request.query.get(name)
        if not native:
            raise Bad(self.error("MISSING_REQUIRED_PARAM", f"Missing required parameter: {name}"))
        found = self.find(native)
        if found is None:
            raise Bad(self.error(label, f"Invalid {name.replace('_', ' ')} {native}"))
        return found

    # ---- lists

    async def pairs(self, request):
        await self.prepared(self.markets.values())
        return self.json([{
            "id": name, "base": m.base, "base_name": m.base, "quote": m.quote, "quote_name": m.quote, "fee": "0.2",
            "min_base_amount": short(10.0 ** -m.volume_places), "min_quote_amount": "3",
            "amount_precision": m.volume_places, "precision": m.price_places,
            "trade_status": "tradable" if m.active else "untradable", "sell_start": 0, "buy_start": 0,
            "type": "normal"} for name, m in self.markets.items()])

    async def tickers(self, request):
        if "currency_pair" in request.query:
            m = self.market(request, "currency_pair", "INVALID_CURRENCY_PAIR")
            names = {m: request.query["currency_pair"]}
        else:
            names = {m: name for name, m in self.markets.items()}
        rows = [self.ticker(names[m], m, d) for m, d in await self.days(request, names)]
        return self.text("[" + ",".join(rows) + "]")

    @staticmethod
    def ticker(name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        change = f"{d.ratio * 100:.2f}"
        volume, quote = short(d.volume), short(d.quote)
        if not m.active:  # dead markets stay in the list, with text that is no number
            change, volume, quote = "nan", "0", "0"
        today = d.since_midnight()[0]
        utc = short((d.last / today - 1) * 100, 2)
        return (f'{{"currency_pair":"{name}","last":"{short(d.last, p)}","lowest_ask":"{short(ask, p)}",'
                f'"highest_bid":"{short(bid, p)}","change_percentage":"{change}","change_utc0":"{utc}",'
                f'"change_utc8":"{utc}","base_volume":"{volume}","quote_volume":"{quote}",'
                f'"high_24h":"{short(d.high, p)}","low_24h":"{short(d.low, p)}"}}')

    # ---- candles

    def candles(self, request):
        m = self.market(request, "currency_pair", "INVALID_CURRENCY_PAIR")
        return self.text("[" + ",".join(self.asked(request, m, "30m")) + "]")

    def asked(self, request, market, default):
        item = self.INTERVALS.get(request.query.get("interval", default))
        if item is None:
            raise Bad(self.error("INVALID_PARAM_VALUE", "invalid argument: interval"))
        limit, start, end = (self.integer(request, name) for name in ("limit", "from", "to"))
        if limit is not None and (start is not None or end is not None):
            raise Bad(self.error("INVALID_PARAM_VALUE", "limit conflicts with from and to"))
        if limit is not None and not 1 <= limit <= self.MAX_ROWS:
            raise Bad(self.error("INVALID_PARAM_VALUE", "invalid argument: limit"))
        if start is None:
            return self.window(request, market, item, self.writer, limit or 100, None, end and end * 1000)
        end_ms = request.now_ms if end is None else end * 1000
        # Both ends are inclusive: a span of 999 intervals is 1000 rows.
        if (end_ms - start * 1000) // item.step + 1 > self.MAX_ROWS:
            raise Bad(self.error("INVALID_PARAM_VALUE", "Candlestick range too broad. Maximum "
                                 f"{self.MAX_ROWS} data points are allowed per request"))
        return self.window(request, market, item, self.writer, self.MAX_ROWS, start * 1000, end_ms)

    def integer(self, request, name):
        try:
            return number(request, name)
        except ValueError:
            raise Bad(self.error("INVALID_PARAM_VALUE", f"invalid argument: {name}")) from None

    def writer(self, market, item):
        p = market.price_places

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            return (f'["{t // 1000}","{short(q)}","{short(c, p)}","{short(h, p)}","{short(l, p)}","{short(o, p)}",'
                    f'"{short(v)}","{"true" if closed else "false"}"]')
        return row
