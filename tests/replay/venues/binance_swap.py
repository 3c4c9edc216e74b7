"""Binance USD-M futures: spot's shapes with each market's own decimals, no bid and ask in tickers."""
from limits import Rule
from venues.base import Bad, Route, fixed, tick
from venues.binance import BinanceSpot
from windows import Aligned

WEIGHT = 2400


class BinanceSwap(BinanceSpot):
    # Another host with its own budget; the spot windows know nothing of it.
    POOL = "binance:futures"
    RULES = (Rule("futures_weight_1m", Aligned, WEIGHT, 60),)
    WEIGHT_RULE = "futures_weight_1m"
    LIMIT = WEIGHT
    DEFAULT_ROWS, MAX_ROWS = 500, 1500

    def listed(self):
        return self.universe.swap

    def __init__(self, universe, pools, options):
        super().__init__(universe, pools, options)
        self.markets = {self.native(m): m for m in self.listed() if m.kind != "inverse"}

    @staticmethod
    def native(m):
        return m.symbol + "_261225" if m.kind == "future" else m.symbol

    def make_routes(self):
        return [Route("/fapi/v1/exchangeInfo", "markets", self.exchange_info),
                Route("/fapi/v1/ticker/24hr", "tickers", self.tickers, "symbol"),
                Route("/fapi/v1/klines", "candles", self.klines, "symbol")]

    def costs(self, route, request):
        return [(self.WEIGHT_RULE, None, self.weight(route, request))]

    def weight(self, route, request):
        if route.kinds == ("markets",):
            return 1
        if route.kinds == ("tickers",):
            return 1 if "symbol" in request.query else 40
        text = request.query.get("limit", "")
        rows = int(text) if text.isdigit() else self.DEFAULT_ROWS
        return 1 if rows < 100 else 2 if rows < 500 else 5 if rows <= 1000 else 10

    async def exchange_info(self, request):
        await self.prepared(self.markets.values())
        rows = [self.contract_row(name, m) for name, m in self.markets.items()]
        return self.json({"timezone": "UTC", "serverTime": request.now_ms, "futuresType": "U_MARGINED", "rateLimits": [
            {"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 1, "limit": WEIGHT},
            {"rateLimitType": "ORDERS", "interval": "MINUTE", "intervalNum": 1, "limit": 1200},
        ], "exchangeFilters": [], "assets": [], "symbols": rows})

    def contract_row(self, name, m):
        perpetual = m.kind == "swap"
        return {
            "symbol": name, "pair": m.symbol, "contractType": "PERPETUAL" if perpetual else "CURRENT_QUARTER",
            "deliveryDate": 4133404800000 if perpetual else 1798185600000, "onboardDate": 1569398400000,
            "status": "TRADING" if m.active else "SETTLING", "maintMarginPercent": "2.5000",
            "requiredMarginPercent": "5.0000", "baseAsset": m.base, "quoteAsset": m.quote, "marginAsset": m.quote,
            "pricePrecision": m.price_places, "quantityPrecision": m.volume_places, "baseAssetPrecision": 8,
            "quotePrecision": 8, "underlyingType": "COIN", "underlyingSubType": ["Layer-1"],
            "triggerProtect": "0.0500", "liquidationFee": "0.012500", "marketTakeBound": "0.05",
            "maxMoveOrderLimit": 10000,
            "filters": [
                {"filterType": "PRICE_FILTER", "minPrice": tick(m.price_places), "maxPrice": "4529764",
                 "tickSize": tick(m.price_places)},
                {"filterType": "LOT_SIZE", "minQty": tick(m.volume_places), "maxQty": "1000",
                 "stepSize": tick(m.volume_places)}],
            "orderTypes": ["LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET",
                           "TRAILING_STOP_MARKET"],
            "timeInForce": ["GTC", "IOC", "FOK", "GTX", "GTD"], "permissionSets": ["GRID", "COPY"],
        }

    async def tickers(self, request):
        if "symbol" in request.query:
            market = self.market(request)
            [(_, day)] = await self.days(request, [market])
            return self.text(self.ticker(market, day))
        rows = [self.ticker(m, d) for m, d in await self.days(request, self.markets.values())]
        return self.text("[" + ",".join(rows) + "]")

    def ticker(self, m, d):
        p, live = m.price_places, m.active
        mean = d.quote / d.volume if d.volume else d.last
        return (f'{{"symbol":"{self.native(m)}","priceChange":"{fixed(d.change, p)}",'
                f'"priceChangePercent":"{d.ratio * 100:.3f}","weightedAvgPrice":"{fixed(mean, p)}",'
                f'"lastPrice":"{fixed(d.last, p)}","lastQty":"0.001","openPrice":"{fixed(d.open, p)}",'
                f'"highPrice":"{fixed(d.high, p)}","lowPrice":"{fixed(d.low, p)}",'
                f'"volume":"{fixed(d.volume if live else 0, m.volume_places)}",'
                f'"quoteVolume":"{fixed(d.quote if live else 0, 2)}",{self.tail(d, live)}}}')

    def span(self, request):
        start, end = super().span(request)
        # Recorded: times given in seconds lie before all history, and the newest rows come back.
        return (None, None) if end is not None and end < 10 ** 11 else (start, end)

    def rows_asked(self, request):
        limit = self.integer(request, "limit")
        # Unlike spot, futures refuse a limit above the maximum.
        if limit is not None and not 1 <= limit <= self.MAX_ROWS:
            raise Bad(self.error(400, -1130, "Data sent for parameter 'limit' is not valid."))
        return limit or self.DEFAULT_ROWS

    def writer(self, market, item):
        p, vp = market.price_places, market.volume_places

        def row(candle, closed):
            t, o, h, l, c, v, q, n = candle
            end = item.open_at(item.index(t) + 1) - 1
            return (f'[{t},"{o:.{p}f}","{h:.{p}f}","{l:.{p}f}","{c:.{p}f}","{v:.{vp}f}",{end},"{q:.5f}",{n},'
                    f'"{v * 0.48:.{vp}f}","{q * 0.48:.5f}","0"]')
        return row
