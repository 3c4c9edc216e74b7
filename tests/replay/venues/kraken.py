"""Kraken: own coin names, maps keyed by a name that may differ from the one asked, errors in a 200."""
from candles import spread
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, fixed, intervals, number, tick
from windows import Bucket

INTERVALS = intervals({"1": "1m", "5": "5m", "15": "15m", "30": "30m", "60": "1h", "240": "4h", "1440": "1d",
                       "10080": "1w", "21600": "15d"})
CLOSED_ROWS = 720
ALTERNATE = {"BTC": "XBT", "DOGE": "XDG"}
# Coins listed before 2018 kept an X before their name, national money a Z.
LEGACY = {"XBT", "XDG", "ETH", "LTC", "XRP", "XLM", "XMR", "ZEC", "ETC", "MLN", "REP"}
MONEY = {"USD", "EUR", "GBP"}


def asset(alternate):
    return "X" + alternate if alternate in LEGACY else "Z" + alternate if alternate in MONEY else alternate


class Pair:
    def __init__(self, m):
        base, quote = ALTERNATE.get(m.base, m.base), ALTERNATE.get(m.quote, m.quote)
        self.market = m
        self.altname, self.wsname = base + quote, f"{base}/{quote}"
        self.base, self.quote = asset(base), asset(quote)
        # Only a pair of two old names is keyed by the long form; XDG lost it.
        long = self.base != base and self.quote != quote and base != "XDG"
        self.key = self.base + self.quote if long else self.altname


class Kraken(Venue):
    ID = "kraken"
    # "About one call a second" is all that is known; three in hand is an assumption.
    RULES = (Rule("public_3s", Bucket, 3, 3),)
    SHAPE = CandleShape(("result", None), 0, 1000)
    CONTENT_TYPE = "application/json"

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.pairs, self.names = [Pair(m) for m in universe.spot], {}
        for pair in self.pairs:
            for name in (pair.key, pair.altname, pair.wsname):
                self.names[name] = pair

    def make_routes(self):
        return [Route("/0/public/AssetPairs", "markets", self.asset_pairs),
                Route("/0/public/Ticker", "tickers", self.ticker, "pair"),
                Route("/0/public/OHLC", "candles", self.ohlc, "pair")]

    def find(self, native):
        pair = self.names.get(native)
        return pair.market if pair else None

    def native_names(self):
        return list(self.names)

    def costs(self, route, request):
        return [("public_3s", None, 1)]

    # ---- errors

    def error(self, text, status=200):
        return self.json({"error": [text]}, status)

    def not_found(self, path):
        return self.error("EGeneral:Unknown method", 404)

    def limited(self, verdict):
        return self.error("EGeneral:Too many requests")

    def banned(self, verdict):
        return self.error("EAPI:Rate limit exceeded")

    def unavailable(self):
        return self.error("EService:Unavailable")

    def maintenance(self):
        return self.error("EService:Market in cancel_only mode")

    def pair(self, name):
        found = self.names.get(name)
        if found is None:
            raise Bad(self.error("EQuery:Unknown asset pair"))
        return found

    # ---- lists

    async def asset_pairs(self, request):
        await self.prepared([pair.market for pair in self.pairs])
        return self.json({"error": [], "result": {pair.key: self.pair_row(pair) for pair in self.pairs}})

    @staticmethod
    def pair_row(pair):
        m = pair.market
        return {
            "altname": pair.altname, "wsname": pair.wsname, "aclass_base": "currency", "base": pair.base,
            "aclass_quote": "currency", "quote": pair.quote, "lot": "unit", "cost_decimals": 5,
            "pair_decimals": m.price_places, "lot_decimals": 8, "lot_multiplier": 1, "leverage_buy": [2, 3],
            "leverage_sell": [2, 3], "fees": [[0, 0.4], [10000, 0.35], [10000000, 0.1]],
            "fees_maker": [[0, 0.25], [10000, 0.2], [10000000, 0]], "fee_volume_currency": "ZUSD",
            "margin_call": 80, "margin_stop": 40, "ordermin": tick(m.volume_places), "costmin": "0.5",
            "tick_size": tick(m.price_places), "status": "online" if m.active else "cancel_only",
            "long_position_limit": 250, "short_position_limit": 200}

    async def ticker(self, request):
        asked = request.query.get("pair")
        pairs = [self.pair(name) for name in asked.split(",")] if asked else self.pairs
        by_market = {pair.market: pair for pair in pairs}
        rows = [f'"{by_market[m].key}":{self.ticker_row(m, d)}' for m, d in await self.days(request, by_market)]
        return self.text('{"error":[],"result":{' + ",".join(rows) + "}}")

    @staticmethod
    def ticker_row(m, d):
        p = max(5, m.price_places)
        bid, ask = spread(d.last, m.price_places)
        x = lambda value: fixed(value, p)
        o, h, l, v, q, n = d.since_midnight()
        volume, mean, trades = (d.volume, d.quote / d.volume, d.trades) if d.volume and m.active else (0, 0, 0)
        if not m.active:
            v, n = 0, 0
        today = q / v if v else 0
        # o is the open of the UTC day, not of 24 hours ago.
        return (f'{{"a":["{x(ask)}","1","1.000"],"b":["{x(bid)}","2","2.000"],"c":["{x(d.last)}","0.00160710"],'
                f'"v":["{v:.8f}","{volume:.8f}"],"p":["{x(today)}","{x(mean)}"],"t":[{n},{trades}],'
                f'"l":["{x(l)}","{x(d.low)}"],"h":["{x(h)}","{x(d.high)}"],"o":"{x(o)}"}}')

    # ---- candles

    def ohlc(self, request):
        name = request.query.get("pair")
        if not name:
            raise Bad(self.error("EGeneral:Invalid arguments"))
        pair = self.pair(name)
        item = INTERVALS.get(request.query.get("interval", "1"))
        if item is None:
            raise Bad(self.error("EGeneral:Invalid arguments"))
        try:
            since = number(request, "since")
        except ValueError:
            raise Bad(self.error("EGeneral:Invalid arguments:since")) from None
        # Older rows cannot be reached, whatever `since` says; `since` itself is excluded.
        start = None if since is None else since * 1000 + 1
        rows = self.window(request, pair.market, item, self.writer, CLOSED_ROWS + 1, start)
        now = request.now_ms - request.stale * item.step
        committed = item.open_at(item.index(now) - 1) // 1000
        return self.text(f'{{"error":[],"result":{{"{pair.key}":[{",".join(rows)}],"last":{committed}}}}}')

    def writer(self, market, item):
        p = market.price_places

        def row(candle, closed):
            t, o, h, l, c, v, q, n = candle
            # vwap: the mean lies inside the candle even where rounding of tiny volumes would not
            mean = min(h, max(l, q / v)) if v else 0.0
            return (f'[{t // 1000},"{o:.{p}f}","{h:.{p}f}","{l:.{p}f}","{c:.{p}f}","{mean:.{p}f}","{v:.8f}",{n}]')
        return row
