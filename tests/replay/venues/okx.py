"""OKX v5: one set of routes, strings everywhere, newest candle first."""
from candles import spread
from intervals import interval
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, intervals, number, short, tick
from windows import Sliding

INTERVALS = intervals({"1m": "1m", "3m": "3m", "5m": "5m", "15m": "15m", "30m": "30m", "1H": "1h", "2H": "2h",
                       "4H": "4h", "6Hutc": "6h", "12Hutc": "12h", "1Dutc": "1d", "3Dutc": "3d",
                       "1Wutc": "1w", "1Mutc": "1M"})
# Without "utc" a day opens at 00:00 UTC+8.
INTERVALS.update({name: interval(ours, 8) for name, ours in (
    ("6H", "6h"), ("12H", "12h"), ("1D", "1d"), ("3D", "3d"), ("1W", "1w"), ("1M", "1M"))})
TYPES = ("SPOT", "SWAP", "MARGIN", "FUTURES", "OPTION")
CANDLES_REACH = 1440  # /market/candles goes no further back


class Okx(Venue):
    ID = "okx"
    RULES = (Rule("candles", Sliding, 40, 2), Rule("history-candles", Sliding, 20, 2),
             Rule("tickers", Sliding, 20, 2), Rule("instruments", Sliding, 20, 2))
    SHAPE = CandleShape(("data",), 0, 1)
    CONTENT_TYPE = "application/json"
    MAX_ROWS = 300

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.spot = {f"{m.base}-{m.quote}": m for m in universe.spot}
        self.swap = {f"{m.base}-{m.quote}-SWAP": m for m in universe.swap if m.kind != "future"}

    def make_routes(self):
        return [Route("/api/v5/public/instruments", "markets", self.instruments),
                Route("/api/v5/market/tickers", "tickers", self.tickers),
                Route("/api/v5/market/candles", "candles", self.candles, "instId"),
                Route("/api/v5/market/history-candles", "candles", self.history, "instId")]

    def find(self, native):
        return self.spot.get(native) or self.swap.get(native)

    def native_names(self):
        return [*self.spot, *self.swap]

    def costs(self, route, request):
        name = route.parts[-1]
        # Instruments are metered per type, and a type that does not exist is no key of its own.
        kind = request.query.get("instType") if name == "instruments" else None
        return [(name, kind if kind in TYPES else None, 1)]

    # ---- errors: most travel in a 200

    def error(self, code, text, status=200):
        return self.json({"code": str(code), "data": [], "msg": text}, status)

    def not_found(self, path):
        return self.json({"msg": "API endpoint does not exist", "code": "404", "data": []}, 404)

    def limited(self, verdict):
        return self.json({"msg": "Too Many Requests", "code": "50011", "data": []}, 429)

    def banned(self, verdict):
        # The documents know no ban on public routes: a repeated refusal is all there is.
        return self.limited(verdict)

    def unavailable(self):
        return self.error(50026, "System error. Try again later.", 500)

    def maintenance(self):
        return self.error(50001, "Service temporarily unavailable. Please try again later.", 503)

    def kind(self, request):
        kind = request.query.get("instType")
        if not kind:
            raise Bad(self.error(50014, "Parameter instType can not be empty.", 400))
        if kind not in TYPES:
            raise Bad(self.error(51000, "Parameter instType error", 400))
        return kind

    # ---- lists

    async def instruments(self, request):
        kind = self.kind(request)
        if kind == "SPOT":
            await self.prepared(self.spot.values())
            rows = [self.spot_row(name, m) for name, m in self.spot.items()]
        elif kind == "SWAP":
            await self.prepared(self.swap.values())
            rows = [self.swap_row(name, m) for name, m in self.swap.items()]
        else:
            rows = []
        return self.json({"code": "0", "data": rows, "msg": ""})

    def row(self, name, m, kind):
        return {
            "alias": "", "auctionEndTime": "", "baseCcy": m.base, "category": "1", "ctMult": "", "ctType": "",
            "ctVal": "", "ctValCcy": "", "expTime": "", "instFamily": "", "instId": name, "instType": kind,
            "lever": "", "listTime": "1548133413000", "lotSz": tick(m.volume_places),
            "maxIcebergSz": "9999999999.0000000000000000", "maxLmtAmt": "20000000", "maxLmtSz": "9999999999",
            "maxMktAmt": "1000000", "maxMktSz": "1000000", "maxStopSz": "1000000",
            "maxTriggerSz": "9999999999.0000000000000000", "maxTwapSz": "9999999999.0000000000000000",
            "minSz": tick(m.volume_places), "optType": "", "quoteCcy": m.quote, "ruleType": "normal",
            "settleCcy": "", "state": "live" if m.active else "suspend", "stk": "", "tickSz": tick(m.price_places),
            "uly": ""}

    def spot_row(self, name, m):
        return self.row(name, m, "SPOT")

    def swap_row(self, name, m):
        row = self.row(name, m, "SWAP")
        linear = m.kind == "swap"
        family = f"{m.base}-{m.quote}"
        row.update({
            "baseCcy": "", "quoteCcy": "", "contTdSwTime": "", "ctMult": "1",
            "ctType": "linear" if linear else "inverse",
            "ctVal": short(m.contract(), 10) if linear else "100", "ctValCcy": m.base if linear else m.quote,
            "futureSettlement": False, "instFamily": family, "uly": family, "instIdCode": 10459, "lotSz": "1",
            "minSz": "1", "maxPlatOILmt": "", "lever": "100", "maxMktAmt": "", "openType": "", "posLmtAmt": "", "posLmtPct": "", "preMktSwTime": "",
            "settleCcy": m.quote if linear else m.base, "tradeQuoteCcyList": []})
        return row

    async def tickers(self, request):
        kind = self.kind(request)
        names = {"SPOT": self.spot, "SWAP": self.swap}.get(kind, {})
        live = {m: name for name, m in names.items() if m.active}
        rows = [self.ticker(kind, live[m], m, d) for m, d in await self.days(request, live)]
        return self.text('{"code":"0","msg":"","data":[' + ",".join(rows) + "]}")

    def ticker(self, kind, name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        today = d.since_midnight()[0]
        if kind == "SPOT":
            volume, currency = short(d.volume, 8), short(d.quote, 8)
        else:  # contracts, and base coin where spot has the quote
            volume, currency = short(d.volume / m.contract(), 0), short(d.volume, 8)
        # The day of UTC+8 opened 8 hours before the one of UTC: today's open stands for both here.
        return (f'{{"instType":"{kind}","instId":"{name}","last":"{short(d.last, p)}","lastSz":"0.01",'
                f'"askPx":"{short(ask, p)}","askSz":"1.5","bidPx":"{short(bid, p)}","bidSz":"2.1",'
                f'"open24h":"{short(d.open, p)}","high24h":"{short(d.high, p)}","low24h":"{short(d.low, p)}",'
                f'"volCcy24h":"{currency}","vol24h":"{volume}","ts":"{d.now}","sodUtc0":"{short(today, p)}",'
                f'"sodUtc8":"{short(today, p)}"}}')

    # ---- candles

    def candles(self, request):
        return self.rows(request, CANDLES_REACH)

    def history(self, request):
        return self.rows(request, None)

    def rows(self, request, reach):
        name = request.query.get("instId")
        if not name:
            raise Bad(self.error(50014, "Parameter instId can not be empty.", 400))
        market = self.find(name)
        if market is None or not market.active:
            raise Bad(self.error(51001, "Instrument ID doesn't exist."))
        item = INTERVALS.get(request.query.get("bar", "1m"))
        if item is None:
            raise Bad(self.error(51000, "Parameter bar error"))
        limit = self.integer(request, "limit")
        if limit is not None and not 1 <= limit <= self.MAX_ROWS:
            raise Bad(self.error(51000, "Parameter limit error"))
        # The names are the reverse of intuition: `after` wants older rows, `before` newer; exclusive.
        after, before = self.integer(request, "after"), self.integer(request, "before")
        end = None if after is None else after - 1
        start = None if before is None else before + 1
        if reach is not None:
            oldest = item.open_at(item.index(request.now_ms) - reach + 1)
            start = oldest if start is None else max(start, oldest)
        else:  # history holds completed candles only (uncertain)
            closed = item.open_at(item.index(request.now_ms)) - 1
            end = closed if end is None else min(end, closed)
        rows = self.window(request, market, item, self.writer, limit or 100, start, end)
        return self.text('{"code":"0","msg":"","data":[' + ",".join(rows[::-1]) + "]}")

    def integer(self, request, name):
        try:
            return number(request, name)
        except ValueError:
            raise Bad(self.error(51000, f"Parameter {name} error")) from None

    def writer(self, market, item):
        p, spot = market.price_places, market.kind == "spot"
        contract = 0 if spot else market.contract()

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            done = "1" if closed else "0"
            first, second = (short(v), short(q)) if spot else (short(v / contract, 0), short(v))
            return (f'["{t}","{short(o, p)}","{short(h, p)}","{short(l, p)}","{short(c, p)}","{first}","{second}",'
                    f'"{short(q)}","{done}"]')
        return row
