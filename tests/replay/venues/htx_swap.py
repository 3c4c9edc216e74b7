"""HTX linear swaps: another host, oldest candle first, volume in contracts beside the amount."""
from candles import spread
from limits import Rule
from venues.base import Bad, CandleShape, Route, intervals, number, short, short_number
from venues.htx import HtxSpot
from windows import FromFirst

INTERVALS = intervals({"1min": "1m", "5min": "5m", "15min": "15m", "30min": "30m", "60min": "1h", "4hour": "4h",
                       "1day": "1d", "1week": "1w", "1mon": "1M"}, zone_hours=8)
MAX_ROWS = 2000


class HtxSwap(HtxSpot):
    RULES = (Rule("market_1s", FromFirst, 800, 1), Rule("reference_1s", FromFirst, 240, 1))
    SHAPE = CandleShape(("data",), "id", 1000)

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {f"{m.base}-{m.quote}" + ("-261225" if m.kind == "future" else ""): m
                        for m in universe.swap if m.kind != "inverse"}

    def make_routes(self):
        return [Route("/linear-swap-api/v1/swap_contract_info", "markets", self.contract_info),
                Route("/linear-swap-ex/market/detail/batch_merged", "tickers", self.tickers),
                Route("/v2/linear-swap-ex/market/detail/batch_merged", "tickers", self.tickers),
                Route("/linear-swap-ex/market/history/kline", "candles", self.kline, "contract_code")]

    def costs(self, route, request):
        return [("reference_1s" if route.kinds == ("markets",) else "market_1s", None, 1)]

    def usage_headers(self, verdict):
        window = verdict.window
        if window is None:
            return ()
        return (("ratelimit-limit", window.limit), ("ratelimit-remaining", window.remaining()),
                ("ratelimit-interval", int(window.seconds * 1000)),
                ("ratelimit-reset", int(self.clock.now_ms() + window.wait(self.clock.ticks()) * 1000)))

    def fail(self, code, text):
        return Bad(self.json({"status": "error", "err_code": code, "err_msg": text, "ts": self.clock.now_ms()}))

    def chosen(self, request):
        kind = request.query.get("business_type", "swap")
        wanted = {"swap": ("swap",), "futures": ("future",), "all": ("swap", "future")}.get(kind)
        if wanted is None:
            raise self.fail(1030, "Abnormal service. Please try again later.")
        return {m: name for name, m in self.markets.items() if m.kind in wanted}

    async def contract_info(self, request):
        names = self.chosen(request)
        await self.prepared(names)
        rows = [{
            "symbol": m.base, "contract_code": name, "contract_size": short_number(m.contract(), 10),
            "price_tick": short_number(10.0 ** -m.price_places, m.price_places), "delivery_date": "",
            "delivery_time": "", "create_date": "20201021", "contract_status": 1 if m.active else 0,
            "settlement_date": "1640592000000", "support_margin_mode": "all",
            "business_type": "swap" if m.kind == "swap" else "futures", "pair": f"{m.base}-{m.quote}",
            "contract_type": "swap" if m.kind == "swap" else "quarter", "trade_partition": m.quote}
            for m, name in names.items()]
        return self.json({"status": "ok", "data": rows, "ts": request.now_ms})

    async def tickers(self, request):
        names = {m: name for m, name in self.chosen(request).items() if m.active}
        rows = [self.ticker(names[m], m, d) for m, d in await self.days(request, names)]
        return self.text(f'{{"status":"ok","ticks":[{",".join(rows)}],"ts":{request.now_ms}}}')

    @staticmethod
    def ticker(name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        return (f'{{"id":{d.now // 1000},"ts":{d.now},"ask":[{short(ask, p)},30],"bid":[{short(bid, p)},1286],'
                f'"business_type":"{"swap" if m.kind == "swap" else "futures"}","contract_code":"{name}",'
                f'"open":"{short(d.open, p)}","close":"{short(d.last, p)}","low":"{short(d.low, p)}",'
                f'"high":"{short(d.high, p)}","amount":"{short(d.volume)}","count":{d.trades},'
                f'"vol":"{d.volume / m.contract():.0f}","trade_turnover":"{short(d.quote)}",'
                f'"trade_partition":"{m.quote}"}}')

    def kline(self, request):
        name = request.query.get("contract_code")
        if not name:
            raise self.fail(1066, "The symbol field cannot be empty. Please re-enter.")
        market = self.find(name)
        if market is None or not market.active:
            raise self.fail(1013, "This contract symbol doesnt exist.")
        period = request.query.get("period")
        item = INTERVALS.get(period)
        if item is None:
            raise self.bad("invalid period")
        try:
            size, start, end = (number(request, key) for key in ("size", "from", "to"))
        except ValueError:
            raise self.bad("invalid size, valid range: [1,2000]") from None
        if size is not None and not 1 <= size <= MAX_ROWS:
            raise self.bad("invalid size, valid range: [1,2000]")
        if size is None and (start is None or end is None):
            size = 150  # neither: the documents' default size
        if size is not None:
            rows = self.window(request, market, item, self.writer, size)
        else:
            rows = self.window(request, market, item, self.writer, MAX_ROWS, start * 1000, end * 1000)
        return self.text(f'{{"ch":"market.{name}.kline.{period}","data":[{",".join(rows)}],"status":"ok",'
                         f'"ts":{request.now_ms}}}')

    def writer(self, market, item):
        p, contract = market.price_places, market.contract()

        def row(candle, closed):
            t, o, h, l, c, v, q, n = candle
            return (f'{{"amount":{short(v)},"close":{short(c, p)},"count":{n},"high":{short(h, p)},"id":{t // 1000},'
                    f'"low":{short(l, p)},"open":{short(o, p)},"trade_turnover":{short(q)},"vol":{v / contract:.0f}}}')
        return row
