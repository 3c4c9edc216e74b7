"""MEXC contracts: numbers, seconds, candles as parallel arrays, volumes in contracts."""
from candles import spread
from limits import Rule
from venues.base import Bad, CandleShape, Route, Venue, intervals, number, short
from windows import Sliding

INTERVALS = intervals({"Min1": "1m", "Min5": "5m", "Min15": "15m", "Min30": "30m", "Min60": "1h", "Hour4": "4h",
                       "Hour8": "8h", "Day1": "1d", "Week1": "1w", "Month1": "1M"})
MAX_ROWS = 2000
COLUMNS = ("time", "open", "close", "high", "low", "vol", "amount")


class MexcSwap(Venue):
    ID = "mexc"
    RULES = (Rule("route_2s", Sliding, 20, 2), Rule("detail_5s", Sliding, 1, 5))
    SHAPE = CandleShape(("data",), "time", 1000, COLUMNS)

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {f"{m.base}_{m.quote}": m for m in universe.swap if m.kind != "future"}

    def make_routes(self):
        return [Route("/api/v1/contract/detail", "markets", self.detail),
                Route("/api/v1/contract/ticker", "tickers", self.tickers, "symbol"),
                Route("/api/v1/contract/kline/{}", "candles", self.kline, 0)]

    def find(self, native):
        return self.markets.get(native)

    def costs(self, route, request):
        if route.kinds == ("markets",):
            return [("detail_5s", None, 1)]
        return [("route_2s", route.kinds[0], 1)]

    # ---- errors: the code is in the body, the status stays 200

    def error(self, code, text, status=200):
        return self.json({"success": False, "code": code, "message": text}, status)

    def not_found(self, path):
        return self.error(404, "Not Found", 404)

    def limited(self, verdict):
        return self.error(510, "Requests are too frequent, please try again later!")

    def unavailable(self):
        return self.error(500, "Internal error", 500)

    def maintenance(self):
        return self.error(513, "Service unavailable, under maintenance", 503)

    # ---- lists

    async def detail(self, request):
        await self.prepared(self.markets.values())
        return self.json({"success": True, "code": 0,
                          "data": [self.contract(name, m) for name, m in self.markets.items()]})

    @staticmethod
    def contract(name, m):
        step = float(short(10.0 ** -m.price_places, m.price_places))
        linear = m.kind == "swap"
        return {
            "symbol": name, "displayName": f"{name}永续", "displayNameEn": f"{name} PERPETUAL", "positionOpenType": 3,
            "baseCoin": m.base, "quoteCoin": m.quote, "baseCoinName": m.base, "quoteCoinName": m.quote,
            "futureType": 1, "settleCoin": m.quote if linear else m.base,
            "contractSize": m.contract() if linear else 100, "minLeverage": 1, "maxLeverage": 200,
            "countryConfigContractMaxLeverage": 0, "priceScale": m.price_places, "volScale": 0, "amountScale": 4,
            "priceUnit": step, "volUnit": 1, "minVol": 1, "maxVol": 400000, "bidLimitPriceRate": 0.1,
            "askLimitPriceRate": 0.1, "takerFeeRate": 0.0002, "makerFeeRate": 0, "maintenanceMarginRate": 0.004,
            "initialMarginRate": 0.005, "riskBaseVol": 17000000, "riskIncrVol": 0, "riskLongShortSwitch": 0,
            "riskIncrMmr": 0, "riskIncrImr": 0, "riskLevelLimit": 1, "priceCoefficientVariation": 0.004,
            "indexOrigin": ["BINANCE", "OKX", "MEXC"], "state": 0 if m.active else 4, "isNew": False, "isHot": False,
            "isHidden": False, "conceptPlate": [], "conceptPlateId": [], "riskLimitType": "BY_VOLUME",
            "maxNumOrders": [200, 50], "marketOrderMaxLevel": 20, "apiAllowed": True, "automaticDelivery": 0,
            "createTime": 1591242684000, "openingTime": 0, "feeRateMode": "NORMAL"}

    async def tickers(self, request):
        names = {m: name for name, m in self.markets.items() if m.active}
        single = request.query.get("symbol")
        if single:
            m = self.market(single)
            names = {m: single}
        rows = [self.ticker(names[m], m, d) for m, d in await self.days(request, names)]
        data = rows[0] if single else "[" + ",".join(rows) + "]"
        return self.text(f'{{"success":true,"code":0,"data":{data}}}')

    @staticmethod
    def ticker(name, m, d):
        p = m.price_places
        bid, ask = spread(d.last, p)
        last = short(d.last, p)
        return (f'{{"symbol":"{name}","lastPrice":{last},"bid1":{short(bid, p)},"ask1":{short(ask, p)},'
                f'"volume24":{d.volume / m.contract():.0f},"amount24":{short(d.quote, 5)},"holdVol":128470,'
                f'"lower24Price":{short(d.low, p)},"high24Price":{short(d.high, p)},"riseFallRate":{short(d.ratio, 4)},'
                f'"riseFallValue":{short(d.change, p)},"indexPrice":{last},"fairPrice":{last},"fundingRate":0.0001,'
                f'"maxBidPrice":{short(d.last * 1.1, p)},"minAskPrice":{short(d.last * 0.9, p)},"timestamp":{d.now}}}')

    def market(self, native):
        found = self.find(native)
        if found is None or not found.active:
            raise Bad(self.error(1001, "Contract does not exist!"))
        return found

    # ---- candles

    def kline(self, request, native):
        market = self.market(native)
        item = INTERVALS.get(request.query.get("interval", "Min1"))
        if item is None:
            raise Bad(self.error(600, "Parameter error: interval"))
        try:
            start, end = number(request, "start"), number(request, "end")
        except ValueError:
            raise Bad(self.error(600, "Parameter error: start or end")) from None
        rows = self.window(request, market, item, self.writer, MAX_ROWS, start and start * 1000, end and end * 1000)
        # A row is its cells, space-separated; here the columns are put together.
        columns = zip(*(row.split() for row in rows)) if rows else [()] * len(COLUMNS)
        parts = ",".join(f'"{name}":[{",".join(cells)}]' for name, cells in zip(COLUMNS, columns))
        return self.text(f'{{"success":true,"code":0,"data":{{{parts}}}}}')

    def writer(self, market, item):
        p, contract = market.price_places, market.contract()

        def row(candle, closed):
            t, o, h, l, c, v, q, _ = candle
            return (f"{t // 1000} {short(o, p)} {short(c, p)} {short(h, p)} {short(l, p)} {v / contract:.0f} "
                    f"{short(q, 5)}")
        return row
