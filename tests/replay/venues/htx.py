"""HTX spot: objects of JSON numbers as Java writes them, lower-case symbols, newest candle first."""
from candles import spread
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, intervals, number
from windows import FromFirst, Sliding

# Days open at 00:00 UTC+8 and there is no other choice (uncertain, but what is known).
INTERVALS = intervals({"1min": "1m", "5min": "5m", "15min": "15m", "30min": "30m", "60min": "1h", "4hour": "4h",
                       "1day": "1d", "1week": "1w", "1mon": "1M"}, zone_hours=8)


def java(x):
    """A double as Double.toString: an exponent from 1e7 up and below 1e-3, at least one decimal."""
    size = abs(x)
    if size == 0 or 1e-3 <= size < 1e7:
        text = repr(float(x))
        return text if "." in text else text + ".0"
    digits, _, exponent = f"{x:.17e}".partition("e")
    for places in range(1, 17):
        candidate = f"{x:.{places}e}"
        if float(candidate) == x:
            digits, _, exponent = candidate.partition("e")
            break
    whole, _, rest = digits.partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}E{int(exponent)}"


class HtxSpot(Venue):
    ID = "htx"
    RULES = (Rule("route_1s", Sliding, 10, 1), Rule("kline_5m", FromFirst, 4500, 300))
    SHAPE = CandleShape(("data",), "id", 1000)

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {m.symbol.lower(): m for m in universe.spot}

    def make_routes(self):
        return [Route("/v1/settings/common/market-symbols", "markets", self.market_symbols),
                Route("/v1/common/symbols", "markets", self.common_symbols),
                Route("/market/tickers", "tickers", self.tickers),
                Route("/market/history/kline", "candles", self.kline, "symbol")]

    def find(self, native):
        return self.markets.get(native)

    def costs(self, route, request):
        if route.kinds == ("candles",):
            return [("kline_5m", None, 1)]
        return [("route_1s", "/".join(route.parts), 1)]

    # ---- errors: status 200 but for limits and outages

    def error(self, code, text, status=200):
        return self.json({"status": "error", "err-code": code, "err-msg": text, "data": None}, status)

    def bad(self, text):
        return Bad(self.json({"ts": self.clock.now_ms(), "status": "error", "err-code": "invalid-parameter",
                              "err-msg": text}))

    def not_found(self, path):
        return self.json({"status": "error", "err-code": "base-not-found", "err-msg": "request not found",
                          "data": None}, 404)

    def limited(self, verdict):
        return self.error("rate-too-many-requests", "exceeded rate limit", 429)

    def unavailable(self):
        return self.error("gateway-internal-error", "Failed to load data. Try again later.", 500)

    def maintenance(self):
        return self.error("system-maintenance", "System is in maintenance!", 503)

    # ---- lists

    async def market_symbols(self, request):
        """The list in short names that replaced /v1/common/symbols."""
        await self.prepared(self.markets.values())
        rows = [{
            "symbol": name, "bc": m.base.lower(), "qc": m.quote.lower(), "state": "online" if m.active else "offline",
            "sp": "main", "tags": "", "pp": m.price_places, "ap": m.volume_places, "vp": 8, "minoa": 0.001,
            "maxoa": 1000, "minov": 5, "lominoa": 0.001, "lomaxoa": 1000, "lomaxba": 1000, "lomaxsa": 1000,
            "smminoa": 0.001, "blmlt": 1.1, "slmgt": 0.9, "smmaxoa": 100, "bmmaxov": 1000000, "msormlt": 0.01,
            "mbormlt": 0.01, "at": "enabled" if m.active else "disabled"} for name, m in self.markets.items()]
        return self.json({"status": "ok", "data": rows, "ts": str(request.now_ms), "full": 1})

    async def common_symbols(self, request):
        await self.prepared(self.markets.values())
        rows = [{
            "base-currency": m.base.lower(), "quote-currency": m.quote.lower(), "price-precision": m.price_places,
            "amount-precision": m.volume_places, "symbol-partition": "main", "symbol": name,
            "state": "online" if m.active else "offline", "value-precision": 8, "min-order-amt": 0.001,
            "max-order-amt": 1000, "min-order-value": 5, "limit-order-min-order-amt": 0.001,
            "limit-order-max-order-amt": 1000, "limit-order-max-buy-amt": 1000, "limit-order-max-sell-amt": 1000,
            "buy-limit-must-less-than": 1.1, "sell-limit-must-greater-than": 0.9, "sell-market-min-order-amt": 0.001,
            "sell-market-max-order-amt": 100, "buy-market-max-order-value": 1000000,
            "market-sell-order-rate-must-less-than": 0.01, "market-buy-order-rate-must-less-than": 0.01,
            "api-trading": "enabled" if m.active else "disabled", "tags": ""} for name, m in self.markets.items()]
        return self.json({"status": "ok", "data": rows})

    async def tickers(self, request):
        live = {m: name for name, m in self.markets.items() if m.active}
        rows = [self.ticker(live[m], m, d) for m, d in await self.days(request, live)]
        return self.text(f'{{"status":"ok","ts":{request.now_ms},"data":[{",".join(rows)}]}}')

    @staticmethod
    def ticker(name, m, d):
        bid, ask = spread(d.last, m.price_places)
        return (f'{{"symbol":"{name}","open":{java(d.open)},"high":{java(d.high)},"low":{java(d.low)},'
                f'"close":{java(d.last)},"amount":{java(d.volume)},"vol":{java(d.quote)},"count":{d.trades},'
                f'"bid":{java(bid)},"bidSize":1.5,"ask":{java(ask)},"askSize":2.25}}')

    # ---- candles

    def kline(self, request):
        name = request.query.get("symbol")
        if not name:
            raise Bad(self.error("require-symbol", "Parameter `symbol` is required."))
        market = self.find(name)
        if market is None or not market.active:
            raise self.bad("invalid symbol")
        period = request.query.get("period")
        item = INTERVALS.get(period)
        if item is None:
            raise self.bad("invalid period")
        try:
            size = number(request, "size")
        except ValueError:
            raise self.bad("invalid size, valid range: [1,2000]") from None
        if size is not None and not 1 <= size <= 2000:
            raise self.bad("invalid size, valid range: [1,2000]")
        rows = self.window(request, market, item, self.writer, size or 150)
        return self.text(f'{{"ch":"market.{name}.kline.{period}","status":"ok","ts":{request.now_ms},"data":['
                         f'{",".join(rows[::-1])}]}}')

    def writer(self, market, item):
        def row(candle, closed):
            t, o, h, l, c, v, q, n = candle
            return (f'{{"id":{t // 1000},"open":{java(o)},"close":{java(c)},"low":{java(l)},"high":{java(h)},'
                    f'"amount":{java(v)},"vol":{java(q)},"count":{n}}}')
        return row
